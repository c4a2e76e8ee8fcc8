package org.onsale.platform;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The page is compressed for who can read that. It must show everybody the same: beside words that
 * a stranger chose, the size of a compressed page tells its secrets letter by letter (the BREACH
 * attack, CVE-2013-3587).
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Gzipped {}
