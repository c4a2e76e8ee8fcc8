/**
 * The audit of a database: is every seat, ticket and cent where it should be?
 *
 * <p>Invariants: changes nothing; sees one moment, so that it can run beside a sale; looks at the
 * tables themselves and not through the code that wrote them, except that the ledger is folded by
 * its own rules. May use: inventory, platform.
 */
@NullMarked
package org.onsale.verify;

import org.jspecify.annotations.NullMarked;
