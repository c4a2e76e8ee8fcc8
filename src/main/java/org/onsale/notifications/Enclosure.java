package org.onsale.notifications;

import java.util.function.Supplier;

/**
 * A file that goes with a mail.
 *
 * @param content makes its bytes, which nobody keeps
 */
public record Enclosure(String name, String mediaType, Supplier<byte[]> content) {}
