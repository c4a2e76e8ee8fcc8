package org.onsale.identity;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages through which people come in. */
@MessageBundle("door")
public interface DoorWords {
  // sign-in, link-spent, set-up
  @Message("Sign in")
  String signIn();

  @Message("E-mail")
  String email();

  @Message("Password")
  String password();

  @Message("This link does not work any more")
  String linkSpent();

  @Message(
      "A set-up link works once, and for 24 hours. The server prints a new one when it starts, as"
          + " long as there is no account.")
  String linkSpentLead();

  @Message("Set up your account")
  String setUp();

  @Message("You are the first here, so this account is the owner's.")
  String setUpLead();

  @Message("Name")
  String name();

  @Message("At least 10 characters. A few random words make a good one.")
  String passwordHint();

  @Message("Set up")
  String setUpNow();
}
