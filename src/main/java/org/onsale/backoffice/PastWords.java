package org.onsale.backoffice;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words about what happened to seats, holds, orders and buyers; in German {@code
 * messages/officeStory_de.properties}.
 */
@MessageBundle("officeStory")
public interface PastWords {
  // The story

  @Message("Seat, order, hold or buyer")
  String storyLabel();

  @Message(
      "A seat’s name such as Stalls, Row 3, Seat 12, an order’s code, a hold’s id or an e-mail"
          + " address.")
  String storyHint();

  @Message("Until")
  String until();

  @Message("Who had the seat then?")
  String untilHint();

  @Message("Show")
  String show();

  @Message("Who had this seat, and when?")
  String whoHad();

  @Message(
      "Every hold, sale and return is in the event’s log and stays there. Look a seat up to see who"
          + " had it, from when until when, and how it came free. A buyer who was refused is not in"
          + " the log: ask for that moment, and you see who had the seat.")
  String whoHadWhy();

  @Message("Nothing in this part of the log")
  String nothingHere();

  @Message("Nothing has happened yet")
  String nothingYet();

  @Message("No more has happened")
  String nothingMore();

  @Message("No change of this event’s log is about it.")
  String noChange();

  @Message("From the beginning")
  String fromBeginning();

  @Message("What happened next")
  String whatNext();

  @Message("Times are those of {zone}.")
  String timesOf(String zone);

  @Message("Hold {id}")
  String hold(String id);

  @Message("in place of hold {id}")
  String inPlaceOf(String id);

  @Message("Order {code}")
  String orderOf(String code);

  @Message("{places} and {n} more")
  String andMore(String places, int n);

  @Message("Put on sale")
  String putOnSale();

  @Message("Held until {clock}")
  String heldUntil(String clock);

  @Message("Free again: its buyer exchanged it for other places")
  String exchangedAway();

  @Message("Held until {clock}, in exchange for other places")
  String heldInExchange(String clock);

  @Message("{order} claimed it, pay by {until}")
  String claimed(String order, String until);

  @Message("Sold to {order}")
  String soldTo(String order);

  @Message("Released by its buyer: free again")
  String releasedByBuyer();

  @Message("{order} was given up before it was paid: free again")
  String givenUp(String order);

  @Message("Expired: nobody ordered in time, free again")
  String expired();

  @Message("Expired: {order} was not paid in time, free again")
  String expiredUnpaid(String order);

  @Message("Cancelled: {order} was undone, free again")
  String undone(String order);

  @Message("Returned from {order}: free again")
  String returned(String order);

  @Message("Blocked for {whom}")
  String blockedFor(String whom);

  @Message("the house")
  String theHouse();

  @Message("Given back to the sale: free again")
  String unblocked();

  @Message("It was free.")
  String wasFree();

  @Message("It was held by a buyer who had not ordered yet.")
  String wasHeld();

  @Message("{order} had claimed it and was not paid yet.")
  String wasClaimed(String order);

  @Message("It was sold to {order}.")
  String wasSold(String order);

  @Message("It was blocked by the house.")
  String wasBlocked();

  @Message("order {code} ({name})")
  String orderBy(String code, String name);

  @Message("order {code}")
  String orderNamed(String code);

  @Message("it is ended")
  String untilEnded();
}
