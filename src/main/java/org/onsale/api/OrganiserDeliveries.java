package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.identity.OrganiserOnly;
import org.onsale.platform.Page;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Problem;
import org.onsale.webhooks.Deliveries;
import org.onsale.webhooks.Endpoints;
import org.onsale.webhooks.WebhookAttempt;
import org.onsale.webhooks.WebhookDelivery;

/** What an endpoint was told, what it answered, and how to have it sent again. */
@Path("/api/v1/organiser/webhooks/{webhook}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: webhooks")
public final class OrganiserDeliveries {
  private final Endpoints endpoints;
  private final Deliveries deliveries;

  @Inject
  OrganiserDeliveries(Endpoints endpoints, Deliveries deliveries) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
  }

  /**
   * A message to an endpoint.
   *
   * @param message the header webhook-id
   * @param order the code of the order it is of
   * @param status waiting, sending, delivered or failed
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DeliveryView(
      String id,
      String message,
      String type,
      @Nullable String event,
      @Nullable String order,
      String status,
      int attempts,
      @Nullable Instant nextAttemptAt,
      Instant createdAt,
      @Nullable Instant endedAt) {
    static DeliveryView of(WebhookDelivery delivery) {
      boolean test = delivery.eventId() == 0;
      return new DeliveryView(
          Long.toString(delivery.id()),
          delivery.message(),
          delivery.type(),
          test ? null : Long.toString(delivery.eventId()),
          test || delivery.orderCode().isEmpty() ? null : delivery.orderCode(),
          delivery.status(),
          delivery.attempts(),
          delivery.state() == WebhookDelivery.State.WAITING ? delivery.nextAttemptAt() : null,
          delivery.createdAt(),
          delivery.endedAt());
    }
  }

  /** A message with its body as it was sent, and every attempt, the last first. */
  public record WholeDelivery(
      DeliveryView delivery,
      @JsonRawValue @Schema(implementation = Object.class) String body,
      List<AttemptView> attempts) {}

  /**
   * One try to deliver a message.
   *
   * @param tookMs in milliseconds; null while it is under way, or when it was cut short
   * @param status of HTTP; null when there was no answer
   * @param answer its first kilobyte, or why there was none
   */
  public record AttemptView(
      int number,
      Instant begunAt,
      @Nullable Integer tookMs,
      @Nullable Integer status,
      String answer) {
    static AttemptView of(WebhookAttempt attempt) {
      return new AttemptView(
          attempt.number(),
          attempt.begunAt(),
          attempt.tookMs(),
          attempt.status(),
          PageLanguage.say(attempt.said()));
    }
  }

  @GET
  @Path("deliveries")
  @Operation(
      summary = "The messages to an endpoint, the newest first",
      description = "They are kept for 30 days. `status` narrows the list.")
  public Page<DeliveryView> list(
      @PathParam("webhook") UUID webhook,
      @QueryParam("status") @Nullable String status,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    return deliveries
        .list(
            OrganiserWebhooks.find(endpoints, webhook), state(status), cursor, Bodies.limit(limit))
        .map(DeliveryView::of);
  }

  private static WebhookDelivery.@Nullable State state(@Nullable String given) {
    if (given == null || given.isEmpty()) {
      return null;
    }
    for (WebhookDelivery.State state : WebhookDelivery.State.values()) {
      if (state.id().equals(given.toLowerCase(Locale.ROOT))) {
        return state;
      }
    }
    throw Problem.invalid("status", "This must be one of waiting, sending, delivered, failed.")
        .asException();
  }

  @GET
  @Path("deliveries/{delivery}")
  @Operation(summary = "A message to an endpoint, with every attempt")
  public WholeDelivery find(
      @PathParam("webhook") UUID webhook, @PathParam("delivery") String delivery) {
    WebhookDelivery found = delivery(webhook, delivery);
    return new WholeDelivery(
        DeliveryView.of(found),
        found.body(),
        deliveries.attempts(found).stream().map(AttemptView::of).toList());
  }

  private WebhookDelivery delivery(UUID webhook, String id) {
    return deliveries
        .find(OrganiserWebhooks.find(endpoints, webhook).id(), Bodies.id(id, "delivery"))
        .orElseThrow(() -> Problem.notFound("delivery").asException());
  }

  @POST
  @Path("deliveries/{delivery}/replays")
  @Operation(
      summary = "Send a message again, under the same id",
      description = "One that waits is due now; one that is being sent stays so.")
  @APIResponse(responseCode = "202", description = "It is due now")
  public Response replay(
      @PathParam("webhook") UUID webhook, @PathParam("delivery") String delivery) {
    deliveries.replay(delivery(webhook, delivery));
    return Response.accepted().build();
  }

  /**
   * Which of the messages that were given up.
   *
   * @param since with its offset
   */
  public record ReplayBody(@Nullable String since) {}

  /** How many are due again. */
  public record ReplayedView(int deliveries) {}

  @POST
  @Path("replays")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Send again all that was given up since a time")
  public ReplayedView replayFailed(@PathParam("webhook") UUID webhook, @Nullable ReplayBody body) {
    Fields fields = new Fields();
    Instant since = fields.instant("since", Bodies.present(body).since());
    if (since == null && !fields.hasUnreadable()) {
      fields.refuse("since", "Since when?");
    }
    if (since == null) {
      throw fields.problem(List.of());
    }
    return new ReplayedView(
        deliveries.replayFailed(OrganiserWebhooks.find(endpoints, webhook), since));
  }
}
