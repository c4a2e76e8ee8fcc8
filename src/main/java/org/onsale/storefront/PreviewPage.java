package org.onsale.storefront;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.identity.OrganiserOnly;
import org.onsale.platform.Problem;

/**
 * The page of a draft as buyers will see it. It is here, not in the office, because it is the
 * buyers' page: nothing but a bar above it says that it is not yet.
 */
@Path("/office/events/{event}/preview")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class PreviewPage {
  private final Catalog catalog;
  private final EventPage page;

  @Inject
  PreviewPage(Catalog catalog, EventPage page) {
    this.catalog = catalog;
    this.page = page;
  }

  /** What is public already has no preview: its page is shown. */
  @GET
  public Response preview(@PathParam("event") String reference) {
    Event event =
        catalog
            .eventByIdOrSlug(reference)
            .orElseThrow(() -> Problem.notFound("event").asException());
    return event.status() == Event.Status.DRAFT
        ? Response.ok(page.preview(event, "/office/events/" + event.id())).build()
        : Response.seeOther(URI.create("/events/" + event.slug())).build();
  }
}
