package org.onsale.storefront;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What can be had at an event, as a list for who has no scripts: sections to look into, or one of
 * them, row by row.
 *
 * @param path where its forms go, and what its links begin with
 * @param hold what is held already; empty for nothing
 * @param id of the hold that its forms would make, so that a button pressed twice is one hold
 * @param message what has become of a try; empty before one
 * @param buyable whether anything can be held now
 * @param needsCode whether only who has a code can buy now
 * @param code that was sent; it is never in an address
 */
public record SeatListView(
    String path,
    String hold,
    @Nullable Held held,
    String id,
    String message,
    boolean buyable,
    boolean needsCode,
    String code,
    int limit,
    List<Category> categories,
    List<Pool> pools,
    List<Section> sections,
    @Nullable Rows rows) {

  /** What is held, and for how long. */
  public record Held(String checkout, String left, String until, List<String> places) {
    public Held {
      places = List.copyOf(places);
    }
  }

  /** A price category of which best available may be chosen. */
  public record Category(int id, String label, boolean chosen) {}

  /** Places without numbers. */
  public record Pool(int id, String name, String price, String left, int most, int wanted) {}

  /**
   * A section.
   *
   * @param price from which on there are free seats; empty when there are none
   */
  public record Section(int id, String name, int free, String left, String price) {}

  /**
   * Some rows of a section.
   *
   * @param page from 0
   */
  public record Rows(int section, String name, int page, boolean hasMore, List<Row> rows) {
    public Rows {
      rows = List.copyOf(rows);
    }

    public int previous() {
      return page - 1;
    }

    public int next() {
      return page + 1;
    }
  }

  /**
   * A row.
   *
   * @param price of all its seats; empty when they differ
   * @param viewNote about the view from all of them; empty without one, or when they differ
   */
  public record Row(String name, String price, String viewNote, List<Seat> seats) {
    public Row {
      seats = List.copyOf(seats);
    }
  }

  /**
   * A seat.
   *
   * @param price empty when the row tells it
   * @param viewNote about the view; empty without one, or when the row tells it
   * @param chosen held by this buyer, or chosen in the form that failed
   */
  public record Seat(
      int index, String name, String price, String viewNote, boolean free, boolean chosen) {}

  public SeatListView {
    categories = List.copyOf(categories);
    pools = List.copyOf(pools);
    sections = List.copyOf(sections);
  }

  /** The address of all sections; like all addresses here it keeps what is held. */
  public String all() {
    return hold.isEmpty() ? path : path + "?hold=" + hold;
  }

  /** The address of a section. */
  public String section(int id) {
    return path + "?section=" + id + (hold.isEmpty() ? "" : "&hold=" + hold);
  }

  /** The address of a page of the section that is looked at. */
  public String page(int number) {
    return section(Objects.requireNonNull(rows).section()) + "&page=" + number;
  }
}
