package org.onsale.backoffice;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words about messages to buyers; in German {@code messages/officeOutbox_de.properties}. */
@MessageBundle("officeOutbox")
public interface OutboxWords {
  // The outbox

  @Message("What buyers were written, word for word, and what became of it.")
  String outboxWhat();

  @Message("Words and languages")
  String words();

  @Message(
      "No mail server is configured: mails are kept here and not sent. Set {variable} to send"
          + " them.")
  String noMail(String variable);

  @Message(
      "No SMS account is configured: text messages, when you want them, are kept here and not"
          + " sent.")
  String noSms();

  @Message("E-mail, phone or order")
  String outboxPlaceholder();

  @Message("State")
  String state();

  @Message("Nothing like that")
  String nothingLikeThat();

  @Message("No messages yet")
  String noMessages();

  @Message("No more messages")
  String noMoreMessages();

  @Message("A buyer is written to as soon as an order is paid.")
  String noMessagesWhy();

  @Message("Messages, the newest first")
  String messagesCaption();

  @Message("Subject")
  String subject();

  @Message("To")
  String to();

  @Message("Written")
  String written();

  @Message("Newest messages")
  String newestMessages();

  @Message("Older messages")
  String olderMessages();

  @Message("All")
  String all();

  @Message("Waiting or kept")
  String stored();

  @Message("Sending")
  String sending();

  @Message("Sent")
  String sent();

  @Message("Bounced")
  String bounced();

  @Message("Failed")
  String failed();

  @Message("Overtaken")
  String overtaken();

  @Message("Waiting")
  String waiting();

  @Message("Kept here")
  String keptHere();
}
