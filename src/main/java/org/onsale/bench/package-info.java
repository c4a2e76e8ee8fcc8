/**
 * {@code ./onsale bench}: what this machine can do, measured against baselines in the same run. Its
 * resources are compiled in by a build property of the benchmark alone, never into a server that
 * sells. May use: every entry point.
 */
@NullMarked
package org.onsale.bench;

import org.jspecify.annotations.NullMarked;
