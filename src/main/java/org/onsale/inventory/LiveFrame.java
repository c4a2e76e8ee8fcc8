package org.onsale.inventory;

/**
 * A message to live viewers, encoded once for all of them as a server-sent event (WHATWG HTML,
 * section 9.2).
 *
 * @param version the version that a viewer has after it
 * @param bytes UTF-8, ends with an empty line; shared, never to be written to
 */
public record LiveFrame(long version, byte[] bytes) {}
