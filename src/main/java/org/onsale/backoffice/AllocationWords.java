package org.onsale.backoffice;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The words about what the house keeps back; in German {@code
 * messages/officeAllocations_de.properties}.
 */
@MessageBundle("officeAllocations")
public interface AllocationWords {
  // The list

  @Message("Nothing is kept back")
  String none();

  @Message("No more allocations")
  String noneMore();

  @Message(
      "Keep seats and places back for artists, press or wheelchairs. They are not sold until you"
          + " release them, or only by an access code.")
  String noneWhy();

  @Message("Allocations, the newest first")
  String caption();

  @Message("Allocation")
  String allocation();

  @Message("Kind")
  String kind();

  @Message("Access code")
  String accessCode();

  @Message("Release")
  String release();

  @Message("Kept back")
  String left();

  @Message("Taken")
  String taken();

  @Message("Released")
  String released();

  @Message("By hand")
  String byHand();

  @Message("Newest allocations")
  String newest();

  @Message("Older allocations")
  String older();

  @Message("All allocations")
  String all();

  @Message("New allocation")
  String newAllocation();

  @Message("artist, press, wheelchair, kill, or a word of your own.")
  String kindHint();

  @Message("For whom")
  String forWhom();

  @Message("Band guest list")
  String forWhomPlaceholder();

  @Message("Who has it can buy from this allocation. Leave it out for none.")
  String accessCodeHint();

  @Message("Goes on sale by itself")
  String releaseAt();

  @Message("Time at the venue. Leave it out for never.")
  String releaseAtHint();

  @Message("Seats")
  String seats();

  @Message("Places of {pool}")
  String placesOf(String pool);

  @Message("Keep back")
  String keepBack();

  @Message(
      "Publish the event first: its sale has no seats before. Nobody can buy until the sale opens,"
          + " so there is time to keep seats back.")
  String publishFirst();

  // One allocation

  @Message("All of it went to the public sale on {at}.")
  String wentOn(String at);

  @Message("What it has")
  String has();

  @Message("No seats or places yet.")
  String nothing();

  @Message("Held at the moment")
  String held();

  @Message("Sold")
  String sold();

  @Message("Places without numbers")
  String poolsCaption();

  @Message("Places")
  String places();

  @Message("In the allocation")
  String inIt();

  @Message("Keep back more, or give some to the sale")
  String change();

  @Message("Give to the sale")
  String giveToSale();

  @Message(
      "Release all of it: {n} that nobody has go on sale at once, and its access code opens nothing"
          + " any more.")
  String releaseAll(int n);

  @Message("Release …")
  String releaseDots();

  // Releasing it

  @Message("Release {label}?")
  String releaseTitle(String label);

  @Message(
      "{#if n == 1}1 seat or place that nobody has goes{#else}{n} seats and places that nobody has"
          + " go{/if} on sale to everybody at once. What buyers have of it stays theirs.")
  String releaseWhy(int n);

  @Message("The code {code} opens nothing any more.")
  String codeEnds(String code);

  @Message("This cannot be undone; what is still free can be kept back in a new allocation.")
  String releaseNoUndo();

  @Message("Release all of it")
  String releaseIt();

  @Message("Keep it")
  String keepIt();

  // Choosing seats on the map

  @Message("A tap chooses")
  String tool();

  @Message("Seat")
  String toolSeat();

  @Message("Row")
  String toolRow();

  @Message("Section")
  String toolSection();

  @Message("Choose none")
  String clear();

  @Message("The seats to choose from")
  String mapLabel();

  @Message("Stalls, row C, 1-8")
  String seatsPlaceholder();

  @Message(
      "A line each: section, row, seats. Without seats the whole row, without a row the whole"
          + " section.")
  String seatsHint();
}
