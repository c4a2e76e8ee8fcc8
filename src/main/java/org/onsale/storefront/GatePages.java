package org.onsale.storefront;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Problem;

/** The gate of an event: a page that a phone can install. */
@Path("/gate/{event}")
@Singleton
@RunOnVirtualThread
public final class GatePages {
  private static final String BLACK = "#0b0b0e";

  @CheckedTemplate(basePath = "storefront")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance gate(EventView event);
  }

  /** What a phone needs to know to install a page (W3C Web Application Manifest). */
  public record Manifest(
      String id,
      String name,
      String short_name,
      String description,
      String lang,
      String start_url,
      String scope,
      String display,
      String orientation,
      String background_color,
      String theme_color,
      List<Icon> icons) {}

  /** A picture of the application; a maskable one may be cut to a circle. */
  public record Icon(String src, String sizes, String type, String purpose) {}

  private final Catalog catalog;
  private final PageClock clock;
  private final PageLanguage page;

  @Inject
  GatePages(Catalog catalog, PageClock clock, PageLanguage page) {
    this.catalog = catalog;
    this.clock = clock;
    this.page = page;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance gate(@PathParam("event") String reference) {
    return Templates.gate(clock.view(event(reference)));
  }

  @GET
  @Path("app.webmanifest")
  @Produces("application/manifest+json")
  public Manifest manifest(@PathParam("event") String reference) {
    Event event = event(reference);
    GateWords words = PageLanguage.words(GateWords.class, page.lang());
    String path = "/gate/" + event.slug();
    return new Manifest(
        path,
        words.title(event.name()),
        words.gate(),
        words.about(),
        page.lang(),
        path,
        "/gate/",
        "standalone",
        "portrait",
        BLACK,
        BLACK,
        List.of(
            new Icon("/gate-192.png", "192x192", "image/png", "any"),
            new Icon("/gate-512.png", "512x512", "image/png", "any"),
            new Icon("/gate-maskable-512.png", "512x512", "image/png", "maskable")));
  }

  private Event event(String reference) {
    return catalog
        .eventByIdOrSlug(reference)
        .filter(event -> event.status() == Event.Status.PUBLISHED)
        .orElseThrow(() -> Problem.notFound("event").asException());
  }
}
