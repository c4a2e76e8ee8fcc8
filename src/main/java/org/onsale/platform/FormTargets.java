package org.onsale.platform;

import java.util.List;

/**
 * Where forms of our pages may lead besides back to us: pages elsewhere that an answer redirects
 * to. Modules with such forms produce these as beans.
 *
 * @param origins as a Content-Security-Policy writes them
 */
public record FormTargets(List<String> origins) {}
