package org.onsale.inventory;

import java.util.Arrays;

/**
 * The smallest of many keys, kept as they change: a binary tree of winners over groups of keys. A
 * change and a look each cost a group and the height of the tree; 4.5 bytes a key.
 */
final class Tournament {
  private static final int GROUP = 16;

  /** No key: loses against all others. */
  static final int NONE = Integer.MAX_VALUE;

  private final int[] keys;
  private final int leaves;
  private final int[] tree;

  /** Takes the keys over. */
  Tournament(int[] keys) {
    this.keys = keys;
    int groups = Math.max(1, (keys.length + GROUP - 1) / GROUP);
    this.leaves = Integer.highestOneBit(2 * groups - 1);
    this.tree = new int[2 * leaves];
    Arrays.fill(tree, NONE);
    for (int group = 0; group < groups; group++) {
      tree[leaves + group] = smallestOf(group);
    }
    for (int node = leaves - 1; node > 0; node--) {
      tree[node] = Math.min(tree[2 * node], tree[2 * node + 1]);
    }
  }

  private int smallestOf(int group) {
    int smallest = NONE;
    int end = Math.min(keys.length, (group + 1) * GROUP);
    for (int i = group * GROUP; i < end; i++) {
      smallest = Math.min(smallest, keys[i]);
    }
    return smallest;
  }

  int key(int i) {
    return keys[i];
  }

  void set(int i, int key) {
    if (keys[i] == key) {
      return;
    }
    keys[i] = key;
    int node = leaves + i / GROUP;
    int smallest = smallestOf(i / GROUP);
    while (tree[node] != smallest) {
      tree[node] = smallest;
      if (node == 1) {
        return;
      }
      smallest = Math.min(smallest, tree[node ^ 1]);
      node >>= 1;
    }
  }

  /** Where the smallest key is, the first of equal ones; −1 when there is none. */
  int winner() {
    int smallest = tree[1];
    if (smallest == NONE) {
      return -1;
    }
    int node = 1;
    while (node < leaves) {
      node = tree[2 * node] == smallest ? 2 * node : 2 * node + 1;
    }
    int i = (node - leaves) * GROUP;
    while (keys[i] != smallest) {
      i++;
    }
    return i;
  }
}
