package org.onsale.storefront;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.onsale.orders.Charges;
import org.onsale.orders.Order;
import org.onsale.orders.Quote;
import org.onsale.orders.Sale;
import org.onsale.platform.Money;

/**
 * What is bought and what it costs, in words.
 *
 * @param added what the total has besides the prices of the lines
 * @param contained what the total contains already
 */
public record SummaryView(
    List<Line> lines, List<Charge> added, String total, List<Charge> contained) {

  /**
   * A ticket.
   *
   * @param viewNote about the view from a seat; empty without one
   */
  public record Line(String place, String detail, String viewNote, String price) {}

  /** A part of the total. */
  public record Charge(String name, String amount) {}

  public SummaryView {
    lines = List.copyOf(lines);
    added = List.copyOf(added);
    contained = List.copyOf(contained);
  }

  /** Of what would be ordered. */
  static SummaryView of(List<Line> lines, Quote quote, Reader reader) {
    Charges charges = quote.charges();
    var parts = new Parts(reader);
    parts.discount(charges);
    for (Quote.FeeSum fee : quote.fees()) {
      if (fee.included()) {
        parts.contain(fee.name(), fee.amount());
      } else {
        parts.add(fee.name(), fee.amount());
      }
    }
    return parts.with(lines, charges, quote.total());
  }

  /**
   * Of what was ordered: of its fees only the sum is known.
   *
   * @param sale null when its event is gone
   */
  static SummaryView of(Order order, @Nullable Sale sale, Reader reader) {
    var parts = new Parts(reader);
    parts.discount(order.charges());
    if (order.charges().fee().amount() > 0) {
      parts.add(reader.purchase().fees(), order.charges().fee());
    }
    List<Line> lines =
        order.lines().stream()
            .map(
                line ->
                    new Line(
                        line.place(reader.locale()),
                        line.kind(),
                        sale == null ? "" : sale.viewNote(line.seat()),
                        line.price().shown(reader.locale())))
            .toList();
    return parts.with(lines, order.charges(), order.total());
  }

  private static final class Parts {
    private final List<Charge> added = new ArrayList<>();
    private final List<Charge> contained = new ArrayList<>();
    private final PurchaseWords words;
    private final Locale locale;

    Parts(Reader reader) {
      this.words = reader.purchase();
      this.locale = reader.locale();
    }

    void discount(Charges charges) {
      if (charges.discount().amount() > 0) {
        added.add(
            new Charge(words.codeOf(charges.promoCode()), "−" + charges.discount().shown(locale)));
      }
    }

    void add(String name, Money amount) {
      added.add(new Charge(name, amount.shown(locale)));
    }

    void contain(String name, Money amount) {
      contained.add(new Charge(words.contains(name), amount.shown(locale)));
    }

    SummaryView with(List<Line> lines, Charges charges, Money total) {
      if (!charges.taxName().isEmpty()) {
        String tax = charges.shownRate() + " " + charges.taxName();
        if (charges.taxIncluded()) {
          contain(tax, charges.tax());
        } else {
          add(tax, charges.tax());
        }
      }
      return new SummaryView(lines, added, total.shown(locale), contained);
    }
  }
}
