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
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.onsale.identity.OrganiserOnly;
import org.onsale.platform.FieldError;
import org.onsale.platform.Page;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Problem;
import org.onsale.webhooks.Deliveries;
import org.onsale.webhooks.Endpoint;
import org.onsale.webhooks.EndpointDetails;
import org.onsale.webhooks.Endpoints;
import org.onsale.webhooks.WebhookDelivery;
import org.onsale.webhooks.WebhookType;

/** Where the organiser's own systems are told of what happens, and how that goes. */
@Path("/office/webhooks")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class WebhookPages {
  private static final int PAGE = 50;

  /** A choice of which deliveries are listed. */
  public record Choice(String title, String path, boolean current) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance webhooks(
        List<WebhookView> webhooks, List<WebhookType> types, Form form, int most, Done done);

    static native TemplateInstance webhookSecret(WebhookView webhook, String secret, boolean first);

    static native TemplateInstance webhook(
        WebhookView webhook,
        List<WebhookType> types,
        Form form,
        Page<WebhookView.Line> deliveries,
        List<Choice> choices,
        String query,
        boolean first,
        Done done);
  }

  private final Endpoints endpoints;
  private final Deliveries deliveries;

  @Inject
  WebhookPages(Endpoints endpoints, Deliveries deliveries) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
  }

  @GET
  public TemplateInstance list(@QueryParam("done") @Nullable String done) {
    Form all = Form.empty();
    Arrays.stream(WebhookType.values()).forEach(type -> all.with(field(type), "on"));
    return list(all, Done.of(done));
  }

  private TemplateInstance list(Form form, Done done) {
    return Templates.webhooks(
        endpoints.list().stream().map(WebhookView::of).toList(),
        List.of(WebhookType.values()),
        form,
        Endpoints.MOST,
        done);
  }

  private static String field(WebhookType type) {
    return "type." + type.id();
  }

  @POST
  public Response make() {
    Form form = SentForm.read();
    return switch (endpoints.make(details(form))) {
      case Endpoints.MakeOutcome.Made(Endpoint endpoint, String secret) ->
          secret(Templates.webhookSecret(WebhookView.of(endpoint), secret, true));
      case Endpoints.MakeOutcome.Refused(List<FieldError> faults) ->
          Pages.refused(list(form.refused(faults), Done.NOTHING));
      case Endpoints.MakeOutcome.TooMany() ->
          Pages.conflict(
              list(
                  form.refused("url", "There are as many as there may be: remove one."),
                  Done.NOTHING));
    };
  }

  private static EndpointDetails details(Form form) {
    return new EndpointDetails(
        form.value("url"),
        form.value("description"),
        Arrays.stream(WebhookType.values())
            .filter(type -> form.has(field(type)))
            .map(WebhookType::id)
            .toList());
  }

  /** Shown this once: it is kept encrypted, for the machine alone. */
  private static Response secret(TemplateInstance page) {
    return Response.ok(page).header("Cache-Control", "no-store").build();
  }

  @GET
  @Path("{webhook}")
  public TemplateInstance one(
      @PathParam("webhook") UUID id,
      @QueryParam("state") @Nullable String state,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("done") @Nullable String done) {
    Endpoint endpoint = find(id);
    return one(endpoint, form(endpoint), state, cursor, Done.of(done));
  }

  private Endpoint find(UUID id) {
    return endpoints.find(id).orElseThrow(() -> Problem.notFound("webhook").asException());
  }

  private static Form form(Endpoint endpoint) {
    Form form =
        Form.empty().with("url", endpoint.url()).with("description", endpoint.description());
    endpoint.types().forEach(type -> form.with("type." + type, "on"));
    return form;
  }

  private TemplateInstance one(
      Endpoint endpoint, Form form, @Nullable String wanted, @Nullable String cursor, Done done) {
    WebhookDelivery.State state =
        Arrays.stream(WebhookDelivery.State.values())
            .filter(each -> each.id().equals(wanted))
            .findFirst()
            .orElse(null);
    return Templates.webhook(
        WebhookView.of(endpoint),
        List.of(WebhookType.values()),
        form,
        deliveries.list(endpoint, state, cursor, PAGE).map(WebhookView.Line::of),
        choices(endpoint, state),
        state == null ? "" : "state=" + state.id() + "&",
        cursor == null,
        done);
  }

  private static List<Choice> choices(Endpoint endpoint, WebhookDelivery.@Nullable State current) {
    String path = WebhookView.path(endpoint);
    return List.of(
        new Choice(PageLanguage.say("All"), path, current == null),
        choice(PageLanguage.say("Waiting"), path, WebhookDelivery.State.WAITING, current),
        choice(PageLanguage.say("Delivered"), path, WebhookDelivery.State.DELIVERED, current),
        choice(PageLanguage.say("Given up"), path, WebhookDelivery.State.FAILED, current));
  }

  private static Choice choice(
      String title,
      String path,
      WebhookDelivery.State state,
      WebhookDelivery.@Nullable State current) {
    return new Choice(title, path + "?state=" + state.id() + "#log", state == current);
  }

  @POST
  @Path("{webhook}")
  public Response edit(@PathParam("webhook") UUID id) {
    Endpoint endpoint = find(id);
    Form form = SentForm.read();
    List<FieldError> faults = endpoints.edit(endpoint, details(form));
    return faults.isEmpty()
        ? Pages.done(WebhookView.path(endpoint), "saved")
        : Pages.refused(one(endpoint, form.refused(faults), null, null, Done.NOTHING));
  }

  @POST
  @Path("{webhook}/secrets")
  public Response rotate(@PathParam("webhook") UUID id) {
    String secret = endpoints.rotate(find(id));
    return secret(Templates.webhookSecret(WebhookView.of(find(id)), secret, false));
  }

  /** Changes an endpoint, and shows it with what was done. */
  private Response after(UUID id, Consumer<Endpoint> change, String done) {
    Endpoint endpoint = find(id);
    change.accept(endpoint);
    return Pages.done(WebhookView.path(endpoint), done);
  }

  @POST
  @Path("{webhook}/pause")
  public Response pause(@PathParam("webhook") UUID id) {
    return after(id, endpoints::pause, "paused");
  }

  @POST
  @Path("{webhook}/resume")
  public Response resume(@PathParam("webhook") UUID id) {
    return after(id, endpoints::resume, "resumed");
  }

  @POST
  @Path("{webhook}/tests")
  public Response test(@PathParam("webhook") UUID id) {
    return after(id, endpoints::test, "tested");
  }

  @POST
  @Path("{webhook}/removal")
  public Response remove(@PathParam("webhook") UUID id) {
    endpoints.remove(find(id));
    return Pages.done("/office/webhooks", "removed");
  }
}
