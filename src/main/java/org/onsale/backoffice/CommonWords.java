package org.onsale.backoffice;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * Words that several pages of the office share; {@code messages/common_de.properties} in German.
 */
@MessageBundle("common")
public interface CommonWords {
  @Message("Back to seats & prices")
  String back();

  @Message("Save")
  String save();

  @Message("Remove")
  String remove();

  @Message("Done")
  String done();

  @Message("A new one instead")
  String newOneInstead();

  @Message("Name")
  String name();

  @Message("Code")
  String code();

  @Message("Codes")
  String codes();

  @Message("Price")
  String price();

  @Message("Prices")
  String prices();

  @Message("Ticket")
  String ticket();

  @Message("Order")
  String order();

  @Message("Orders")
  String orders();

  @Message("Country")
  String country();

  @Message("Status")
  String status();

  @Message("Subject")
  String subject();

  @Message("Text")
  String text();

  @Message("Message")
  String writing();

  @Message("Answer")
  String answer();

  @Message("Attempt")
  String attempt();

  @Message("Attempts")
  String attempts();

  @Message("Attempts, the last first")
  String attemptsLastFirst();

  @Message("No attempt yet.")
  String noAttempt();

  @Message("Time")
  String time();

  @Message("Written")
  String written();

  @Message("Actions")
  String actions();

  @Message("Since")
  String since();

  @Message("Leave it out for no limit.")
  String noLimit();

  @Message("Time at the venue.")
  String timeAtVenue();

  @Message("Characters at most")
  String charactersAtMost();

  @Message("Places per customer")
  String placesPerCustomer();

  @Message("Given back")
  String givenBack();

  @Message("Live")
  String live();

  @Message("Test")
  String test();

  @Message("Settings")
  String settings();

  @Message("Outbox")
  String outbox();

  @Message("Where you are")
  String whereYouAre();

  @Message("State")
  String state();

  @Message("Plain text; an empty line begins a paragraph.")
  String plainText();

  @Message("the same however often it is sent")
  String sameHoweverOften();

  @Message("Next attempt")
  String nextAttempt();

  @Message("The file has one fault.")
  String oneFault();

  @Message("The file has {count} faults.")
  String faults(int count);

  @Message("Nothing was changed.")
  String nothingChanged();

  @Message("… and {count} more.")
  String more(int count);

  @Message("One thing keeps this from being saved.")
  String oneKeeps();

  @Message("{count} things keep this from being saved.")
  String severalKeep(int count);
}
