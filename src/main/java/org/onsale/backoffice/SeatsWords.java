package org.onsale.backoffice;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of what an event sells; in German {@code messages/officeSeats_de.properties}. */
@MessageBundle("officeSeats")
public interface SeatsWords {
  // Seats and prices

  @Message("Seating plan")
  String plan();

  @Message("Version {version}, {seats} seats")
  String planIs(int version, int seats);

  @Message("Version {version} of the plan is there. Sold seats keep their places.")
  String newerPlan(int version);

  @Message("Price of a new category")
  String newCategoryPrice();

  @Message("Use version {version}")
  String useVersion(int version);

  @Message("No numbered seats.")
  String noSeats();

  @Message("Import a seating plan")
  String importPlan();

  @Message("Another plan")
  String anotherPlan();

  @Message("Plan")
  String planChoice();

  @Message("{name} · {seats} seats")
  String planOption(String name, int seats);

  @Message("Attach")
  String attach();

  @Message("Detach the plan")
  String detach();

  @Message("Prices")
  String prices();

  @Message("Prices of the categories in {currency}")
  String pricesCaption(String currency);

  @Message("Category")
  String category();

  @Message("Seats")
  String seats();

  @Message("Price in {currency}")
  String priceIn(String currency);

  @Message("Price of {category} in {currency}")
  String priceOf(String category, String currency);

  @Message("The seating plan in the colours of the prices")
  String priceMap();

  @Message("New prices are for new orders; orders that exist keep theirs.")
  String newPrices();

  @Message("Save prices")
  String savePrices();

  @Message("Paint categories on the map")
  String paint();

  @Message("General admission: places without a number, sold from a pool until it is empty.")
  String standingWhy();

  @Message("Pools of standing places")
  String poolsCaption();

  @Message("Places")
  String placesHead();

  @Message("Name of the pool")
  String poolName();

  @Message("A new pool")
  String newPool();

  @Message("Remove")
  String removeHead();

  @Message("A pool that was on sale cannot be removed; with 0 places it is closed.")
  String poolStays();

  @Message("Save standing places")
  String savePools();

  @Message("Ticket types, fees, tax and promo codes")
  String more();

  @Message("None yet: every ticket costs the price of its category or pool.")
  String moreNone();

  @Message("{types} ticket types, {fees} fees, {tax}, {codes} promo codes.")
  String moreSome(int types, int fees, String tax, int codes);

  @Message("no tax")
  String noTax();

  @Message("Presales and prices by date")
  String byDate();

  @Message("None: everybody can buy once the sale opens, and prices stay.")
  String byDateNone();

  @Message("{presales} presales, {changes} changes of prices.")
  String byDateSome(int presales, int changes);

  @Message("Presales")
  String presales();

  @Message("Prices by date")
  String priceChanges();
}
