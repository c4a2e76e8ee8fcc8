package org.onsale.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.onsale.catalog.PriceList;
import org.onsale.platform.FieldError;

/** Gives places the ticket types that a buyer chose for them, and gathers what cannot be. */
final class Selection {
  private final PriceList list;
  private final List<Place> places;
  private final boolean[] chosen;
  private final List<FieldError> errors = new ArrayList<>();

  private Selection(List<Place> places, PriceList list) {
    this.places = new ArrayList<>(places);
    this.chosen = new boolean[places.size()];
    this.list = list;
  }

  /** Either the places with their types, or faults. */
  record Made(List<Place> places, List<FieldError> errors) {}

  /**
   * @param places all as standard tickets: seats first, then places by pool
   */
  static Made of(List<Place> places, List<Choice.Ticket> tickets, PriceList list) {
    if (tickets.isEmpty()) {
      return new Made(places, List.of());
    }
    var selection = new Selection(places, list);
    for (int i = 0; i < tickets.size(); i++) {
      selection.choose("tickets[" + i + "]", tickets.get(i));
    }
    return new Made(selection.places, selection.errors);
  }

  private void choose(String field, Choice.Ticket ticket) {
    Optional<PriceList.TicketType> type = list.ticketType(ticket.type());
    if (type.isEmpty() && ticket.type() != Choice.STANDARD_TYPE) {
      errors.add(new FieldError(field + ".type", "There is no such ticket type."));
      return;
    }
    for (int i = 0; i < ticket.quantity(); i++) {
      int next = next(ticket);
      if (next < 0) {
        errors.add(new FieldError(field, "The hold has no such place left."));
        return;
      }
      chosen[next] = true;
      Place place = places.get(next);
      if (type.isPresent() && type.get().price(place.category(), place.pool()).isEmpty()) {
        errors.add(
            new FieldError(field + ".type", "{1} tickets are not sold there.", type.get().name()));
        return;
      }
      places.set(next, place.as(ticket.type()));
    }
  }

  /** The first place that is meant and not chosen yet; below zero when there is none. */
  private int next(Choice.Ticket ticket) {
    for (int i = 0; i < chosen.length; i++) {
      Place place = places.get(i);
      if (!chosen[i]
          && Objects.equals(place.seat(), ticket.seat())
          && Objects.equals(place.pool(), ticket.pool())) {
        return i;
      }
    }
    return -1;
  }
}
