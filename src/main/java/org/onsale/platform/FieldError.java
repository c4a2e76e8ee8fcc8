package org.onsale.platform;

/**
 * One fault in what a client sent.
 *
 * @param field the path of the field at fault, such as {@code buyer.email} or {@code seats[2]}
 * @param message a sentence for the person who must mend it
 */
public record FieldError(String field, String message) {}
