package org.onsale.platform;

import java.util.regex.Pattern;

/**
 * Lets the requests of some paths bring more than the {@link RequestGuard#USUAL_BODY usual} body.
 * Modules with uploads produce these as beans.
 *
 * @param path matched against the whole path
 * @param bytes what the body may be at most; never above {@code quarkus.http.limits.max-body-size}
 */
public record BodyLimit(Pattern path, long bytes) {

  public static BodyLimit of(String path, long bytes) {
    return new BodyLimit(Pattern.compile(path), bytes);
  }
}
