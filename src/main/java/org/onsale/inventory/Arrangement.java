package org.onsale.inventory;

/** How the seats lie that best available has chosen, the best first. */
public enum Arrangement {
  /** Side by side in one row. */
  TOGETHER,
  /** In parts, in rows next to each other. */
  SPLIT_OVER_ROWS,
  /** In parts all over the venue. */
  SCATTERED
}
