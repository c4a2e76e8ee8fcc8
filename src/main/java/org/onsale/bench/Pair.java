package org.onsale.bench;

/**
 * Two seats side by side.
 *
 * @param seat the index of the first
 */
record Pair(long event, int seat) {}
