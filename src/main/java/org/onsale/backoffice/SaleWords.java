package org.onsale.backoffice;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages about what an event sells and to whom, and of its gates. */
@MessageBundle("sale")
public interface SaleWords {
  // pricing
  @Message("Ticket types")
  String types();

  @Message(
      "Beside the standard ticket, which costs the price of its category or pool: child,"
          + " concession, member.")
  String typesLead();

  @Message("Per order")
  String perOrder();

  @Message("needs a code")
  String needsCode();

  @Message("A new ticket type")
  String newType();

  @Message("Change this ticket type")
  String changeType();

  @Message("Child")
  String child();

  @Message("Price in {currency}")
  String priceIn(String currency);

  @Message("Where there is none, this ticket is not sold.")
  String notSoldWithout();

  @Message("At least, per order")
  String minPerOrder();

  @Message("At most, per order")
  String maxPerOrder();

  @Message("Only with a promo code that opens it")
  String onlyWithCode();

  @Message("Save ticket type")
  String saveType();

  @Message("Fees and tax")
  String feesAndTax();

  @Message("Fees")
  String fees();

  @Message("Fee")
  String fee();

  @Message("Charged")
  String charged();

  @Message("{currency} or %")
  String currencyOrPercent(String currency);

  @Message("In the prices already")
  String included();

  @Message("Name of the fee")
  String feeName();

  @Message("A new fee")
  String newFee();

  @Message("per ticket")
  String perTicket();

  @Message("per order")
  String perOrderOnce();

  @Message("% of the tickets' price")
  String percentOfTickets();

  @Message("Amount or percentage")
  String amountOrPercent();

  @Message("Without its name a fee goes. What costs nothing bears no fees.")
  String feeGoes();

  @Message("Tax")
  String tax();

  @Message("Such as VAT. Leave it out for none.")
  String taxHint();

  @Message("Rate in %")
  String rate();

  @Message("Prices and fees")
  String pricesAndFees();

  @Message("contain the tax")
  String containTax();

  @Message("are without tax: it is added")
  String withoutTax();

  @Message("Save fees and tax")
  String saveFees();

  @Message("Promo codes")
  String promoCodes();

  @Message("An order uses a code once. One that is cancelled gives its use back.")
  String promoLead();

  @Message("What it does")
  String whatItDoes();

  @Message("Used")
  String used();

  @Message("When")
  String when();

  @Message("A new promo code")
  String newPromo();

  @Message("Change this promo code")
  String changePromo();

  @Message("Buyers need not mind capitals.")
  String noCapitals();

  @Message("% off each ticket")
  String percentOff();

  @Message("an amount off the order")
  String amountOff();

  @Message("a fixed price for each ticket")
  String fixedPrice();

  @Message("only opens ticket types")
  String onlyOpens();

  @Message("How much")
  String howMuch();

  @Message("In % or in the currency.")
  String howMuchHint();

  @Message("Orders in total")
  String ordersInTotal();

  @Message("Orders of one customer")
  String ordersOfOne();

  @Message("Good from")
  String goodFrom();

  @Message("Time at the venue. Leave it out for always.")
  String goodFromHint();

  @Message("Good until")
  String goodUntil();

  @Message("Time at the venue. Leave it out for ever.")
  String goodUntilHint();

  @Message("Good for")
  String goodFor();

  @Message("Nothing ticked: for all.")
  String nothingTickedAll();

  @Message("Opens")
  String opens();

  @Message("{name} tickets")
  String typeTickets(String name);

  @Message("Save promo code")
  String savePromo();

  @Message("All of this is for new orders; orders that exist keep what they cost.")
  String forNewOrders();

  // presales
  @Message("Presales")
  String presales();

  @Message(
      "Before the public sale opens ({opens}), some can buy already: whoever has a code, or"
          + " everybody. A code here opens no allocation, and that of an allocation lets nobody in"
          + " here.")
  String presalesLead(String opens);

  @Message("Who")
  String who();

  @Message("What")
  String what();

  @Message("A new presale")
  String newPresale();

  @Message("Change this presale")
  String changePresale();

  @Message("Buyers read it.")
  String buyersRead();

  @Message("Fan club")
  String fanClub();

  @Message("Begins")
  String begins();

  @Message("Ends")
  String ends();

  @Message("At the latest as the public sale opens.")
  String endsHint();

  @Message(
      "One a line, at least 6 characters; buyers need not mind capitals. None: it is open to"
          + " everybody.")
  String codesHint();

  @Message("Leave it out for the event's own limit.")
  String ownLimit();

  @Message("What is sold")
  String whatIsSold();

  @Message("Nothing ticked: everything.")
  String nothingTickedEverything();

  @Message("Save presale")
  String savePresale();

  @Message(
      "Who holds places in a presale keeps them as long as any hold lasts, whatever is changed"
          + " here.")
  String presaleNote();

  // priceChanges
  @Message("Prices by date")
  String pricesByDate();

  @Message(
      "An early bird is a price that changes on a date. Who holds places keeps the prices of the"
          + " moment of taking them, also when the date passes at the checkout.")
  String pricesByDateLead();

  @Message("Prices today")
  String pricesToday();

  @Message("Before any change")
  String beforeAnyChange();

  @Message("Today")
  String today();

  @Message("Changes")
  String changes();

  @Message("No price changes on a date.")
  String noChanges();

  @Message("Changes of prices")
  String changesOfPrices();

  @Message("From")
  String from();

  @Message("Remove the change of {what} on {when}")
  String removeChange(String what, String when);

  @Message("Set prices first.")
  String pricesFirst();

  @Message("A new change")
  String newChange();

  @Message("Add the change")
  String addChange();

  // questions
  @Message("Back to the details")
  String backToDetails();

  @Message("Names")
  String names();

  @Message("Who will come")
  String whoWillCome();

  @Message("is not asked")
  String notAsked();

  @Message("may be told for each ticket")
  String mayBeTold();

  @Message("must be told for each ticket")
  String mustBeTold();

  @Message("Questions")
  String questions();

  @Message(
      "At most 20, asked at the checkout. The answers are in the orders and in their file (CSV).")
  String questionsLead();

  @Message("Question")
  String question();

  @Message("Asked")
  String asked();

  @Message("Needed")
  String needed();

  @Message("yes")
  String yes();

  @Message("A new question")
  String newQuestion();

  @Message("Change this question")
  String changeQuestion();

  @Message("Do you use a wheelchair?")
  String questionSample();

  @Message("one line")
  String oneLine();

  @Message("several lines")
  String severalLines();

  @Message("one of the choices below")
  String oneChoice();

  @Message("yes or no")
  String yesOrNo();

  @Message("for each ticket")
  String forEachTicket();

  @Message("once for the order")
  String onceForOrder();

  @Message("Choices")
  String choices();

  @Message("One a line; only for an answer that is one of them.")
  String choicesHint();

  @Message("Leave it out for 200, or 2000 for several lines.")
  String lengthHint();

  @Message("Must be answered")
  String mustBeAnswered();

  @Message("Save question")
  String saveQuestion();

  // policies
  @Message("Giving tickets back")
  String giving();

  @Message(
      "Buyers read this on the event's page and when they pay. You can always refund orders"
          + " yourself.")
  String givingLead();

  @Message("Buyers may give tickets back by themselves")
  String mayGiveBack();

  @Message("Until how many hours before the start")
  String hoursBefore();

  @Message("0: until it starts. Tickets that were scanned at the gate stay used.")
  String hoursBeforeHint();

  @Message("Fees are given back too")
  String feesToo();

  @Message("Single tickets may be given back")
  String singleTickets();

  @Message("Otherwise only whole orders.")
  String onlyWhole();

  @Message("Paying at the box office")
  String boxOffice();

  @Message(
      "Buyers may reserve places and pay for them with you. You then mark the order as paid, and"
          + " the tickets are sent. What is not paid in time is free again.")
  String boxOfficeLead();

  @Message("Buyers may pay at the box office")
  String mayPayThere();

  @Message("For how many hours after the order places are reserved")
  String reservedHours();

  @Message("Never beyond the start of the event.")
  String reservedHoursHint();

  @Message("Payments that arrive too late")
  String late();

  @Message("When the time to pay is over and the money arrives nevertheless")
  String lateLabel();

  @Message("take the same places again, else offer others as good")
  String retakeOrOffer();

  @Message("take the same places again, else give the money back")
  String retake();

  @Message("give the money back")
  String giveBack();

  @Message("The buyer is told at each step.")
  String toldAtEachStep();

  @Message("Cancel")
  String cancel();

  // postponement
  @Message("Postponed")
  String postponed();

  @Message("It was to start on {was}.")
  String wasToStart(String was);

  @Message("The new date is still to be announced.")
  String dateOpen();

  @Message("It starts on {now}.")
  String startsOn(String now);

  @Message("Buyers may choose until {chooseUntil}.")
  String mayChooseUntil(String chooseUntil);

  @Message("Kept")
  String kept();

  @Message("Asked back")
  String askedBack();

  @Message("Not answered")
  String notAnswered();

  @Message("Who does not answer keeps the tickets.")
  String silenceKeeps();

  @Message("Postpone it again")
  String postponeAgain();

  @Message("Postpone {name}")
  String postpone(String name);

  @Message(
      "Everybody who has tickets gets a message, and may have all the money back until the time"
          + " that you set, fees too. The others keep their tickets, which are good for the new"
          + " date.")
  String postponeLead();

  @Message("New start")
  String newStart();

  @Message("At the venue.")
  String atVenue();

  @Message("The new date is still to be announced")
  String dateOpenTick();

  @Message("Buyers may choose until")
  String chooseUntil();

  @Message("Postpone and tell everybody")
  String postponeNow();

  @Message("Leave it as it is")
  String leaveIt();

  // cancellation
  @Message("Cancel {name}?")
  String cancelQuestion(String name);

  @Message(
      "Nothing more is sold from then on, the event's page says that it does not take place, every"
          + " ticket becomes void, and everything that was paid goes back to where it came from."
          + " This cannot be undone.")
  String cancelLead();

  @Message("Reason")
  String reason();

  @Message("For the orders' histories. May be left out.")
  String reasonHint();

  @Message("The event's name")
  String eventName();

  @Message("Write it, so that the right one is cancelled.")
  String eventNameHint();

  @Message("Cancel and refund everybody")
  String cancelNow();

  @Message("Keep it")
  String keepIt();

  // cancellationProgress
  @Message("The money is going back")
  String goingBack();

  @Message("All money is back")
  String allBack();

  @Message("Cancelled by {by}, {startedAt}.")
  String cancelledBy(String by, String startedAt);

  @Message("{refunded} of {sold} paid orders are refunded")
  String refundedOf(String refunded, String sold);

  @Message("Paid orders")
  String paidOrders();

  @Message("Refunded")
  String refunded();

  @Message("Still open")
  String stillOpen();

  @Message(
      "{failed} refunds were refused by the gateway. They can be tried again in the"
          + " reconciliation.")
  String refusedRefunds(long failed);

  @Message(
      "This page loads itself again every few seconds. It may be closed: the refunds go on without"
          + " it.")
  String reloads();

  @Message("Finished {finishedAt}.")
  String finished(String finishedAt);

  // gates
  @Message("QR code of the gate's link")
  String gateQr();

  @Message("Scan this with the phone that stands at the gate.")
  String scanThis();

  @Message(
      "It opens the scanner, ready to admit. The link is shown this once: whoever has it can scan"
          + " tickets of this event.")
  String scanThisLead();

  @Message("No gates yet")
  String noGates();

  @Message(
      "A gate is a phone at a door that scans tickets of this event. It needs no account, only its"
          + " link.")
  String noGatesLead();

  @Message("Gates, the newest first")
  String gatesNewestFirst();

  @Message("Gate")
  String gate();

  @Message("Revoked")
  String gateRevoked();

  @Message("Open")
  String gateOpen();

  @Message("Revoke {label}")
  String revokeGate(String label);

  @Message("Revoke")
  String revoke();

  @Message("New gate")
  String newGate();

  @Message("Main entrance")
  String gateSample();

  @Message("Create link")
  String createLink();
}
