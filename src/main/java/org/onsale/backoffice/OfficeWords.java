package org.onsale.backoffice;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of the office's frame, its first page, venues and the outbox; in German {@code
 * messages/office_de.properties}.
 */
@MessageBundle("office")
public interface OfficeWords {
  // The frame

  @Message("{page} · Onsale office")
  String title(String page);

  @Message("Skip to the content")
  String skip();

  @Message("office")
  String office();

  @Message("Onsale office, overview")
  String home();

  @Message("Office")
  String navigation();

  @Message("Overview")
  String overview();

  @Message("Events")
  String events();

  @Message("Venues")
  String venues();

  @Message("Seating plans")
  String plans();

  @Message("Money")
  String money();

  @Message("Test payments")
  String testPayments();

  @Message("Sign out")
  String signOut();

  @Message("Find")
  String find();

  @Message("Cancel")
  String cancel();

  @Message("Choose …")
  String choose();

  @Message("File")
  String file();

  @Message("Changed")
  String changed();

  @Message("Version")
  String version();

  // The first page

  @Message("New event")
  String newEvent();

  @Message("The last 24 hours")
  String today();

  @Message("Tickets sold")
  String ticketsSold();

  @Message("Taken")
  String taken();

  @Message("Nothing yet")
  String nothingTaken();

  @Message("Held by buyers now")
  String inCarts();

  @Message("in carts and unpaid orders")
  String inCartsNote();

  @Message("On sale now")
  String onSaleNow();

  @Message("Opens next")
  String opensNext();

  @Message("No sale is waiting to open")
  String nothingOpens();

  @Message("Needs your attention")
  String attention();

  @Message("{n} differences between our books and the payment providers’")
  String mismatches(String n);

  @Message("One difference between our books and the payment providers’")
  String oneMismatch();

  @Message("Messages to buyers that could not be sent: {n}")
  String failedMessages(String n);

  @Message("Messages to buyers that came back: {n}")
  String bouncedMessages(String n);

  @Message("The books of {method} cannot be read")
  String unreadBooks(String method);

  @Message("{url} does not take our webhooks")
  String failingWebhook(String url);

  @Message("No events yet")
  String noEvents();

  @Message(
      "An event needs a venue and something to sell: a seating plan, standing places, or both.")
  String noEventsWhy();

  @Message("Create the first event")
  String firstEvent();

  @Message("Add a venue")
  String addVenue();

  @Message("Event, venue, city or order code")
  String findPlaceholder();

  @Message("Nothing found")
  String nothingFound();

  @Message("No event, venue or city has “{query}” in its name.")
  String nothingFoundWhy(String query);

  @Message("Show all events")
  String showAll();

  @Message("Events, the latest first")
  String eventsCaption();

  @Message("Event")
  String event();

  @Message("Starts")
  String starts();

  @Message("Status")
  String status();

  @Message("Taken")
  String takenPlaces();

  @Message("{taken} of {places}")
  String takenOf(String taken, String places);

  @Message("Seats sold")
  String seatsSold();

  @Message("To be had")
  String toBeHad();

  @Message("First page")
  String firstPage();

  @Message("More events")
  String moreEvents();

  @Message("Draft")
  String draft();

  @Message("Cancelled")
  String cancelled();

  @Message("Announced")
  String announced();

  @Message("Presale")
  String presale();

  @Message("On sale")
  String onSale();

  @Message("Sale closed")
  String saleClosed();

  // Venues

  @Message("New venue")
  String newVenue();

  @Message("No venues yet")
  String noVenues();

  @Message("A venue gives its events their place and their time zone.")
  String noVenuesWhy();

  @Message("Add the first venue")
  String firstVenue();

  @Message("Venues by name")
  String venuesCaption();

  @Message("Venue")
  String venue();

  @Message("City")
  String city();

  @Message("Time zone")
  String timeZone();

  @Message("More venues")
  String moreVenues();

  @Message("Address")
  String address();

  @Message("Street and number; it is printed on tickets.")
  String addressHint();

  @Message("Its events start by the clocks there. Type a city, such as Europe/Vienna.")
  String timeZoneHint();

  @Message("Create venue")
  String createVenue();

  @Message("A venue without events can be removed.")
  String removeVenueNote();

  @Message("Remove venue")
  String removeVenue();
}
