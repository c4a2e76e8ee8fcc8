/**
 * The main class and the command line: {@code run} starts everything in order and stops it in the
 * reverse order; the other commands work on the database of a running or a resting Onsale.
 *
 * <p>Invariants: whatever can go wrong at the start (a busy port, a data folder in use, a database
 * that forgets) ends in one plain sentence and a non-zero exit, and leaves no process behind. May
 * use: the entry points of every module.
 */
@NullMarked
package org.onsale;

import org.jspecify.annotations.NullMarked;
