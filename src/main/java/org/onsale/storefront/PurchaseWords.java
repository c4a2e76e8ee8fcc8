package org.onsale.storefront;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words of a purchase, from the list of seats to the order; {@code
 * messages/purchase_de.properties} in German.
 */
@MessageBundle("purchase")
public interface PurchaseWords {

  // Choosing without scripts

  @Message("Choose seats: {event}")
  String chooseFor(String event);

  @Message("Choose at least one seat or place.")
  String chooseSomething();

  @Message("At most {limit} tickets per customer.")
  String tooMany(int limit);

  @Message("The sale has not opened yet.")
  String notOpenYet();

  @Message("{presale}: only whoever has a code of it can buy until it is over.")
  String needsCode(String presale);

  @Message("There are no such seats at this event.")
  String noSuchSeats();

  @Message("The time of your other seats is over. Choose once more.")
  String heldIsOver();

  @Message("Somebody was quicker: {places}.")
  String lost(String places);

  @Message(
      "This would leave a single seat that nobody takes: {places}. Choose seats next to others, or"
          + " that one too.")
  String leavesSingle(String places);

  @Message("{#if n == 1}Only 1 such seat is free.{#else}Only {n} such seats are free.{/if}")
  String onlyLeft(int n);

  @Message("There are no such seats left.")
  String noneLeft();

  @Message("That did not work. Please choose once more.")
  String tryAgain();

  @Message("Nothing can be bought just now.")
  String notNow();

  @Message("Held for you")
  String heldForYou();

  @Message("Continue to checkout")
  String toCheckout();

  @Message("Choose tickets from a list")
  String chooseWithoutScripts();

  @Message("All sections")
  String allSections();

  @Message("Seats")
  String seats();

  @Message("Rows")
  String rows();

  @Message("All rows")
  String allRows();

  @Message("Rows before")
  String rowsBefore();

  @Message("More rows")
  String rowsAfter();

  @Message("{#if limit == 1}1 ticket per customer.{#else}Up to {limit} tickets per customer.{/if}")
  String upTo(int limit);

  @Message("Hold and continue")
  String holdAndGoOn();

  @Message("The best seats that are left")
  String bestLeft();

  @Message("How many?")
  String howMany();

  @Message("Where?")
  String where();

  @Message("The best anywhere")
  String anywhere();

  @Message("Hold the best seats")
  String holdBest();

  @Message("{name}, {price}, {left}")
  String categoryLeft(String name, String price, String left);

  @Message("{#if n == 0}sold out{#else if n == 1}1 left{#else}{n} left{/if}")
  String left(int n);

  @Message("Places without numbers")
  String unnumberedPlaces();

  @Message("Choose your seats by section")
  String chooseBySection();

  @Message("Code of the presale")
  String presaleCode();

  @Message("I have an access code")
  String haveCode();

  @Message("Access code")
  String accessCode();

  @Message("Back to the event")
  String backToEvent();

  // The checkout of nothing

  @Message("Checkout")
  String checkout();

  @Message("Nothing is held for you")
  String nothingHeld();

  @Message(
      "Choose your seats first. If you had some, their time is over and they are free again for"
          + " all.")
  String nothingHeldWords();

  @Message("Your time is over")
  String timeIsOver();

  @Message(
      "These seats are not held for you any more: the time is over, or they were ordered already."
          + " If you have ordered them, your tickets come by e-mail.")
  String timeIsOverWords();

  @Message("Choose seats")
  String chooseSeats();

  // The checkout

  @Message("left, then the seats are free again for all")
  String leftForAll();

  @Message("Counted when this page was loaded.")
  String leftThen();

  @Message(
      "There were not so many seats side by side any more: look where these are before you buy.")
  String apart();

  @Message("Which tickets?")
  String whichTickets();

  @Message("Standard, {price}")
  String standard(String price);

  @Message("{name}, {price}")
  String type(String name, String price);

  @Message("{name}, {price} (with a code)")
  String typeWithCode(String name, String price);

  @Message("Who buys?")
  String whoBuys();

  @Message("Name")
  String name();

  @Message("E-mail")
  String email();

  @Message("Your tickets go there.")
  String emailHint();

  @Message("Phone")
  String phone();

  @Message("Only if something changes at short notice.")
  String phoneHint();

  @Message("Add a phone number")
  String addPhone();

  @Message("Put names on the tickets")
  String addNames();

  @Message("Name of who will come")
  String attendee();

  @Message("Add a code")
  String addCode();

  @Message("Code")
  String code();

  @Message("A promo code, or one that opens tickets.")
  String codeHint();

  @Message("{code} is applied.")
  String codeApplied(String code);

  @Message("This code is good. Choose the tickets that it opens.")
  String codeOpens();

  @Message("Apply")
  String apply();

  @Message("Show the new price")
  String showPrice();

  @Message("(if you like)")
  String ifYouLike();

  @Message("Choose …")
  String choose();

  @Message("Yes")
  String yes();

  @Message("No")
  String no();

  @Message("Change seats")
  String changeSeats();

  @Message("Give the seats back")
  String giveBack();

  // What is wrong with it

  @Message("Please enter your name.")
  String nameNeeded();

  @Message("Please enter your e-mail address.")
  String emailNeeded();

  @Message("Please choose how to pay.")
  String chooseHowToPay();

  @Message("Please check what you entered, and send it once more.")
  String loadAgain();

  @Message("You would have {places} tickets; at most {limit} per customer.")
  String overLimit(int places, int limit);

  @Message("You have used this code as often as it allows. Order without it.")
  String codeUsedByYou();

  @Message("This code has been used as often as it allows. Order without it.")
  String codeUsedUp();

  // What it costs

  @Message("Your order")
  String yourOrder();

  @Message("{#if n == 1}1 ticket{#else}{n} tickets{/if}")
  String ticketCount(int n);

  @Message("Place without a number")
  String unnumbered();

  @Message("Code {code}")
  String codeOf(String code);

  @Message("Fees")
  String fees();

  @Message("incl. {name}")
  String contains(String name);

  @Message("Total")
  String total();

  // How to pay

  @Message("Payment")
  String payment();

  @Message("How do you want to pay?")
  String howToPay();

  @Message("TEST – no money moves")
  String testMoney();

  @Message("Sandbox")
  String sandbox();

  @Message("This server pays by a sandbox, which answers what you choose.")
  String sandboxHint();

  @Message("What the sandbox shall answer")
  String sandboxAnswer();

  @Message("Approve the payment")
  String approve();

  @Message("Decline the payment")
  String decline();

  @Message("Give no answer")
  String noAnswer();

  @Message("Free of charge")
  String free();

  @Message("At the box office")
  String boxOffice();

  @Message("Your places are kept until {until}. Unpaid, they are sold to others then.")
  String boxOfficeHint(String until);

  @Message("Card, Apple Pay, Google Pay")
  String card();

  @Message("You pay on the provider’s page and come back here.")
  String providerHint();

  @Message("Buy for {total}")
  String buy(String total);

  @Message("Get your tickets")
  String getTickets();

  // The payment of an order

  @Message("Payment of order {code}")
  String paymentOf(String code);

  @Message("Order")
  String order();

  @Message("left to pay")
  String leftToPay();

  @Message("left to pay, now or at the box office")
  String leftToPayOrReserve();

  @Message(
      "We are checking your payment. This page looks again by itself every few seconds; you can"
          + " close it and come back.")
  String checking();

  @Message("I have not paid: choose how to pay")
  String notPaid();

  @Message("Your places are gone, others are held for you")
  String offered();

  @Message(
      "Your payment came after the time to pay, and somebody else had your places by then. These"
          + " are as good and cost the same. They are yours until {until} if you take them; nothing"
          + " is charged before.")
  String offeredWords(String until);

  @Message("Take these places for {total}")
  String takeOffer(String total);

  @Message("No, give the money back")
  String declineOffer();

  @Message("Paid. See you there.")
  String paid();

  @Message("Your tickets are being made. Look again in a moment.")
  String ticketsSoon();

  @Message("All tickets as PDF")
  String allTickets();

  @Message("Put it in my calendar")
  String calendar();

  @Message("Code of the ticket for {place}")
  String codeFor(String place);

  @Message("This order is over: it was cancelled, or its money was sent back.")
  String isOver();

  @Message(
      "Reserved until {until}, venue time. Pay {total} at the box office by then, and say the"
          + " number of your order; your tickets come by e-mail. What is not paid by then is sold"
          + " to others.")
  String reserved(String until, String total);

  @Message("Or pay now")
  String orPayNow();

  @Message("Your order has its own page:")
  String ownPage();

  @Message("open it")
  String openIt();

  @Message("The payment was declined. {reason}")
  String declined(String reason);

  @Message("This way to pay cannot be had at the moment. Choose another.")
  String methodAway();

  // The order

  @Message("Order {code}")
  String orderTitle(String code);

  @Message("Show the order without scripts")
  String withoutScripts();

  @Message("Looking up your order…")
  String lookingUp();

  // The way back to an order

  @Message("Send me this link by e-mail")
  String sendLink();

  @Message("You have ordered already, and this is your order. What you changed since is not in it.")
  String orderedBefore();

  @Message("It is on its way to the address of this order.")
  String linkSent();

  @Message("Find my tickets")
  String findTickets();

  @Message(
      "Enter the e-mail address with which you ordered. We send the addresses of your orders"
          + " there.")
  String findTicketsWords();

  @Message("Send me my orders")
  String sendMyLinks();

  @Message("Look into your mailbox")
  String lookAtMail();

  @Message(
      "If there are orders of {email}, an e-mail with the way to them is there in a minute. Look"
          + " among the spam, too.")
  String lookAtMailWords(String email);

  @Message("Try another address")
  String otherAddress();

  @Message("Please enter an address such as ada@example.org.")
  String noEmail();

  @Message("That was asked too often. Please wait a few minutes.")
  String askedTooOften();

  // The end of reminders

  @Message("Reminders")
  String reminders();

  @Message("No more reminders")
  String noReminders();

  @Message(
      "We remind {email} of nothing any more. Tickets, refunds and changes of an event still"
          + " come.")
  String remindersEnded(String email);

  @Message("No more reminders?")
  String endReminders();

  @Message(
      "We would remind {email} of no event any more, neither by e-mail nor by SMS. Tickets, refunds"
          + " and changes of an event still come.")
  String endRemindersWords(String email);
}
