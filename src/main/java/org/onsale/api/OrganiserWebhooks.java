package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.identity.OrganiserOnly;
import org.onsale.platform.FieldError;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;
import org.onsale.webhooks.Endpoint;
import org.onsale.webhooks.EndpointDetails;
import org.onsale.webhooks.Endpoints;

/** Where the organiser's own systems are told of what happens. */
@Path("/api/v1/organiser/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: webhooks")
public final class OrganiserWebhooks {
  private final Endpoints endpoints;

  @Inject
  OrganiserWebhooks(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  /**
   * An endpoint.
   *
   * @param status active or paused
   * @param pausedBecause why it was paused by itself
   * @param oldSecretUntil until when the secret before the last signs besides
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record EndpointView(
      UUID id,
      String url,
      String description,
      List<String> types,
      String status,
      @Nullable String pausedBecause,
      @Nullable Instant failingSince,
      @Nullable Instant oldSecretUntil,
      Instant createdAt,
      @Nullable String secret) {
    static EndpointView of(Endpoint endpoint, @Nullable String secret) {
      return new EndpointView(
          endpoint.id(),
          endpoint.url(),
          endpoint.description(),
          endpoint.types(),
          endpoint.status(),
          endpoint.pausedBecause().isEmpty() ? null : endpoint.pausedBecause(),
          endpoint.failingSince(),
          endpoint.oldSecretUntil(),
          endpoint.createdAt(),
          secret);
    }
  }

  /** An endpoint as it is to be. */
  public record EndpointBody(
      @Nullable String url, @Nullable String description, @Nullable List<@Nullable String> types) {
    EndpointDetails details() {
      List<@Nullable String> chosen = Objects.requireNonNullElse(types, List.of());
      return new EndpointDetails(
          Fields.text(url), Fields.text(description), chosen.stream().map(Fields::text).toList());
    }
  }

  static Endpoint find(Endpoints endpoints, UUID id) {
    return endpoints.find(id).orElseThrow(() -> Problem.notFound("webhook").asException());
  }

  @GET
  @Operation(
      summary = "The endpoints, the oldest first",
      description = "There are at most 10: all are on one page.")
  public Page<EndpointView> list() {
    return new Page<>(endpoints.list(), null).map(each -> EndpointView.of(each, null));
  }

  @POST
  @Operation(
      summary = "Have a system of yours told of what happens",
      description =
          "types are order.paid, payment.failed, order.refunded, order.cancelled, order.expired,"
              + " order.offered, payment.returned, event.changed, event.postponed,"
              + " event.cancelled. `url` begins with https:// and leads to the public"
              + " internet. The answer holds the secret that signs the requests, this once.")
  @APIResponse(responseCode = "201", description = "The endpoint with its secret")
  @APIResponse(responseCode = "409", description = "There are as many as there may be")
  public Response make(@Nullable EndpointBody body) {
    return switch (endpoints.make(Bodies.present(body).details())) {
      case Endpoints.MakeOutcome.Made(Endpoint endpoint, String secret) ->
          Response.status(201)
              .header(HttpHeaders.CACHE_CONTROL, "no-store")
              .entity(EndpointView.of(endpoint, secret))
              .build();
      case Endpoints.MakeOutcome.Refused(List<FieldError> faults) ->
          throw Problem.invalid(faults).asException();
      case Endpoints.MakeOutcome.TooMany() ->
          throw Problem.of(409, "too-many-webhooks", "There are as many webhooks as there may be")
              .withDetail("Remove one of the {1} first.", Endpoints.MOST)
              .asException();
    };
  }

  @GET
  @Path("{webhook}")
  @Operation(summary = "One endpoint")
  public EndpointView find(@PathParam("webhook") UUID id) {
    return EndpointView.of(find(endpoints, id), null);
  }

  @PUT
  @Path("{webhook}")
  @Operation(
      summary = "Change an endpoint",
      description = "Messages that wait already go to the new address; types are for new ones.")
  public EndpointView edit(@PathParam("webhook") UUID id, @Nullable EndpointBody body) {
    List<FieldError> faults = endpoints.edit(find(endpoints, id), Bodies.present(body).details());
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults).asException();
    }
    return find(id);
  }

  @DELETE
  @Path("{webhook}")
  @Operation(summary = "Remove an endpoint, with its log")
  public void remove(@PathParam("webhook") UUID id) {
    endpoints.remove(find(endpoints, id));
  }

  @POST
  @Path("{webhook}/pause")
  @Operation(summary = "Send nothing for now; what happens meanwhile waits")
  public EndpointView pause(@PathParam("webhook") UUID id) {
    endpoints.pause(find(endpoints, id));
    return find(id);
  }

  @POST
  @Path("{webhook}/resume")
  @Operation(summary = "Send again; what has waited is due now")
  public EndpointView resume(@PathParam("webhook") UUID id) {
    endpoints.resume(find(endpoints, id));
    return find(id);
  }

  @POST
  @Path("{webhook}/secrets")
  @Operation(
      summary = "Make a new secret",
      description =
          "It is shown this once. For 24 hours requests carry two signatures, one by each secret.")
  @APIResponse(responseCode = "201", description = "The endpoint with its new secret")
  public Response rotate(@PathParam("webhook") UUID id) {
    String secret = endpoints.rotate(find(endpoints, id));
    return Response.status(201)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(EndpointView.of(find(endpoints, id), secret))
        .build();
  }

  @POST
  @Path("{webhook}/tests")
  @Operation(summary = "Send a message of the type `test`, which tells of nothing")
  @APIResponse(responseCode = "202", description = "It is due now, and in the log")
  public Response test(@PathParam("webhook") UUID id) {
    endpoints.test(find(endpoints, id));
    return Response.accepted().build();
  }
}
