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
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.identity.OrganiserOnly;
import org.onsale.identity.Token;
import org.onsale.identity.Tokens;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;

/** The gates of an event: a link and a QR code open the scanner on any phone. */
@Path("/office/events/{event}/gates")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class GatePages {
  private static final int MAX_LABEL = 60;

  /** How many pages of tokens are looked through for those of the event. */
  private static final int MAX_PAGES = 20;

  /** A gate that was made. */
  public record Gate(long id, String label, String since, boolean revoked) {}

  /** A gate's link, shown once: it is not kept. */
  public record Link(String label, String address, Qr qr) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance gates(
        EventHead head, List<Gate> gates, @Nullable Link link, Form form, Done done);
  }

  private final Tokens tokens;
  private final OfficeEvents events;
  private final String publicUrl;

  @Inject
  GatePages(
      Tokens tokens,
      OfficeEvents events,
      @ConfigProperty(name = "onsale.public-url", defaultValue = "http://localhost:8080")
          String publicUrl) {
    this.tokens = tokens;
    this.events = events;
    this.publicUrl = publicUrl;
  }

  @GET
  public TemplateInstance list(
      @PathParam("event") String reference, @QueryParam("done") @Nullable String done) {
    return page(events.find(reference), null, Form.empty(), Done.of(done));
  }

  private TemplateInstance page(Event event, @Nullable Link link, Form form, Done done) {
    return Templates.gates(events.head(event, "gates"), gates(event), link, form, done);
  }

  private List<Gate> gates(Event event) {
    ZoneId zone = event.venue().timeZone();
    var gates = new ArrayList<Gate>();
    String cursor = null;
    int pages = 0;
    do {
      Page<Tokens.Issued> page = tokens.list(cursor);
      for (Tokens.Issued issued : page.items()) {
        if (issued.token() instanceof Token.Gate gate && gate.event().equals(event.id())) {
          gates.add(
              new Gate(
                  gate.id(),
                  gate.label(),
                  Times.shown(issued.createdAt(), zone),
                  issued.revokedAt() != null));
        }
      }
      cursor = page.next();
    } while (cursor != null && ++pages < MAX_PAGES);
    return gates;
  }

  @POST
  public Response create(@PathParam("event") String reference) {
    Event event = events.find(reference);
    Form form = SentForm.read();
    String label = form.value("label").strip();
    if (label.isEmpty() || label.length() > MAX_LABEL || label.indexOf('\0') >= 0) {
      return Pages.refused(
          page(
              event,
              null,
              form.refused("label", "Name the gate, in at most {1} characters.", MAX_LABEL),
              Done.NOTHING));
    }
    String address =
        publicUrl + "/gate/" + event.slug() + "#token=" + tokens.issueGate(event.id(), label);
    return Response.ok(
            page(event, new Link(label, address, Qr.of(address)), Form.empty(), Done.NOTHING))
        .header("Cache-Control", "no-store")
        .build();
  }

  @POST
  @Path("{gate}/revocation")
  public Response revoke(@PathParam("event") String reference, @PathParam("gate") String id) {
    Event event = events.find(reference);
    boolean known = gates(event).stream().anyMatch(gate -> Long.toString(gate.id()).equals(id));
    if (!known || !tokens.revoke(Long.parseLong(id))) {
      throw Problem.notFound("gate").asException();
    }
    return Pages.done(OfficeEvents.path(event, "/gates"), "revoked");
  }
}
