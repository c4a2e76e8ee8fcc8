package org.onsale.identity;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

  @POST
  @Path("api/v1/guarded")
  @OrganiserOnly
  public String change(String body) {
    return caller.name() + " " + body;
  }

  @POST
  @Path("api/v1/guarded/gates/{event}")
  @GateOnly
  public String scan(@PathParam("event") String event, String body) {
    return caller.name() + " " + body;
  }

  /** Event 7 is also called {@code gala}. */
  @jakarta.inject.Singleton
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
