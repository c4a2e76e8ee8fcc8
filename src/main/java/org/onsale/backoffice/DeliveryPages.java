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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.onsale.identity.OrganiserOnly;
import org.onsale.platform.Problem;
import org.onsale.webhooks.Deliveries;
import org.onsale.webhooks.Endpoint;
import org.onsale.webhooks.Endpoints;
import org.onsale.webhooks.WebhookDelivery;

/** What an endpoint was told, word for word, and what it answered. */
@Path("/office/webhooks/{webhook}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class DeliveryPages {
  private static final int MOST_DAYS = 30;

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance webhookDelivery(
        WebhookView webhook,
        WebhookView.Line delivery,
        List<WebhookView.AttemptLine> attempts,
        Done done);
  }

  private final Endpoints endpoints;
  private final Deliveries deliveries;
  private final Clock clock;

  @Inject
  DeliveryPages(Endpoints endpoints, Deliveries deliveries, Clock clock) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  @GET
  @Path("deliveries/{delivery}")
  public TemplateInstance delivery(
      @PathParam("webhook") UUID webhook,
      @PathParam("delivery") String id,
      @QueryParam("done") @Nullable String done) {
    WebhookDelivery delivery = find(webhook, id);
    return Templates.webhookDelivery(
        WebhookView.of(endpoint(webhook)),
        WebhookView.Line.of(delivery),
        WebhookView.AttemptLine.of(deliveries.attempts(delivery)),
        Done.of(done));
  }

  private Endpoint endpoint(UUID id) {
    return endpoints.find(id).orElseThrow(() -> Problem.notFound("webhook").asException());
  }

  private WebhookDelivery find(UUID webhook, String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw Problem.notFound("delivery").asException();
    }
    return deliveries
        .find(endpoint(webhook).id(), Long.parseLong(id))
        .orElseThrow(() -> Problem.notFound("delivery").asException());
  }

  @POST
  @Path("deliveries/{delivery}/replays")
  public Response replay(@PathParam("webhook") UUID webhook, @PathParam("delivery") String id) {
    WebhookDelivery delivery = find(webhook, id);
    deliveries.replay(delivery);
    return Pages.done(WebhookView.Line.of(delivery).path(), "replayed");
  }

  @POST
  @Path("replays")
  public Response replayFailed(@PathParam("webhook") UUID webhook) {
    Endpoint endpoint = endpoint(webhook);
    String typed = SentForm.read().value("days").strip();
    int days = typed.matches("[0-9]{1,2}") ? Integer.parseInt(typed) : MOST_DAYS;
    deliveries.replayFailed(endpoint, clock.instant().minus(Duration.ofDays(days)));
    return Pages.done(WebhookView.path(endpoint), "replayed");
  }
}
