package org.onsale.identity;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The resource answers the gates of the event that stands as {@code {event}} in its path, by their
 * API token, and whomever {@link OrganiserOnly} lets in. The resource must be a blocking one, such
 * as one on a virtual thread.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface GateOnly {}
