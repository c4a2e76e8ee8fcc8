package org.onsale.backoffice;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.text.Collator;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Venue;
import org.onsale.catalog.VenueChange;
import org.onsale.catalog.VenueDetails;
import org.onsale.catalog.VenueRemoval;
import org.onsale.identity.OrganiserOnly;
import org.onsale.platform.Page;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Problem;

/** The venues: list, create, edit, remove. */
@Path("/office/venues")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class VenuePages {
  private static final int PAGE = 50;

  /** A line of the list of venues. */
  public record Line(
      long id, String name, String address, String city, String country, String timeZone) {

    static Line of(Venue venue) {
      return new Line(
          venue.id(),
          venue.name(),
          venue.address(),
          venue.city(),
          named(venue.country()),
          venue.timeZone().getId());
    }
  }

  /** Offered as the country of a venue. */
  public record Country(String code, String name) {}

  private static final List<String> TIME_ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(
              zone ->
                  zone.matches(
                      "(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
          .sorted()
          .toList();

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance venues(Page<Line> venues, Done done);

    static native TemplateInstance venue(
        String id, Form form, List<Country> countries, List<String> zones, Done done);
  }

  private final Catalog catalog;

  @Inject
  VenuePages(Catalog catalog) {
    this.catalog = catalog;
  }

  @GET
  public TemplateInstance list(
      @QueryParam("cursor") @Nullable String cursor, @QueryParam("done") @Nullable String done) {
    return Templates.venues(catalog.venues(cursor, PAGE).map(Line::of), Done.of(done));
  }

  @GET
  @Path("new")
  public TemplateInstance create() {
    var organiser = catalog.organiser();
    return page("", Form.empty().with("country", organiser.country()), Done.NOTHING);
  }

  private static TemplateInstance page(String id, Form form, Done done) {
    return Templates.venue(id, form, countries(), TIME_ZONES, done);
  }

  private static String named(String code) {
    return Locale.of("", code).getDisplayCountry(PageLanguage.reader());
  }

  private static List<Country> countries() {
    return Stream.of(Locale.getISOCountries())
        .map(code -> new Country(code, named(code)))
        .sorted(Comparator.comparing(Country::name, Collator.getInstance(PageLanguage.reader())))
        .toList();
  }

  @POST
  public Response created() {
    Form form = SentForm.read();
    return switch (catalog.createVenue(details(form))) {
      case VenueChange.Saved saved -> Pages.done("/office/venues", "created");
      case VenueChange.Refused(var errors) ->
          Pages.refused(page("", form.refused(errors), Done.NOTHING));
      case VenueChange.NoSuchVenue() -> throw Problem.notFound("venue").asException();
    };
  }

  private static VenueDetails details(Form form) {
    return new VenueDetails(
        form.value("name"),
        form.value("address"),
        form.value("city"),
        form.value("country"),
        form.value("timeZone"));
  }

  @GET
  @Path("{venue}")
  public TemplateInstance edit(
      @PathParam("venue") String id, @QueryParam("done") @Nullable String done) {
    Venue venue =
        catalog.venue(number(id)).orElseThrow(() -> Problem.notFound("venue").asException());
    Form form =
        Form.empty()
            .with("name", venue.name())
            .with("address", venue.address())
            .with("city", venue.city())
            .with("country", venue.country())
            .with("timeZone", venue.timeZone().getId());
    return page(id, form, Done.of(done));
  }

  @POST
  @Path("{venue}")
  public Response edited(@PathParam("venue") String id) {
    Form form = SentForm.read();
    return switch (catalog.updateVenue(number(id), details(form))) {
      case VenueChange.Saved saved -> Pages.done("/office/venues/" + id, "saved");
      case VenueChange.Refused(var errors) ->
          Pages.refused(page(id, form.refused(errors), Done.NOTHING));
      case VenueChange.NoSuchVenue() -> throw Problem.notFound("venue").asException();
    };
  }

  @POST
  @Path("{venue}/removal")
  public Response remove(@PathParam("venue") String id) {
    return switch (catalog.removeVenue(number(id))) {
      case VenueRemoval.Removed() -> Pages.done("/office/venues", "removed");
      case VenueRemoval.NoSuchVenue() -> throw Problem.notFound("venue").asException();
      case VenueRemoval.InUse(int events) ->
          throw Problem.of(409, "venue-in-use", "Events take place there")
              .withDetail("The venue has {1} events.", events)
              .asException();
    };
  }

  private static long number(String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw Problem.notFound("venue").asException();
    }
    return Long.parseLong(id);
  }
}
