package org.onsale.backoffice;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.FieldError;

/** A list of an event's that is saved whole, and of which a page changes one at a time. */
final class OneOfMany {
  private OneOfMany() {}

  /** Where the first stands that is wanted; below 0 for none. */
  static <T extends @Nullable Object> int index(List<T> all, Predicate<T> wanted) {
    for (int i = 0; i < all.size(); i++) {
      if (wanted.test(all.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Removes, replaces or adds, as the form wants it; what is not there is not removed.
   *
   * @param index below 0 for one that is new
   * @return where the one that was typed stands
   */
  static <T extends @Nullable Object> int put(
      List<T> all, int index, Form form, Supplier<T> typed) {
    boolean isNew = index < 0;
    int at = isNew ? all.size() : index;
    if (form.value("action").equals("remove")) {
      all.subList(at, isNew ? at : at + 1).clear();
    } else if (isNew) {
      all.add(typed.get());
    } else {
      all.set(index, typed.get());
    }
    return at;
  }

  /** The field of a fault as the page has it, where the fault is of the one at hand. */
  static String field(String list, int index, FieldError fault) {
    String prefix = list + "[" + index + "].";
    String field = fault.field();
    return field.startsWith(prefix) ? field.substring(prefix.length()) : field;
  }
}
