package org.onsale.storefront;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of the first page and of an event's; {@code messages/event_de.properties} in German.
 */
@MessageBundle("event")
public interface EventWords {

  // Days and times

  /** The time of a clock, such as {@code 19:30}. */
  @Message("{time}")
  String clock(String time);

  @Message("{day}, {time}")
  String moment(String day, String time);

  // The preview of a draft

  @Message("Preview")
  String preview();

  @Message("Only organisers see this page, and nothing can be bought on it.")
  String previewOnly();

  @Message("Back to the event")
  String previewBack();

  // The first page

  @Message("What’s on")
  String whatsOn();

  @Message("What’s on in {city}")
  String whatsOnIn(String city);

  @Message("This weekend")
  String onWeekend();

  @Message("This weekend in {city}")
  String onWeekendIn(String city);

  @Message("This month")
  String onMonth();

  @Message("This month in {city}")
  String onMonthIn(String city);

  @Message("{day}, in {city}")
  String dayIn(String day, String city);

  @Message("“{words}”")
  String searched(String words);

  @Message("Find events")
  String find();

  @Message("What")
  String what();

  @Message("Event, venue or city")
  String whatExample();

  @Message("Where")
  String where();

  @Message("All cities")
  String allCities();

  @Message("When")
  String when();

  @Message("Any day")
  String anyDay();

  @Message("A day …")
  String aDay();

  @Message("Day")
  String date();

  @Message("Search")
  String search();

  @Message("Show all events")
  String clear();

  @Message("Next")
  String next();

  @Message("More events")
  String moreEvents();

  @Message("First page")
  String firstPage();

  @Message("Pages")
  String pages();

  @Message("Nothing found")
  String nothingFound();

  @Message("No event, venue or city is called “{words}”, or nearly so.")
  String nothingCalled(String words);

  @Message("Nothing fits all of it. Another day or city may.")
  String nothingFits();

  @Message("No events yet")
  String noEvents();

  @Message("As soon as an organiser publishes one, it stands here.")
  String noEventsYet();

  @Message("That was all")
  String thatWasAll();

  @Message("Test mode.")
  String testMode();

  @Message("On this server, payments can be made with play money.")
  String noMoneyMoves();

  // The cards of events

  @Message("{venue}, {city}")
  String place(String venue, String city);

  @Message("from {price}")
  String from(String price);

  @Message("Tickets")
  String tickets();

  @Message("Date to be announced")
  String dateOpen();

  @Message("Cancelled")
  String cancelled();

  @Message("Postponed")
  String postponed();

  @Message("New date")
  String newDate();

  @Message("Sold out")
  String soldOut();

  @Message("Few left")
  String fewLeft();

  @Message("Presale")
  String presale();

  @Message("Sale closed")
  String saleClosed();

  @Message("On sale today, {time}")
  String onSaleToday(String time);

  @Message("On sale tomorrow, {time}")
  String onSaleTomorrow(String time);

  @Message("On sale in {days} days")
  String onSaleInDays(long days);

  @Message("On sale {day}")
  String onSaleOn(String day);

  @Message("Presale today, {time}")
  String presaleToday(String time);

  @Message("Presale tomorrow, {time}")
  String presaleTomorrow(String time);

  @Message("Presale in {days} days")
  String presaleInDays(long days);

  @Message("Presale {day}")
  String presaleOn(String day);

  // The page of an event

  @Message("On sale in")
  String saleIn();

  @Message("Presale {presale} in")
  String presaleIn(String presale);

  @Message("{moment}, local time. This page opens by itself; look around meanwhile.")
  String opensOn(String moment);

  @Message(
      "{begins}; for everybody on {moment}, local time. This page opens by itself; look around"
          + " meanwhile.")
  String presaleOpensOn(String begins, String moment);

  @Message(
      "{begins}, with a code; for everybody on {moment}, local time. This page opens by itself;"
          + " look around meanwhile.")
  String codedPresaleOpensOn(String begins, String moment);

  @Message("Presale {presale}.")
  String presaleNow(String presale);

  @Message("Whoever has a code can buy now: enter it below.")
  String presaleWithCode();

  @Message("Everybody can buy now.")
  String presaleForAll();

  @Message("It ends on {until}, local time.")
  String presaleEnds(String until);

  @Message("The presale {presale} begins on {from}.")
  String nextPresale(String presale, String from);

  @Message("The public sale opens on {moment}, local time.")
  String publicSale(String moment);

  @Message("The sale has closed.")
  String closed();

  @Message("It ended on {moment}. Tickets that were bought stay valid.")
  String closedOn(String moment);

  @Message("Sold out.")
  String isSoldOut();

  @Message("All places are sold at the moment. What comes back appears here at once.")
  String soldOutNow();

  @Message("This event is cancelled.")
  String isCancelled();

  @Message(
      "Everybody who has paid gets the money back, to where it came from; nothing needs to be done"
          + " for it.")
  String moneyComesBack();

  @Message("Postponed.")
  String isPostponed();

  @Message("It was to be on {was}. The new date is still to be announced.")
  String postponedOpen(String was);

  @Message("It was to be on {was}. It is on {now} now.")
  String postponedTo(String was, String now);

  @Message(
      "Prices change on {moment}, local time. Yours is that of the moment in which you hold your"
          + " places.")
  String pricesChange(String moment);

  @Message("About")
  String about();

  @Message("local time in {city}")
  String localTime(String city);

  @Message("Add to calendar")
  String addToCalendar();

  @Message("Show on a map")
  String showOnMap();

  @Message("Venue")
  String venue();

  @Message("Prices")
  String prices();

  @Message("Category")
  String category();

  @Message("Price")
  String price();

  @Message("Standard")
  String standard();

  @Message("not sold")
  String notSold();

  @Message("{type} (with a code)")
  String withCode(String type);

  @Message("from {day}: {price}")
  String priceFrom(String day, String price);

  @Message("Plus {amount} per ticket: {fee}.")
  String feePerTicket(String amount, String fee);

  @Message("Plus {amount} per order: {fee}.")
  String feePerOrder(String amount, String fee);

  @Message("Plus {percent} of the tickets’ price: {fee}.")
  String feeOfPrice(String percent, String fee);

  @Message("Included: {fee}.")
  String feeIncluded(String fee);

  @Message("Prices include {rate} {tax}.")
  String taxIncluded(String rate, String tax);

  @Message("Plus {rate} {tax}.")
  String taxAdded(String rate, String tax);

  @Message("Good to know")
  String goodToKnow();

  @Message("{day} · {place}")
  String summary(String day, String place);

  // What the organiser promises

  @Message("Tickets cannot be given back, unless the event is cancelled or moved.")
  String noReturns();

  @Message(
      "You may give tickets back until {until}, local time. Their price comes back; fees do not.")
  String returnTickets(String until);

  @Message(
      "You may give tickets back until {until}, local time. All that was paid comes back, fees"
          + " too.")
  String returnTicketsAndFees(String until);

  @Message(
      "You may give a whole order back until {until}, local time. Its price comes back; fees do"
          + " not.")
  String returnOrder(String until);

  @Message(
      "You may give a whole order back until {until}, local time. All that was paid comes back,"
          + " fees too.")
  String returnOrderAndFees(String until);

  @Message(
      "You may reserve and pay at the box office, within an hour of ordering and before it starts;"
          + " what is not paid by then is sold to others.")
  String reserveForAnHour();

  @Message(
      "You may reserve and pay at the box office, within {hours} hours of ordering and before it"
          + " starts; what is not paid by then is sold to others.")
  String reserveForHours(int hours);

  @Message(
      "If your payment arrives too late, you get the same places if they are still free, else an"
          + " offer of others or your money back.")
  String lateSameOrOffer();

  @Message(
      "If your payment arrives too late, you get the same places if they are still free, else your"
          + " money back.")
  String lateSame();

  @Message("If your payment arrives too late, you get your money back.")
  String lateMoneyBack();
}
