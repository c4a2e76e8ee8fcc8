package org.onsale.identity;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** What {@link DoorTest} knocks at as a program. */
@Path("/api/v1/guarded")
@RunOnVirtualThread
public class GuardedApi {
  private final Caller caller;

  @Inject
  GuardedApi(Caller caller) {
    this.caller = caller;
  }

  @POST
  @OrganiserOnly
  public String change(String body) {
    return caller.name() + " " + body;
  }

  @POST
  @Path("gates/{event}")
  @GateOnly
  public String scan(@PathParam("event") String event, String body) {
    return caller.name() + " " + body;
  }
}
