package org.onsale.identity;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The resource answers organisers only: by their session cookie (then requests that change
 * something must carry the session's CSRF token, in the form field {@code csrf} or the header
 * {@code X-CSRF-Token}) or by an organiser's API token. The resource must be a blocking one, such
 * as one on a virtual thread.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface OrganiserOnly {}
