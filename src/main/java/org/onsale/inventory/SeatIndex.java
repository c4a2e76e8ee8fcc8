package org.onsale.inventory;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which seats of an event are free, in the order in which they stand, kept so that the best ones
 * are found without looking through the venue. Belongs to one {@link EventState}, which tells it of
 * each seat that changes.
 *
 * <p>A change costs a bit and a line in a journal of rows. A {@link SeatView} (the seats of one
 * category, or all) keeps for each size of a party that was asked for what the best place in each
 * row is, and works off the journal when it is asked again.
 *
 * <p>What is not so yet can be supposed, to decide on it, and is then taken back: the seats of a
 * hold that has expired, say.
 */
final class SeatIndex {
  /** Rows in the journal; who is further behind reads all rows anew. A power of two. */
  private static final int JOURNAL = 4_096;

  private static final int ANY = -1;

  private final SeatOrder order;
  private final long[] free;
  private final int[] freeOf;
  private final int[] journal = new int[JOURNAL];
  private long written;
  private long read;
  private final Int2ObjectOpenHashMap<SeatView> views = new Int2ObjectOpenHashMap<>();
  private final IntArrayList supposed = new IntArrayList();

  SeatIndex(SeatOrder order, IntPredicate isFree) {
    this.order = order;
    this.free = new long[(order.size() + 63) / 64];
    int categories = 0;
    for (int position = 0; position < order.size(); position++) {
      categories = Math.max(categories, order.category(position) + 1);
    }
    this.freeOf = new int[categories + 1];
    for (int position = 0; position < order.size(); position++) {
      if (isFree.test(order.seat(position))) {
        free[position >> 6] |= 1L << position;
        count(position, 1);
      }
    }
  }

  /** By category, and all at the end. */
  private void count(int position, int more) {
    freeOf[order.category(position)] += more;
    freeOf[freeOf.length - 1] += more;
  }

  SeatOrder order() {
    return order;
  }

  boolean isFree(int position) {
    return (free[position >> 6] >>> position & 1) != 0;
  }

  /** Free seats in a row, of whatever category. */
  int freeIn(int row) {
    int start = order.start(row);
    int end = order.end(row);
    int count = 0;
    for (int word = start >> 6; word <= (end - 1) >> 6; word++) {
      long bits = free[word];
      if (word == start >> 6) {
        bits &= -1L << start;
      }
      if (word == (end - 1) >> 6) {
        bits &= -1L >>> -end;
      }
      count += Long.bitCount(bits);
    }
    return count;
  }

  /** Free seats of a category; of all when it is null. */
  int free(@Nullable Integer category) {
    return new FreeSeats(order, freeOf).of(category);
  }

  /** How many seats are free now. */
  FreeSeats free() {
    return new FreeSeats(order, freeOf.clone());
  }

  /** Notes what has become of a seat. */
  void set(int seat, boolean nowFree) {
    int position = order.position(seat);
    if (position >= 0 && isFree(position) != nowFree) {
      flip(position);
    }
  }

  /** Takes a seat to be free or not until {@link #takeBack}. */
  void suppose(int seat, boolean nowFree) {
    int position = order.position(seat);
    if (position >= 0 && isFree(position) != nowFree) {
      flip(position);
      supposed.add(position);
    }
  }

  /** What is supposed now, for {@link #takeBack}. */
  int mark() {
    return supposed.size();
  }

  /** Forgets what was supposed since the mark. */
  void takeBack(int mark) {
    while (supposed.size() > mark) {
      flip(supposed.removeInt(supposed.size() - 1));
    }
  }

  private void flip(int position) {
    free[position >> 6] ^= 1L << position;
    count(position, isFree(position) ? 1 : -1);
    int row = order.rowAt(position);
    if (written == read || journal[(int) (written - 1) & JOURNAL - 1] != row) {
      journal[(int) written++ & JOURNAL - 1] = row;
    }
  }

  /** How far the journal goes; who has read it up to there knows all. */
  long written() {
    read = written;
    return written;
  }

  /** Whether the journal still has what was written from there on. */
  boolean remembers(long from) {
    return written - from <= JOURNAL;
  }

  int journal(long at) {
    return journal[(int) at & JOURNAL - 1];
  }

  /** The seats of a category; all when it is null. */
  SeatView view(@Nullable Integer category) {
    return views.computeIfAbsent(
        category == null ? ANY : category, key -> new SeatView(this, category));
  }
}
