package org.onsale.storefront;

import java.util.stream.Collectors;
import org.onsale.catalog.Event;
import org.onsale.platform.EventId;

/**
 * A poster as an {@code img} names it: the browser takes the width it needs, and knows the shape
 * before a byte of it has come.
 *
 * @param src for browsers that do not choose
 * @param srcset all widths
 * @param width and {@code height}: those of the poster itself
 */
public record PosterView(String src, String srcset, int width, int height) {
  private static final int USUAL = 640;
  private static final int SMALL = 400;

  static PosterView of(EventId event, Event.Poster poster) {
    return new PosterView(
        Event.posterPath(event, poster, usual(poster)),
        poster.widths().stream()
            .map(width -> Event.posterPath(event, poster, width) + " " + width + "w")
            .collect(Collectors.joining(", ")),
        poster.width(),
        poster.height());
  }

  /** The path of the widest copy. */
  static String largest(EventId event, Event.Poster poster) {
    return Event.posterPath(event, poster, poster.widths().getLast());
  }

  /** The width of a copy for a large part of a phone. */
  static int usual(Event.Poster poster) {
    return atMost(USUAL, poster);
  }

  /** The path of a copy for a picture of a few centimetres, on a dense screen too. */
  static String small(EventId event, Event.Poster poster) {
    return Event.posterPath(event, poster, atMost(SMALL, poster));
  }

  private static int atMost(int wanted, Event.Poster poster) {
    return poster.widths().stream()
        .filter(width -> width <= wanted)
        .max(Integer::compare)
        .orElse(poster.widths().getFirst());
  }
}
