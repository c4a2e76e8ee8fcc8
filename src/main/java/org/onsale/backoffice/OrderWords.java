package org.onsale.backoffice;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words about orders and what happened to seats; in German {@code
 * messages/officeOrders_de.properties}.
 */
@MessageBundle("officeOrders")
public interface OrderWords {
  // The list

  @Message("Find an order")
  String search();

  @Message("Code, name, e-mail or seat")
  String searchPlaceholder();

  @Message("Any state")
  String anyStatus();

  @Message("State")
  String status();

  @Message("No orders yet")
  String none();

  @Message("No more orders")
  String noneMore();

  @Message("No such order")
  String noneFound();

  @Message(
      "No order has “{query}” as its code, in its buyer’s or guests’ names, in its e-mail or among"
          + " its places.")
  String noneFoundWhy(String query);

  @Message("Show all orders")
  String showAll();

  @Message("Orders appear here the moment they are placed.")
  String noneWhy();

  @Message("Orders come once the event is published and its sale is open.")
  String noneWhyDraft();

  @Message("Orders, the newest first")
  String caption();

  @Message("Order")
  String order();

  @Message("Buyer")
  String buyer();

  @Message("Placed")
  String placed();

  @Message("Places")
  String places();

  @Message("Total")
  String total();

  @Message("All orders and attendees (CSV)")
  String csv();

  @Message("Newest orders")
  String newest();

  @Message("Older orders")
  String older();

  @Message("unpaid")
  String pending();

  @Message("other places offered")
  String offered();

  @Message("being paid")
  String authorised();

  @Message("being paid")
  String confirmed();

  @Message("paid")
  String paid();

  @Message("given up")
  String orderCancelled();

  @Message("refunded")
  String refundedStatus();

  // One order

  @Message("Placed {at}")
  String placedAt(String at);

  @Message("reserved, to be paid at the box office by {until}")
  String reservedUntil(String until);

  @Message("to be paid by {until}")
  String payBy(String until);

  @Message("its payment came late, and other places are held until {until} for the buyer’s answer")
  String answerBy(String until);

  @Message("What happened to it")
  String whatHappened();

  @Message("Messages")
  String messages();

  @Message("Receipt")
  String receipt();

  @Message("The buyer’s page")
  String buyersPage();

  @Message("Pays at the box office")
  String boxOffice();

  @Message(
      "Its places are reserved until {until}. When you have the money, mark it as paid: the tickets"
          + " are sent at once. Should it be refunded later, hand the money back at the box office;"
          + " it is written down as given.")
  String boxOfficeWhy(String until);

  @Message("I have {total}: mark as paid")
  String markPaid(String total);

  @Message("E-mail")
  String email();

  @Message("Phone")
  String phone();

  @Message("Places of the order")
  String placesCaption();

  @Message("Refund")
  String refund();

  @Message("Refund {place}")
  String refundPlace(String place);

  @Message("Place")
  String place();

  @Message("Category")
  String category();

  @Message("For")
  String attendee();

  @Message("Price")
  String price();

  @Message("Refunded")
  String refunded();

  @Message("Refund the chosen tickets …")
  String refundChosen();

  @Message("Code {code}")
  String code(String code);

  @Message("Fees")
  String fees();

  @Message("incl. {rate} {name}")
  String taxIncluded(String rate, String name);

  @Message("{name} {rate}")
  String tax(String name, String rate);

  @Message("Refunds")
  String refunds();

  @Message("for {#if n == 1}1 place{#else}{n} places{/if}, by {by}, {at}")
  String refundFor(int n, String by, String at);

  @Message("fees of {amount} were kept")
  String feesKept(String amount);

  @Message("given back")
  String givenBack();

  @Message("failed")
  String refundFailed();

  @Message("on its way")
  String onItsWay();

  @Message("Credit note")
  String creditNote();

  @Message("The tickets are void, but the gateway did not give the money back: {problem}")
  String failedWhy(String problem);

  @Message("Try again")
  String tryAgain();

  @Message("Answers")
  String answers();

  @Message("History")
  String history();

  // Giving money back

  @Message("Give money back to {buyer}?")
  String giveBack(String buyer);

  @Message(
      "{#if n == 1}This ticket is void at once and its place free for others.{#else}These tickets"
          + " are void at once and their places free for others.{/if}")
  String voidAtOnce(int n);

  @Message("It was paid at the box office: hand the money back there. It is written down as given.")
  String byHand();

  @Message("The money follows, to where it came from.")
  String moneyFollows();

  @Message("This cannot be undone.")
  String noUndo();

  @Message("Reason")
  String reason();

  @Message("For the order’s history. May be left out.")
  String reasonHint();

  @Message("{amount} goes back.")
  String goesBack(String amount);

  @Message("Give {amount} back, with the fees")
  String withFees(String amount);

  @Message("Give {amount} back, and keep fees of {fees}")
  String keepFees(String amount, String fees);

  @Message("Give the money back")
  String giveMoney();

  @Message("Keep the order")
  String keepOrder();
}
