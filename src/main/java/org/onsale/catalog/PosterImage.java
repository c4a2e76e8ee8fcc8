package org.onsale.catalog;

/**
 * A poster's bytes, as they were uploaded or in a copy.
 *
 * @param mediaType as the bytes say, whatever the uploader claimed
 */
@SuppressWarnings("ArrayRecordComponent") // read once, written to a response
public record PosterImage(String mediaType, byte[] bytes) {}
