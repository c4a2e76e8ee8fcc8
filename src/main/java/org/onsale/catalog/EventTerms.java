package org.onsale.catalog;

import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.EventId;
import org.onsale.platform.StoredJson;

/**
 * What is kept of an event as whole values: price list, price changes, presales, questionnaire. One
 * that stays as it was is not written, and one that says nothing is none.
 */
final class EventTerms {
  private EventTerms() {}

  /** What is said of categories and pools other than these goes. */
  static void forgetPlaces(
      Handle handle, Event current, Set<Integer> categories, Set<Integer> pools) {
    writeList(handle, current, current.priceList().keeping(categories, pools));
    write(
        handle,
        current,
        current
            .priceChanges()
            .keeping(
                change ->
                    change.category() != null
                        ? categories.contains(change.category())
                        : change.pool() != null && pools.contains(change.pool())));
    write(handle, current, current.presales().keeping(categories, pools));
  }

  /** Changes of what the list does not have any more go with it. */
  static void write(Handle handle, Event current, PriceList list) {
    writeList(handle, current, list);
    write(handle, current, current.priceChanges().keeping(change -> isOf(change, list)));
  }

  /** Whether the list still has what the change is of. */
  private static boolean isOf(PriceChanges.Change change, PriceList list) {
    return change.type() == PriceChanges.STANDARD
        || list.ticketType(change.type())
            .flatMap(type -> type.price(change.category(), change.pool()))
            .isPresent();
  }

  private static void writeList(Handle handle, Event current, PriceList list) {
    if (!list.equals(current.priceList())) {
      String sql = "UPDATE event SET price_list = :value::jsonb WHERE event_id = :id";
      write(handle, sql, current.id(), list.equals(PriceList.NONE) ? null : list);
    }
  }

  static void write(Handle handle, Event current, PriceChanges changes) {
    if (!changes.equals(current.priceChanges())) {
      String sql = "UPDATE event SET price_changes = :value::jsonb WHERE event_id = :id";
      write(handle, sql, current.id(), changes.equals(PriceChanges.NONE) ? null : changes);
    }
  }

  static void write(Handle handle, Event current, Presales presales) {
    if (!presales.equals(current.presales())) {
      String sql = "UPDATE event SET presales = :value::jsonb WHERE event_id = :id";
      write(handle, sql, current.id(), presales.equals(Presales.NONE) ? null : presales);
    }
  }

  private static void write(Handle handle, String sql, EventId id, @Nullable Record value) {
    handle
        .createUpdate(sql)
        .bind("id", id.value())
        .bind("value", value == null ? null : StoredJson.write(value))
        .execute();
  }

  static void write(Handle handle, Event current, Questionnaire questionnaire) {
    if (!questionnaire.equals(current.questionnaire())) {
      String sql = "UPDATE event SET questionnaire = :value::jsonb WHERE event_id = :id";
      boolean none = questionnaire.equals(Questionnaire.NONE);
      write(handle, sql, current.id(), none ? null : questionnaire);
    }
  }
}
