package org.onsale.storefront;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.onsale.orders.Order;

/**
 * An order on the page where it is paid.
 *
 * @param event its id
 * @param key a new one per page: the button pressed twice is one payment
 * @param isChecking whether the page asks again by itself
 * @param payBy until when it can be paid, ISO 8601
 * @param left until then, such as {@code 9:41}
 * @param reservedUntil as clocks at the venue show it; empty when it does not wait for the box
 *     office
 * @param files where its tickets' files are
 * @param tickets once it is paid
 */
public record PayView(
    String code,
    String secret,
    String event,
    SummaryView summary,
    Order.Status status,
    String key,
    boolean isChecking,
    boolean isPayable,
    String payBy,
    String left,
    String reservedUntil,
    @Nullable OfferView offer,
    String files,
    List<TicketView> tickets) {

  /**
   * Places that are offered for those that were lost.
   *
   * @param until as clocks at the venue show it
   */
  public record OfferView(List<PlaceView> places, String until) {
    public OfferView {
      places = List.copyOf(places);
    }
  }

  /**
   * A place that is offered.
   *
   * @param viewNote about the view from there; empty without one
   */
  public record PlaceView(String place, String viewNote) {}

  /** A ticket that is valid. */
  public record TicketView(String id, String place, String holder) {
    private static final Pattern BEFORE_NUMBER = Pattern.compile(" (?=[^ ,]{1,4}(?:,|$))");

    /** The place, in which no number leaves its word where a line breaks. */
    public String unbroken() {
      return BEFORE_NUMBER.matcher(place).replaceAll("\u00a0");
    }
  }

  public PayView {
    tickets = List.copyOf(tickets);
  }

  public boolean isPaid() {
    return status == Order.Status.PAID;
  }

  public boolean isOver() {
    return status == Order.Status.CANCELLED || status == Order.Status.REFUNDED;
  }
}
