package org.onsale.backoffice;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.catalog.EventSummary;
import org.onsale.identity.OrganiserOnly;
import org.onsale.orders.OrderCode;
import org.onsale.platform.FieldError;
import org.onsale.platform.Page;

/** The way in: all events with how they sell, and the organiser's own name. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class OfficePages {
  private static final int PAGE = 25;

  /** A line of the table of events. */
  public record EventLine(
      String id,
      String name,
      @Nullable String poster,
      String venue,
      String startsAt,
      State state,
      @Nullable Tally tally) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance home(
        List<EventLine> events,
        Briefing.@Nullable Today today,
        List<Briefing.Notice> attention,
        String query,
        @Nullable String next,
        boolean first,
        Done done);

    static native TemplateInstance organiser(Form form, Form taxes, List<String> rows, Done done);
  }

  private final Catalog catalog;
  private final Tallies tallies;
  private final Briefing briefing;
  private final Clock clock;

  @Inject
  OfficePages(Catalog catalog, Tallies tallies, Briefing briefing, Clock clock) {
    this.catalog = catalog;
    this.tallies = tallies;
    this.briefing = briefing;
    this.clock = clock;
  }

  @GET
  @Path("organiser")
  public Response elsewhere() {
    return Response.seeOther(URI.create("/office")).build();
  }

  @GET
  @Path("office")
  public Response home(
      @QueryParam("q") @DefaultValue("") String query,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("done") @Nullable String done) {
    Optional<OrderCode> order = OrderCode.parse(query.strip().toUpperCase(Locale.ROOT));
    if (order.isPresent()) {
      return Response.seeOther(
              URI.create("/office/events/" + order.get().event() + "/orders/" + order.get()))
          .build();
    }
    return Pages.page(list(query.replace("\0", ""), cursor, Done.of(done)));
  }

  private TemplateInstance list(String sought, @Nullable String cursor, Done done) {
    String from = Catalog.isCursor(cursor) ? cursor : null;
    Page<EventSummary> page = catalog.events(sought, from, PAGE);
    var published =
        page.items().stream()
            .filter(event -> event.status() == Event.Status.PUBLISHED)
            .map(EventSummary::id)
            .toList();
    var known = tallies.of(published);
    Instant now = clock.instant();
    List<EventLine> lines =
        page.items().stream().map(event -> line(event, known.get(event.id()), now)).toList();
    boolean front = from == null && sought.isEmpty();
    return Templates.home(
        lines,
        front && !lines.isEmpty() ? briefing.today() : null,
        front ? briefing.notices() : List.of(),
        sought,
        page.next(),
        from == null,
        done);
  }

  private static EventLine line(EventSummary event, @Nullable Tally tally, Instant now) {
    return new EventLine(
        event.id().toString(),
        event.name(),
        event.posterPath(),
        event.venue().name() + ", " + event.venue().city(),
        Times.start(event.startsAt(), event.dateOpen(), event.venue().timeZone()),
        State.of(event.status(), event.phase(now)),
        tally);
  }

  @GET
  @Path("office/settings")
  public TemplateInstance settings(@QueryParam("done") @Nullable String done) {
    return settings(organiser(), TaxForm.of(catalog.taxDefaults()), Done.of(done));
  }

  private Form organiser() {
    var organiser = catalog.organiser();
    return Form.empty().with("name", organiser.name()).with("country", organiser.country());
  }

  private static TemplateInstance settings(Form organiser, Form taxes, Done done) {
    return Templates.organiser(organiser, taxes, TaxForm.rows(taxes), done);
  }

  @POST
  @Path("office/settings")
  public Response settings() {
    Form form = SentForm.read();
    List<FieldError> faults = catalog.updateOrganiser(form.value("name"), form.value("country"));
    return faults.isEmpty()
        ? Pages.done("/office/settings", "saved")
        : Pages.refused(
            settings(form.refused(faults), TaxForm.of(catalog.taxDefaults()), Done.NOTHING));
  }

  @POST
  @Path("office/settings/taxes")
  public Response taxes() {
    Form form = SentForm.read();
    List<FieldError> faults = catalog.setTaxDefaults(TaxForm.taxes(form));
    return faults.isEmpty()
        ? Pages.done("/office/settings", "saved")
        : Pages.refused(
            settings(organiser(), form.refused(TaxForm.asTyped(form, faults)), Done.NOTHING));
  }
}
