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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.onsale.identity.Caller;
import org.onsale.identity.OrganiserOnly;
import org.onsale.payments.Keys;
import org.onsale.payments.ProviderKeys;
import org.onsale.platform.FieldError;
import org.onsale.platform.PageLanguage;

/** The keys of Stripe and PayPal, which are typed here and shown nowhere. */
@Path("/office/payment-keys")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class KeyPages {
  private static final String PATH = "/office/payment-keys";

  /**
   * What may be seen of a provider's keys.
   *
   * @param source a sentence
   */
  public record View(
      boolean there, boolean entered, boolean test, String key, String webhook, String source) {
    static View of(ProviderKeys.Seen seen) {
      return new View(
          seen.source() != ProviderKeys.Source.NONE,
          seen.source() == ProviderKeys.Source.ENTERED,
          seen.test(),
          seen.key(),
          seen.webhook(),
          source(seen));
    }

    private static String source(ProviderKeys.Seen seen) {
      Instant at = seen.savedAt();
      return at == null
          ? PageLanguage.say("From the configuration of the server.")
          : PageLanguage.say(
              "Entered by {1}, {2} UTC.",
              Objects.requireNonNullElse(seen.savedBy(), ""), at.atZone(ZoneOffset.UTC));
    }
  }

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance paymentKeys(
        View stripe, View paypal, Form stripeForm, Form paypalForm, Done done);
  }

  private final ProviderKeys keys;
  private final Caller caller;

  @Inject
  KeyPages(ProviderKeys keys, Caller caller) {
    this.keys = keys;
    this.caller = caller;
  }

  @GET
  public TemplateInstance show(@QueryParam("done") @Nullable String done) {
    return page(blank(), blank(), Done.of(done));
  }

  private static Form blank() {
    return Form.empty().with("account", "same").with("environment", "sandbox");
  }

  private TemplateInstance page(Form stripe, Form paypal, Done done) {
    return Templates.paymentKeys(
        View.of(keys.seen("stripe")), View.of(keys.seen("paypal")), stripe, paypal, done);
  }

  @POST
  @Path("stripe")
  public Response stripe() {
    Form form = SentForm.read();
    var given = new Keys.Stripe(form.value("secretKey"), form.value("webhookSecret"));
    List<FieldError> faults = save(given, form);
    return faults.isEmpty()
        ? Pages.done(PATH, "keys-saved")
        : Pages.refused(page(withoutSecrets(form).refused(faults), blank(), Done.NOTHING));
  }

  @POST
  @Path("paypal")
  public Response paypal() {
    Form form = SentForm.read();
    var given =
        new Keys.PayPal(
            form.value("clientId"),
            form.value("clientSecret"),
            form.value("webhookId"),
            form.value("environment"));
    List<FieldError> faults = save(given, form);
    return faults.isEmpty()
        ? Pages.done(PATH, "keys-saved")
        : Pages.refused(page(blank(), withoutSecrets(form).refused(faults), Done.NOTHING));
  }

  private List<FieldError> save(Keys given, Form form) {
    return keys.save(given, form.value("account").equals("same"), caller.name());
  }

  /** What was typed into a field of a secret goes into no page. */
  private static Form withoutSecrets(Form form) {
    return form.with("secretKey", "").with("webhookSecret", "").with("clientSecret", "");
  }

  @POST
  @Path("{method: stripe|paypal}/retirement")
  public Response retire(@PathParam("method") String method) {
    return Pages.done(PATH, keys.retire(method) ? "keys-retired" : "overtaken");
  }
}
