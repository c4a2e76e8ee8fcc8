/**
 * The HTTP interface {@code /api/v1}: thin resources that compose the modules' entry points and
 * hold no rules of their own. May use: every module's entry point.
 */
@NullMarked
package org.onsale.api;

import org.jspecify.annotations.NullMarked;
