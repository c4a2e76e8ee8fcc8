package org.onsale.platform;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, and the opaque cursor of the next, which is null on the last page.
 *
 * @param <T> what the list holds
 */
public record Page<T>(List<T> items, @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * The page of a list that was read one item further than the page goes: that one only tells that
   * there is a next page.
   *
   * @param limit items on the page at most
   * @param cursor of the page that begins after an item
   */
  public static <T> Page<T> of(List<T> read, int limit, Function<? super T, String> cursor) {
    return read.size() <= limit
        ? new Page<>(read, null)
        : new Page<>(read.subList(0, limit), cursor.apply(read.get(limit - 1)));
  }

  /**
   * Before which id a page of a list begins that has the newest first: at the newest for no cursor,
   * and for one that is none of ours.
   */
  public static long before(@Nullable String cursor) {
    return cursor != null && cursor.matches("[0-9]{1,18}")
        ? Long.parseLong(cursor)
        : Long.MAX_VALUE;
  }

  public <U> Page<U> map(Function<? super T, ? extends U> mapping) {
    return new Page<>(items.stream().<U>map(mapping).toList(), next);
  }
}
