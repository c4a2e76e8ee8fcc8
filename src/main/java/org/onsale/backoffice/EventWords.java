package org.onsale.backoffice;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of an event's own pages in the office; in German {@code
 * messages/officeEvents_de.properties}.
 */
@MessageBundle("officeEvents")
public interface EventWords {
  // The head

  @Message("See it as buyers do")
  String asBuyers();

  @Message("Event")
  String tabs();

  @Message("Overview")
  String overview();

  @Message("Details")
  String details();

  @Message("Sale")
  String saleTab();

  @Message("Seats & prices")
  String tickets();

  @Message("Policies")
  String policies();

  @Message("Allocations")
  String allocations();

  @Message("Orders")
  String orders();

  @Message("Messages")
  String messages();

  @Message("Story")
  String story();

  @Message("Gates")
  String gates();

  @Message("The way to the sale")
  String steps();

  @Message("What and where")
  String stepDetails();

  @Message("Seats and prices")
  String stepTickets();

  @Message("Sale")
  String stepSale();

  @Message("Preview and publish")
  String stepPreview();

  @Message("done")
  String stepReady();

  @Message("Go on to the sale")
  String goOn();

  @Message("Save and go on")
  String stepNext();

  // The overview

  @Message("Sales now")
  String salesNow();

  @Message("The numbers are not there at the moment. Load the page again.")
  String numbersMissing();

  @Message("{sold} of {seats} seats are sold, {held} held, {free} free")
  String meter(String sold, String seats, String held, String free);

  @Message("Sold")
  String sold();

  @Message("Held")
  String held();

  @Message("Kept back")
  String blocked();

  @Message("Free")
  String free();

  @Message("Standing places")
  String standing();

  @Message("Price")
  String price();

  @Message("Taken")
  String taken();

  @Message("{taken} of {capacity}")
  String takenOf(int taken, int capacity);

  @Message("To be had")
  String toBeHad();

  @Message("Money taken")
  String moneyTaken();

  @Message("{amount} of it given back")
  String givenBack(String amount);

  @Message("Paid orders")
  String paidOrders();

  @Message("How fast it sells")
  String pace();

  @Message("Last hour")
  String paceHour();

  @Message("Last 24 hours")
  String paceDay();

  @Message("{total} tickets in this time; {most} in its best stretch.")
  String paceWords(String total, String most);

  @Message("No ticket was sold in this time.")
  String paceNone();

  @Message("Tickets per minute")
  String perMinute();

  @Message("Tickets per half hour")
  String perHalfHour();

  @Message("an hour ago")
  String hourAgo();

  @Message("24 hours ago")
  String dayAgo();

  @Message("now")
  String now();

  @Message("Last orders")
  String lastOrders();

  @Message("All orders")
  String allOrders();

  @Message("As of {clock}, renewed by itself.")
  String asOf(String clock);

  @Message("No connection: these numbers are no longer new.")
  String stale();

  @Message("Cancelled")
  String cancelled();

  @Message("The event does not take place, and its page says so.")
  String cancelledWhy();

  @Message("How far the money has gone back")
  String howFarMoney();

  @Message("Public")
  String isPublic();

  @Message("Not public")
  String notPublic();

  @Message("Everyone can see the event. The sale is open from {opens} to {closes}.")
  String publicWhy(String opens, String closes);

  @Message("Unpublishing hides the event. Tickets that were sold stay valid.")
  String unpublishNote();

  @Message("Unpublish")
  String unpublish();

  @Message(
      "Everything is there. Once it is published everyone can see the event; the sale opens on"
          + " {opens}.")
  String ready(String opens);

  @Message("Then its currency and its seating plan are settled.")
  String publishNote();

  @Message("Publish")
  String publish();

  @Message("Before it can be published:")
  String missing();

  @Message("Facts")
  String facts();

  @Message("Starts")
  String starts();

  @Message("Sale opens")
  String saleOpens();

  @Message("Sale closes")
  String saleCloses();

  @Message("Hold time")
  String holdTime();

  @Message("{#if n == 1}1 minute{#else}{n} minutes{/if}")
  String minutes(int n);

  @Message("Limit")
  String limit();

  @Message("{n} per customer")
  String perCustomer(int n);

  @Message("Address")
  String address();

  @Message("Poster")
  String poster();

  @Message("The poster of {name}")
  String posterOf(String name);

  @Message("Accent colour {colour}")
  String accent(String colour);

  @Message("No poster yet. It leads the event’s page and gives it its colour.")
  String noPoster();

  @Message("Another poster")
  String anotherPoster();

  @Message("Image")
  String image();

  @Message("PNG, JPEG or WebP, at most 5 MiB. Portrait looks best.")
  String posterHint();

  @Message("Upload")
  String upload();

  @Message("Remove poster")
  String removePoster();

  @Message(
      "When the event takes place at another time, buyers may keep their tickets or have the money"
          + " back.")
  String postponeNote();

  @Message("Postpone the event …")
  String postpone();

  @Message("What buyers chose …")
  String chosen();

  @Message("When the event does not take place, everybody gets the money back.")
  String cancelNote();

  @Message("Cancel the event …")
  String cancel();

  @Message("A draft that was never published can be removed.")
  String removeNote();

  @Message("Remove event")
  String remove();

  // The preview

  @Message("This is how buyers see it")
  String previewTitle();

  @Message("from {price}")
  String previewFrom(String price);

  @Message("On sale from {opens}")
  String previewSale(String opens);

  @Message("No price yet")
  String previewNoPrice();

  @Message("See the whole page")
  String previewPage();

  @Message("Prices, seats and texts can still be changed after publishing.")
  String previewNote();
}
