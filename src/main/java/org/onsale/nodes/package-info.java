/**
 * Several nodes on one machine, for trying it out: processes of the same application, a Redis
 * between them and a proxy in front ({@code ./onsale run --nodes}).
 *
 * <p>Invariants: a node that ends is started again; whatever ends the launcher ends the nodes, and
 * nothing is left behind; a request that may be repeated is answered as long as one node answers.
 * May use: platform.
 */
@NullMarked
package org.onsale.nodes;

import org.jspecify.annotations.NullMarked;
