package org.onsale.inventory;

/**
 * Where a holding that was sold from an allocation has its places from.
 *
 * @param places of each pool of the holding, how many are the allocation's; they go back there
 */
record Allotment(int allocation, int[] places) {}
