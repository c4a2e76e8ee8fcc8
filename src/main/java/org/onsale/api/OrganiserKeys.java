package org.onsale.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.identity.Caller;
import org.onsale.identity.OrganiserOnly;
import org.onsale.payments.Keys;
import org.onsale.payments.ProviderKeys;
import org.onsale.platform.FieldError;
import org.onsale.platform.Page;
import org.onsale.platform.Problem;

/** The keys of Stripe and PayPal: they can be written and not read. */
@Path("/api/v1/organiser/payment-keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: sales")
public final class OrganiserKeys {
  private final ProviderKeys keys;
  private final Caller caller;

  @Inject
  OrganiserKeys(ProviderKeys keys, Caller caller) {
    this.keys = keys;
    this.caller = caller;
  }

  /**
   * What may be seen of keys.
   *
   * @param source none, configuration or entered
   * @param key its last characters
   * @param webhook the last characters of what lets the provider's messages be believed
   * @param older accounts of which keys are kept to finish what was begun with them
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record KeysView(
      String method,
      String source,
      boolean test,
      String key,
      String webhook,
      String savedBy,
      @Nullable Instant savedAt,
      int older) {
    static KeysView of(ProviderKeys.Seen seen) {
      return new KeysView(
          seen.method(),
          seen.source().name().toLowerCase(Locale.ROOT),
          seen.test(),
          seen.key(),
          seen.webhook(),
          seen.savedBy(),
          seen.savedAt(),
          seen.older());
    }
  }

  /** Stripe's keys. With {@code sameAccount} what is missing stays as it is. */
  public record StripeBody(
      @Nullable String secretKey, @Nullable String webhookSecret, @Nullable Boolean sameAccount) {}

  /** PayPal's keys. With {@code sameAccount} what is missing stays as it is. */
  public record PayPalBody(
      @Nullable String clientId,
      @Nullable String clientSecret,
      @Nullable String webhookId,
      @Nullable String environment,
      @Nullable Boolean sameAccount) {}

  @GET
  @Operation(
      summary = "Whose keys take payments, and how they end",
      description = "Both providers are on one page. Keys are never given out.")
  public Page<KeysView> list() {
    return new Page<>(keys.list(), null).map(KeysView::of);
  }

  @PUT
  @Path("stripe")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Enter or replace Stripe's keys",
      description =
          "For new payments, on all nodes within a second; test or live is told from the key."
              + " With `sameAccount` they finish what was begun with those before, too; otherwise"
              + " those before are kept for that.")
  @APIResponse(responseCode = "422", description = "A key has another form")
  public KeysView stripe(@Nullable StripeBody body) {
    StripeBody given = Bodies.present(body);
    return saved(
        new Keys.Stripe(Fields.text(given.secretKey()), Fields.text(given.webhookSecret())),
        given.sameAccount());
  }

  @PUT
  @Path("paypal")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Enter or replace PayPal's keys",
      description = "As with Stripe's; `environment` is `sandbox` or `live`.")
  @APIResponse(responseCode = "422", description = "A key has another form")
  public KeysView paypal(@Nullable PayPalBody body) {
    PayPalBody given = Bodies.present(body);
    return saved(
        new Keys.PayPal(
            Fields.text(given.clientId()),
            Fields.text(given.clientSecret()),
            Fields.text(given.webhookId()),
            Fields.text(given.environment())),
        given.sameAccount());
  }

  private KeysView saved(Keys given, @Nullable Boolean sameAccount) {
    List<FieldError> faults = keys.save(given, Boolean.TRUE.equals(sameAccount), caller.name());
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults).asException();
    }
    return KeysView.of(keys.seen(given.method()));
  }

  @DELETE
  @Path("{method: stripe|paypal}")
  @Operation(
      summary = "Take no new payments with entered keys",
      description =
          "From then on those of the server's configuration do, if there are any. What was begun"
              + " with the entered ones is finished by them.")
  public void retire(@PathParam("method") String method) {
    if (!keys.retire(method)) {
      throw Problem.notFound("entered key").asException();
    }
  }
}
