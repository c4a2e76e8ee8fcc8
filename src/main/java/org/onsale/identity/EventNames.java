package org.onsale.identity;

import java.util.Optional;
import org.onsale.platform.EventId;

/**
 * Knows events by what stands in a path. Identity asks for it, so that a gate's token can be held
 * against its event, without knowing the catalogue.
 */
public interface EventNames {

  /** The event of an id or a slug. */
  Optional<EventId> resolve(String idOrSlug);
}
