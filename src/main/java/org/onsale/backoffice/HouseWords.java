package org.onsale.backoffice;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages about the organiser's own things: settings, keys, books and webhooks. */
@MessageBundle("house")
public interface HouseWords {
  // organiser
  @Message("Organiser")
  String organiser();

  @Message("It stands on pages, tickets and mails.")
  String nameHint();

  @Message("Two letters, such as DE.")
  String countryHint();

  @Message("Ways to pay")
  String waysToPay();

  @Message("test, no money moves")
  String testNoMoney();

  @Message("Keys of Stripe and PayPal")
  String keysOfBoth();

  @Message("Your own systems")
  String ownSystems();

  @Message("They can be told of paid orders, refunds and changed events as these happen:")
  String ownSystemsLead();

  @Message("Taxes")
  String taxes();

  @Message("A new event begins with the tax of its venue's country. Events that exist keep theirs.")
  String taxesLead();

  @Message("Taxes by country")
  String taxesByCountry();

  @Message("Rate in %")
  String rate();

  @Message("Added to prices")
  String added();

  @Message("Name of the tax")
  String taxName();

  @Message("VAT")
  String vat();

  @Message("Added to prices, not contained in them")
  String addedNotContained();

  @Message("Without its country a tax goes.")
  String taxGoes();

  @Message("Save taxes")
  String saveTaxes();

  // paymentKeys
  @Message("Keys of payment providers")
  String keys();

  @Message(
      "They are kept encrypted and never shown again. New keys take new payments within a second.")
  String keysLead();

  @Message("Secret key")
  String secretKey();

  @Message("Signing secret")
  String signingSecret();

  @Message("none: Stripe's messages are not believed")
  String noneStripe();

  @Message("No keys: cards are not offered.")
  String noKeysStripe();

  @Message("sk_test_…, sk_live_… or a restricted key.")
  String secretKeyHint();

  @Message("Signing secret of the webhook")
  String signingSecretOf();

  @Message("Save Stripe's keys")
  String saveStripe();

  @Message("Take no new payments with these")
  String retire();

  @Message("Client ID")
  String clientId();

  @Message("Webhook ID")
  String webhookId();

  @Message("none: PayPal's messages are not believed")
  String nonePayPal();

  @Message("No keys: PayPal is not offered.")
  String noKeysPayPal();

  @Message("Secret")
  String secret();

  @Message("Whose keys")
  String whoseKeys();

  @Message("Sandbox: a test, no money moves")
  String sandbox();

  @Message("Save PayPal's keys")
  String savePayPal();

  // paymentAccount
  @Message("They are of")
  String theyAreOf();

  @Message("the same account as those before")
  String sameAccount();

  @Message("another account")
  String otherAccount();

  @Message(
      "Of the same account they replace those before for open payments and refunds too, and a field"
          + " left empty stays as it is. Of another account, those before are kept for what was"
          + " begun with them.")
  String accountNote();

  // reconciliation
  @Message("Reconciliation")
  String reconciliation();

  @Message(
      "Every hour the gateways' books are compared with our orders, both ways. What does not agree"
          + " waits here.")
  String reconciliationLead();

  @Message("Compared up to {compared}.")
  String comparedUpTo(String compared);

  @Message(
      "The books of {method} cannot be read since {since}: what happened there is not compared.")
  String unreadBooks(String method, String since);

  @Message("See whether its keys are right.")
  String checkKeys();

  @Message("What could be read agrees")
  String readAgrees();

  @Message("Compare now")
  String compareNow();

  @Message("No more of them")
  String noMoreOfThem();

  @Message("Not compared yet")
  String notComparedYet();

  @Message("Everything agrees")
  String everythingAgrees();

  @Message("The books are compared for the first time within the hour.")
  String firstCompare();

  @Message("Every charge has its order, and every refund has arrived.")
  String agreesLead();

  @Message("What does not agree, the newest first")
  String mismatches();

  @Message("What")
  String what();

  @Message("Amount")
  String amount();

  @Message("Found")
  String found();

  @Message("Mend")
  String mend();

  @Message("I have looked at it")
  String lookedAt();

  // webhooks, webhook, webhookSecret, webhookDelivery, webhookFields, organiser
  @Message("Webhooks")
  String webhooks();

  @Message("Webhook")
  String webhook();

  @Message(
      "Your own systems are told of what happens, by signed requests. Who bought is not in them.")
  String webhooksLead();

  @Message("No webhooks yet")
  String noWebhooks();

  @Message("Give the address of a server of yours that takes requests.")
  String noWebhooksLead();

  @Message("Webhooks, the oldest first")
  String webhooksOldestFirst();

  @Message("Address")
  String address();

  @Message("Told of")
  String toldOf();

  @Message("New webhook")
  String newWebhook();

  @Message("Make it")
  String makeIt();

  @Message("It begins with https:// and is on the public internet.")
  String addressHint();

  @Message("What it is for")
  String whatFor();

  @Message("Tell it when")
  String tellItWhen();

  @Message("Send a test")
  String sendTest();

  @Message("Resume")
  String resume();

  @Message("Pause")
  String pause();

  @Message("Paused: nothing is sent; what happens meanwhile waits for 30 days.")
  String pausedLead();

  @Message("It was paused by itself. {why}")
  String pausedByItself(String why);

  @Message("Nothing has been delivered since {trouble}. After three days it is paused.")
  String trouble(String trouble);

  @Message("What it was told")
  String whatItWasTold();

  @Message("Nothing here")
  String nothingHere();

  @Message("No more")
  String noMore();

  @Message("Messages stand here for 30 days. Send a test to see one.")
  String messagesStand();

  @Message("next {next}")
  String next(String next);

  @Message("Newest")
  String newest();

  @Message("Older")
  String older();

  @Message("Send again what was given up in the last … days")
  String givenUp();

  @Message("Send again")
  String sendAgain();

  @Message("A new secret is shown once. For a day both sign, so that nothing is missed.")
  String newSecretLead();

  @Message("The last one before it signed too until {overlap}.")
  String overlap(String overlap);

  @Message("Make a new secret")
  String makeSecret();

  @Message("Removing it ends all messages to it, and its log goes too.")
  String removalLead();

  @Message("Remove this webhook")
  String removeWebhook();

  @Message("The webhook's secret")
  String webhookSecret();

  @Message("Made")
  String made();

  @Message("A new secret")
  String newSecret();

  @Message("Copy this secret now")
  String copyNow();

  @Message("It is shown this once. Your server needs it to tell our requests from others'.")
  String copyLead();

  @Message("Until {overlap}, requests are signed by the old one too.")
  String copyOverlap(String overlap);

  @Message("I have copied it")
  String copied();

  @Message("Written {createdAt}")
  String writtenAt(String createdAt);

  @Message("Delivery")
  String delivery();

  @Message("when the webhook is resumed")
  String whenResumed();

  @Message("{next}, once earlier messages of the order are through")
  String onceThrough(String next);

  @Message("Took")
  String took();

  @Message("Body")
  String body();
}
