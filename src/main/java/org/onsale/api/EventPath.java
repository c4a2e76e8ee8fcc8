package org.onsale.api;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.platform.OffLoop;
import org.onsale.platform.Problem;

/** Finds the event that {@code {event}} in a path means, an id or a slug, or answers 404. */
@Singleton
final class EventPath {
  private final Catalog catalog;

  @Inject
  EventPath(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Goes on with a published event without waiting for it: at once when it is in memory, else on
   * another thread. For resources on the event loop.
   */
  <A> CompletionStage<A> withPublished(String reference, Function<Event, CompletionStage<A>> step) {
    return with(reference, found -> step.apply(published(found)));
  }

  /** The same for organisers' events, and for what must work when the sale is over. */
  <A> CompletionStage<A> withAny(String reference, Function<Event, CompletionStage<A>> step) {
    return with(reference, found -> step.apply(any(found)));
  }

  @SuppressWarnings("OptionalAssignedToNull") // not in memory
  private <A> CompletionStage<A> with(
      String reference, Function<Optional<Event>, CompletionStage<A>> step) {
    Optional<Event> known = catalog.eventInMemory(reference);
    return known == null
        ? OffLoop.call(() -> catalog.eventByIdOrSlug(reference)).thenCompose(step)
        : step.apply(known);
  }

  /** For the public: a draft is not there. */
  Event published(String reference) {
    return published(catalog.eventByIdOrSlug(reference));
  }

  private static Event published(Optional<Event> found) {
    Event event = any(found);
    if (event.status() != Event.Status.PUBLISHED) {
      throw Problem.notFound("event").asException();
    }
    return event;
  }

  /** For the public, on the event loop; empty when it takes a look elsewhere to know. */
  Optional<Event> publishedInMemory(String reference) {
    Optional<Event> known = catalog.eventInMemory(reference);
    return known == null
        ? Optional.empty()
        : known.filter(event -> event.status() == Event.Status.PUBLISHED);
  }

  /** For organisers. */
  Event any(String reference) {
    return any(catalog.eventByIdOrSlug(reference));
  }

  private static Event any(Optional<Event> found) {
    return found.orElseThrow(() -> Problem.notFound("event").asException());
  }
}
