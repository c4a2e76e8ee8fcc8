package org.onsale.backoffice;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of the forms of an event: what, where, when, and its sale; in German {@code
 * messages/officeForms_de.properties}.
 */
@MessageBundle("officeForms")
public interface EventFormWords {
  // The form

  @Message("Somebody else changed this event while you were editing it.")
  String conflict();

  @Message(
      "Nothing was saved. Where your version differs, the newest value stands below the field. Save"
          + " again to keep yours.")
  String conflictWhy();

  @Message("First, a venue")
  String firstVenue();

  @Message("Every event takes place somewhere, and its times are times there.")
  String firstVenueWhy();

  @Message("What")
  String what();

  @Message("Description")
  String description();

  @Message("Plain text; an empty line begins a new paragraph.")
  String descriptionHint();

  @Message("Where and when")
  String whereWhen();

  @Message("Venue")
  String venue();

  @Message("All times below are times at the venue.")
  String venueHint();

  @Message("At most, over all orders.")
  String perCustomerHint();

  @Message("Currency")
  String currency();

  @Message("Settled once the event is published.")
  String currencyHint();

  @Message("Hold time in minutes")
  String holdTimeLabel();

  @Message("How long chosen seats are kept for a buyer.")
  String holdTimeHint();

  @Message("Payment time in minutes")
  String paymentTimeLabel();

  @Message("How long an order waits for its payment.")
  String paymentTimeHint();

  @Message("Choice of seats")
  String choice();

  @Message("Best seats near, across")
  String focalX();

  @Message("In the units of the seating plan, from its left edge.")
  String focalXHint();

  @Message("Best seats near, down")
  String focalY();

  @Message("From its top. Leave both empty for the stage of the plan.")
  String focalYHint();

  @Message("Buyers must leave no single seats")
  String noOrphans();

  @Message(
      "Who chooses on the map may not leave one free seat alone between others, unless there is no"
          + " other way.")
  String noOrphansHint();

  @Message("Save as a draft and go on")
  String createDraft();

  @Message("Questions at the checkout")
  String questions();

  @Message("The names of who will come, and what else buyers are to tell.")
  String questionsWhy();

  @Message("Set them")
  String setThem();

  @Message("Now: {value}")
  String nowIs(String value);

  @Message("ticked")
  String ticked();

  @Message("not ticked")
  String notTicked();

  @Message("empty")
  String emptyValue();
}
