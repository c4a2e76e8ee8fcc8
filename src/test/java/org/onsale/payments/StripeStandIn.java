package org.onsale.payments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Request;
import com.stripe.Stripe;
import com.stripe.net.Webhook;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Plays Stripe: Checkout Sessions, payment intents and refunds, as its API reference says. */
public final class StripeStandIn extends ProviderStandIn {
  public static final String KEY = "sk_test_stand_in";
  public static final String WEBHOOK_SECRET = "whsec_stand_in";
  private static final long HALF_AN_HOUR = 1800;

  private static final class Session {
    String status = "open";
    @Nullable Intent intent;
    final String id;
    final String key;
    final String site;
    final long amount;
    final String currency;

    Session(String id, String key, String site, long amount, String currency) {
      this.id = id;
      this.key = key;
      this.site = site;
      this.amount = amount;
      this.currency = currency;
    }
  }

  private static final class Intent {
    String status = "requires_payment_method";
    long received;
    long made = Instant.now().getEpochSecond();
    final String id;
    final Session session;

    Intent(String id, Session session) {
      this.id = id;
      this.session = session;
    }
  }

  private record Refund(
      String id,
      Intent intent,
      long amount,
      Map<String, String> metadata,
      String status,
      long made) {}

  private final Map<String, Session> sessions = new LinkedHashMap<>();
  private final Map<String, Intent> intents = new LinkedHashMap<>();
  private final Map<String, Refund> refunds = new LinkedHashMap<>();

  @Override
  protected @Nullable String idempotencyKey(Request request) {
    return request.getHeader("Idempotency-Key");
  }

  @Override
  protected Answer keyReused() {
    return error(400, "idempotency_error", "idempotency_key_reused");
  }

  private static Answer error(int status, String type, String code) {
    ObjectNode body = object();
    body.putObject("error").put("type", type).put("code", code).put("message", "No: " + code);
    return new Answer(status, body);
  }

  @Override
  protected Answer answer(String method, String path, Request request, String body) {
    if (!("Bearer " + KEY).equals(request.getHeader("Authorization"))) {
      return error(401, "invalid_request_error", "api_key_invalid");
    }
    if (!Stripe.API_VERSION.equals(request.getHeader("Stripe-Version"))) {
      return error(400, "invalid_request_error", "version");
    }
    String[] parts = path.split("/");
    Map<String, String> form = form(body);
    return switch (parts[2]) {
      case "checkout" -> session(method, parts, form, request);
      case "payment_intents" -> intent(parts, form, request);
      case "refunds" -> refund(method, parts, form, request);
      default -> error(404, "invalid_request_error", "resource_missing");
    };
  }

  private Answer session(String method, String[] parts, Map<String, String> form, Request request) {
    if (parts.length == 4) {
      return made(form);
    }
    Session session = sessions.get(parts[4]);
    if (session == null) {
      return error(404, "invalid_request_error", "resource_missing");
    }
    if (method.equals("POST")) {
      if (!session.status.equals("open")) {
        return error(400, "invalid_request_error", "session_not_open");
      }
      session.status = "expired";
    }
    return new Answer(200, json(session, request.getUrl().contains("payment_intent")));
  }

  private Answer made(Map<String, String> form) {
    long expires = Long.parseLong(form.getOrDefault("expires_at", "0"));
    boolean complete =
        form.getOrDefault("mode", "").equals("payment")
            && form.getOrDefault("payment_intent_data[capture_method]", "").equals("manual")
            && form.containsKey("success_url")
            && expires >= Instant.now().getEpochSecond() + HALF_AN_HOUR;
    if (!complete) {
      return error(400, "invalid_request_error", "parameter_missing");
    }
    Session session =
        new Session(
            newId("cs_test_"),
            form.getOrDefault("payment_intent_data[metadata][onsale_payment]", ""),
            form.getOrDefault("payment_intent_data[metadata][onsale_site]", ""),
            Long.parseLong(form.get("line_items[0][price_data][unit_amount]")),
            form.getOrDefault("line_items[0][price_data][currency]", ""));
    sessions.put(session.id, session);
    return new Answer(200, json(session, false));
  }

  private static ObjectNode json(Session session, boolean expanded) {
    ObjectNode json =
        object()
            .put("id", session.id)
            .put("object", "checkout.session")
            .put("amount_total", session.amount)
            .put("client_reference_id", session.key)
            .put("currency", session.currency)
            .put("livemode", false)
            .put("mode", "payment")
            .put("payment_status", session.status.equals("complete") ? "paid" : "unpaid")
            .put("status", session.status);
    json.putObject("metadata").put("onsale_payment", session.key);
    if (session.status.equals("open")) {
      json.put("url", "https://checkout.stripe.com/c/pay/" + session.id);
    } else {
      json.putNull("url");
    }
    if (session.intent == null) {
      json.putNull("payment_intent");
    } else if (expanded) {
      json.set("payment_intent", json(session.intent));
    } else {
      json.put("payment_intent", session.intent.id);
    }
    return json;
  }

  private static ObjectNode json(Intent intent) {
    ObjectNode json =
        object()
            .put("id", intent.id)
            .put("object", "payment_intent")
            .put("amount", intent.session.amount)
            .put("amount_received", intent.received)
            .put("capture_method", "manual")
            .put("currency", intent.session.currency)
            .put("status", intent.status);
    ObjectNode metadata = json.putObject("metadata").put("onsale_payment", intent.session.key);
    if (!intent.session.site.isEmpty()) {
      metadata.put("onsale_site", intent.session.site);
    }
    return json;
  }

  private Answer list(Map<String, String> query) {
    boolean expanded = query.containsValue("data.latest_charge");
    return page(
        intents,
        intent -> intent.made,
        intent -> expanded ? charged(intent) : json(intent),
        "/v1/payment_intents",
        query);
  }

  /** The newest first, as Stripe lists. */
  private static <T> Answer page(
      Map<String, T> all,
      ToLongFunction<T> made,
      Function<T, ObjectNode> json,
      String url,
      Map<String, String> query) {
    long from = Long.parseLong(query.getOrDefault("created[gte]", "0"));
    int limit = Integer.parseInt(query.getOrDefault("limit", "10"));
    List<T> newest = new ArrayList<>(all.values()).reversed();
    String after = query.getOrDefault("starting_after", "");
    int start = after.isEmpty() ? 0 : newest.indexOf(all.get(after)) + 1;
    List<T> rest =
        newest.subList(start, newest.size()).stream()
            .filter(each -> made.applyAsLong(each) >= from)
            .toList();
    ObjectNode list =
        object().put("object", "list").put("url", url).put("has_more", rest.size() > limit);
    var data = list.putArray("data");
    rest.stream().limit(limit).map(json).forEach(data::add);
    return new Answer(200, list);
  }

  private ObjectNode charged(Intent intent) {
    ObjectNode json = json(intent);
    if (intent.received > 0) {
      json.putObject("latest_charge")
          .put("id", "ch_" + intent.id)
          .put("object", "charge")
          .put("amount_refunded", refunded(intent));
    }
    return json;
  }

  /** A payment that somebody else has made in the same account. */
  public synchronized void takes(String key, String site, long amount) {
    Session session = new Session(newId("cs_test_"), key, site, amount, "eur");
    session.status = "complete";
    sessions.put(session.id, session);
    Intent intent = tried(session);
    intent.status = "succeeded";
    intent.received = amount;
  }

  /** As if all payments had been made so long before. */
  public synchronized void ages(Duration by) {
    intents.values().forEach(intent -> intent.made -= by.toSeconds());
  }

  private Answer intent(String[] parts, Map<String, String> form, Request request) {
    if (parts.length == 3) {
      return list(query(request));
    }
    Intent intent = intents.get(parts[3]);
    if (intent == null) {
      return error(404, "invalid_request_error", "resource_missing");
    }
    if (parts.length == 4) {
      return new Answer(200, json(intent));
    }
    if (!intent.status.equals("requires_capture")) {
      return error(400, "invalid_request_error", "payment_intent_unexpected_state");
    }
    if (parts[4].equals("capture")) {
      intent.status = "succeeded";
      intent.received = Long.parseLong(form.get("amount_to_capture"));
    } else {
      intent.status = "canceled";
    }
    return new Answer(200, json(intent));
  }

  private Answer refund(String method, String[] parts, Map<String, String> form, Request request) {
    if (parts.length == 4) {
      return new Answer(200, json(Objects.requireNonNull(refunds.get(parts[3]))));
    }
    if (method.equals("GET")) {
      return listRefunds(query(request));
    }
    Intent intent = intents.get(form.get("payment_intent"));
    long amount = Long.parseLong(form.get("amount"));
    if (intent == null || intent.received - refunded(intent) < amount) {
      return error(400, "invalid_request_error", "charge_already_refunded");
    }
    String name = form.getOrDefault("metadata[onsale_refund]", "");
    return new Answer(200, json(refund(intent, amount, Map.of("onsale_refund", name))));
  }

  private Refund refund(Intent intent, long amount, Map<String, String> metadata) {
    long now = Instant.now().getEpochSecond();
    Refund refund = new Refund(newId("re_"), intent, amount, metadata, "succeeded", now);
    refunds.put(refund.id(), refund);
    return refund;
  }

  /** The merchant gives money back on Stripe's own pages. */
  public synchronized void givesBack(String key, long amount) {
    refund(tried(of(key)), amount, Map.of());
  }

  private Answer listRefunds(Map<String, String> query) {
    String intent = query.getOrDefault("payment_intent", "");
    boolean expanded = query.containsValue("data.payment_intent.latest_charge");
    Map<String, Refund> wanted = new LinkedHashMap<>(refunds);
    wanted.values().removeIf(each -> !intent.isEmpty() && !each.intent().id.equals(intent));
    return page(wanted, Refund::made, refund -> shown(refund, expanded), "/v1/refunds", query);
  }

  private ObjectNode shown(Refund refund, boolean expanded) {
    ObjectNode json = json(refund);
    if (expanded) {
      json.set("payment_intent", charged(refund.intent()));
    }
    return json;
  }

  private long refunded(Intent intent) {
    return refunds.values().stream()
        .filter(refund -> refund.intent() == intent && refund.status().equals("succeeded"))
        .mapToLong(Refund::amount)
        .sum();
  }

  private static ObjectNode json(Refund refund) {
    ObjectNode json =
        object()
            .put("id", refund.id())
            .put("object", "refund")
            .put("amount", refund.amount())
            .put("payment_intent", refund.intent().id)
            .put("status", refund.status());
    ObjectNode metadata = json.putObject("metadata");
    refund.metadata().forEach(metadata::put);
    return json;
  }

  private Session of(String key) {
    return sessions.values().stream()
        .filter(session -> session.key.equals(key))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private Intent tried(Session session) {
    if (session.intent == null) {
      session.intent = new Intent(newId("pi_"), session);
      intents.put(session.intent.id, session.intent);
    }
    return session.intent;
  }

  /** The buyer pays on Stripe's page; false when it is closed. */
  public synchronized boolean buyerPays(String key) {
    Session session = of(key);
    if (!session.status.equals("open")) {
      return false;
    }
    tried(session).status = "requires_capture";
    session.status = "complete";
    return true;
  }

  /** The buyer's bank asks for 3-D Secure, or has declined: the page stays open. */
  public synchronized void buyerIsAt(String key, String intentStatus) {
    tried(of(key)).status = intentStatus;
  }

  /** The bank lets go of what was set aside. */
  public synchronized void authorisationLapses(String key) {
    tried(of(key)).status = "canceled";
  }

  public synchronized String status(String key) {
    Session session = of(key);
    return session.intent == null || session.status.equals("open")
        ? session.status
        : session.intent.status;
  }

  public synchronized long amount(String key) {
    return of(key).amount;
  }

  /** All that was captured, in Stripe's units. */
  public synchronized long captured() {
    return intents.values().stream().mapToLong(intent -> intent.received).sum();
  }

  public synchronized long refunded() {
    return refunds.values().stream()
        .filter(refund -> refund.status().equals("succeeded"))
        .mapToLong(Refund::amount)
        .sum();
  }

  /** The bank returns what was refunded until now. */
  public synchronized void refundsComeBack() {
    refunds.replaceAll(
        (id, refund) ->
            new Refund(
                id, refund.intent(), refund.amount(), refund.metadata(), "failed", refund.made()));
  }

  public synchronized long sessions() {
    return sessions.size();
  }

  /** A message as Stripe sends it. */
  public static String event(String type, String key) {
    ObjectNode event = object().put("id", "evt_1").put("object", "event").put("type", type);
    event
        .putObject("data")
        .putObject("object")
        .put("object", type.substring(0, type.lastIndexOf('.')))
        .putObject("metadata")
        .put("onsale_payment", key);
    return event.toString();
  }

  /** The header Stripe-Signature of a message. */
  public static String signature(String body, String secret, Instant at) {
    try {
      return Webhook.Signature.generateSignatureHeader(body, secret, at.getEpochSecond());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
