package org.onsale.backoffice;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.identity.OrganiserOnly;

/** The part of an event's overview that a script renews while somebody looks at it. */
@Path("/office/events/{event}/sales")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class SalesPages {
  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance sales(EventHead head, LiveSale sale);
  }

  private final OfficeEvents events;
  private final LiveSales sales;

  @Inject
  SalesPages(OfficeEvents events, LiveSales sales) {
    this.events = events;
    this.sales = sales;
  }

  @GET
  public Response sales(
      @PathParam("event") String reference, @QueryParam("pace") @Nullable String pace) {
    Event event = events.find(reference);
    return Response.ok(Templates.sales(events.head(event, "overview"), sales.of(event, pace)))
        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .build();
  }
}
