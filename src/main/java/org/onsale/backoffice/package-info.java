/**
 * The organiser's pages under {@code /office}: plain forms that work without JavaScript, put
 * together from the modules' entry points. No rule lives here: what a module refuses is shown
 * beside the field, with everything that was typed. May use: every module's entry points.
 */
@NullMarked
package org.onsale.backoffice;

import org.jspecify.annotations.NullMarked;
