package org.onsale.prove;

import java.util.List;
import java.util.function.Function;
import org.onsale.verify.Check;

/**
 * What was told and binds.
 *
 * <p>Only a set-back of the database excuses that a promise is gone, and only a promise that was
 * asked for before it and answered after the copy.
 */
final class Promises {
  private final History history;
  private final List<SetBack> setBacks;

  Promises(History history, List<SetBack> setBacks) {
    this.history = history;
    this.setBacks = List.copyOf(setBacks);
  }

  boolean mayBeForgotten(Told promise) {
    return mayBeForgotten(promise.span());
  }

  /** Whether a set-back may have taken what was decided in this span. */
  boolean mayBeForgotten(Span span) {
    return setBacks.stream().anyMatch(setBack -> setBack.excuses(span));
  }

  <T extends Told> List<T> binding(Class<T> kind) {
    return history.all(kind).stream().filter(promise -> !mayBeForgotten(promise)).toList();
  }

  /** How many of a kind were told, may be forgotten, and are gone; by their names. */
  <T extends Told> long lost(Class<T> kind, Function<T, Boolean> isGone, Function<T, Object> name) {
    return history.all(kind).stream()
        .filter(promise -> mayBeForgotten(promise))
        .filter(isGone::apply)
        .map(name)
        .distinct()
        .count();
  }

  /** A rule of which each promise of a kind is examined alone; a fault is a sentence, or empty. */
  <T extends Told> Check each(String rule, String unit, Class<T> kind, Function<T, String> fault) {
    List<T> promises = binding(kind);
    List<String> faults =
        promises.stream()
            .map(promise -> describe(promise, fault.apply(promise)))
            .filter(sentence -> !sentence.isEmpty())
            .distinct()
            .toList();
    return new Check(rule, promises.size(), unit, faults);
  }

  private static String describe(Told promise, String fault) {
    return fault.isEmpty() ? "" : fault + " (" + promise + ")";
  }
}
