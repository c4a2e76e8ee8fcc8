package org.onsale.identity;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.onsale.platform.EventId;

/** What {@link DoorTest} knocks at. */
@Path("/")
@RunOnVirtualThread
public class GuardedPages {
  private final Caller caller;

  @Inject
  GuardedPages(Caller caller) {
    this.caller = caller;
  }

  @GET
  @Path("guarded")
  @OrganiserOnly
  public String look() {
    return caller.name() + " " + caller.csrf();
  }

  @POST
  @Path("guarded")
  @OrganiserOnly
  public String change() {
    return caller.name();
  }

  /** Event 7 is also called {@code gala}. */
  @Singleton
  static final class Names implements EventNames {
    @Override
    public Optional<EventId> resolve(String idOrSlug) {
      return switch (idOrSlug) {
        case "7", "gala" -> Optional.of(new EventId(7));
        case "8" -> Optional.of(new EventId(8));
        default -> Optional.empty();
      };
    }
  }
}
