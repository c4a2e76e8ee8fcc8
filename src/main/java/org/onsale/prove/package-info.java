/**
 * {@code ./onsale prove}: sells under crashes, and then accounts for every seat, answer and cent.
 *
 * <p>Invariants: the nodes are processes of the packaged application and are used over HTTP only;
 * the auditor believes nothing but the database, the gateway's books and what buyers were told; a
 * loss is excused by nothing but a database that was set back, and is then counted. May use:
 * platform, identity, verify.
 */
@NullMarked
package org.onsale.prove;

import org.jspecify.annotations.NullMarked;
