package org.onsale.backoffice;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages about what buyers are written. */
@MessageBundle("messages")
public interface MessageWords {
  // announcements, announcementPreview, announcement
  @Message("Write to all buyers")
  String writeToAll();

  @Message("Nobody has tickets yet.")
  String nobodyYet();

  @Message("One order has tickets.")
  String oneOrder();

  @Message("{readers} orders have tickets.")
  String ordersHave(int readers);

  @Message("You see a preview before anything goes.")
  String previewFirst();

  @Message("It is sent as you write it; the greeting around it is in each buyer's language.")
  String asYouWriteIt();

  @Message("Preview …")
  String previewMore();

  @Message("Nothing was told to all buyers")
  String nothingTold();

  @Message(
      "Reminders go by themselves a day and two hours before the start, and so does a new time or"
          + " place.")
  String remindersGo();

  @Message("What all buyers were told, the newest first")
  String toldNewestFirst();

  @Message("Began")
  String began();

  @Message("Progress")
  String progress();

  @Message("{done} of {orders}")
  String doneOf(int done, int orders);

  @Message("All messages")
  String all();

  @Message("Under way")
  String underWay();

  @Message("{done} of {orders} orders seen to, since {startedAt}.")
  String seenTo(int done, int orders, String startedAt);

  @Message("This page looks anew by itself.")
  String looksAnew();

  @Message("Your words")
  String yourWords();

  @Message("Preview on sample data")
  String sampleData();

  @Message("The mail as HTML")
  String asHtml();

  @Message("Send it to one order?")
  String sendToOneQuestion();

  @Message("Send it to {readers} orders?")
  String sendToQuestion(int readers);

  @Message(
      "It goes to everybody who has tickets of {name} when you press the button, and cannot be"
          + " called back.")
  String sendLead(String name);

  @Message("Send to one order")
  String sendToOne();

  @Message("Send to {readers} orders")
  String sendTo(int readers);

  @Message("Send nothing")
  String sendNothing();

  // message
  @Message("To {recipient} · {about} · written {writtenAt}")
  String writtenTo(String recipient, String about, String writtenAt);

  @Message("Send again")
  String sendAgain();

  @Message(
      "When its turn came, what it says was not true any more: it was not sent. The log below says"
          + " why.")
  String overtaken();

  @Message("No SMS account is configured: this message is kept here and not sent.")
  String noSms();

  @Message("No mail server is configured: this message is kept here and not sent.")
  String noMail();

  @Message("Delivery")
  String delivery();

  @Message("Message-ID")
  String messageId();

  @Message("Outcome")
  String outcome();

  @Message("As most readers see it")
  String asReadersSeeIt();

  @Message("The text")
  String theText();

  @Message("As plain text")
  String asPlainText();

  @Message("Attachments")
  String attachments();

  // wording
  @Message("Words of messages")
  String wordsOfMessages();

  @Message("Every 70 to 160 characters are charged as one SMS.")
  String perSms();

  @Message("A link is written")
  String aLinkIs();

  @Message("Show my tickets")
  String linkSample();

  @Message("Preview")
  String preview();

  @Message("Back to the house's words")
  String houseWords();

  @Message("What can be filled in")
  String canBeFilledIn();

  // words
  @Message(
      "Buyers are written to in the language of their browser when they ordered, in English when it"
          + " is none of these.")
  String wordsLead();

  @Message("Messages, with their words in each language")
  String wordsCaption();

  @Message("Words")
  String words();

  @Message("yours")
  String yours();

  @Message("By SMS besides")
  String bySms();

  @Message("To buyers who gave a phone number. The provider charges for each.")
  String bySmsLead();

  @Message("Tickets, when an order is paid")
  String ticketsWhenPaid();

  @Message("Reminders")
  String reminders();
}
