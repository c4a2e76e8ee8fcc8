package org.onsale.payments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.Request;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Plays PayPal: Orders v2 and Payments v2, as its API reference says. */
public final class PayPalStandIn extends ProviderStandIn {
  public static final String WEBHOOK_ID = "WH-STAND-IN";
  public static final String GOOD_SIGNATURE = "good";

  private static final class Purchase {
    String status = "PAYER_ACTION_REQUIRED";
    String authorization = "";
    String authorizationStatus = "";
    String captureId = "";
    final String id;
    final JsonNode unit;

    Purchase(String id, JsonNode unit) {
      this.id = id;
      this.unit = unit;
    }

    String name() {
      return unit.path("custom_id").asText();
    }

    String key() {
      return PayPalName.read(name()).map(PayPalName::key).orElse("");
    }

    BigDecimal amount() {
      return new BigDecimal(unit.path("amount").path("value").asText());
    }
  }

  private record Refund(String id, Purchase purchase, BigDecimal amount) {}

  /** What the search of transactions lists. */
  private record Listed(Instant at, ObjectNode info) {}

  private final Map<String, Purchase> purchases = new LinkedHashMap<>();
  private final Map<String, Refund> refunds = new LinkedHashMap<>();
  private final List<Listed> listed = new ArrayList<>();
  private int tokens;
  private int forgotten;
  private boolean declines;
  private boolean searchIsForbidden;
  private int mostInSearch = 10_000;

  @Override
  protected @Nullable String idempotencyKey(Request request) {
    return request.getHeader("PayPal-Request-Id");
  }

  @Override
  protected Answer keyReused() {
    return refused("DUPLICATE_REQUEST_ID");
  }

  private static Answer refused(String issue) {
    ObjectNode body = object().put("name", "UNPROCESSABLE_ENTITY").put("debug_id", "d1");
    body.putArray("details").addObject().put("issue", issue);
    return new Answer(422, body);
  }

  private static Answer missing() {
    return new Answer(404, object().put("name", "RESOURCE_NOT_FOUND"));
  }

  @Override
  protected Answer answer(String method, String path, Request request, String body) {
    if (path.equals("/v1/oauth2/token")) {
      return new Answer(200, object().put("access_token", "T" + ++tokens).put("expires_in", 32400));
    }
    if (!good(request.getHeader("Authorization"))) {
      return new Answer(401, object().put("error", "invalid_token"));
    }
    String[] parts = path.split("/");
    JsonNode json = parsed(body);
    return switch (parts[3]) {
      case "orders" -> order(parts, json);
      case "authorizations" -> authorization(parts, json);
      case "captures" -> capture(parts, json);
      case "refunds" -> new Answer(200, json(Objects.requireNonNull(refunds.get(parts[4]))));
      case "verify-webhook-signature" -> verified(json);
      case "transactions" -> search(query(request));
      default -> missing();
    };
  }

  /** Tokens do not end those that were given out before. */
  private boolean good(String authorization) {
    String head = "Bearer T";
    return authorization.startsWith(head)
        && Integer.parseInt(authorization.substring(head.length())) > forgotten;
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body.isEmpty() ? "{}" : body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer order(String[] parts, JsonNode json) {
    if (parts.length == 4) {
      boolean authorises = json.path("intent").asText().equals("AUTHORIZE");
      if (!authorises
          || !json.at("/payment_source/paypal/experience_context/return_url").isTextual()) {
        return refused("MISSING_REQUIRED_PARAMETER");
      }
      Purchase made = new Purchase(newId("5O190127TN"), json.path("purchase_units").path(0));
      purchases.put(made.id, made);
      return new Answer(200, json(made));
    }
    Purchase purchase = purchases.get(parts[4]);
    if (purchase == null) {
      return missing();
    }
    return parts.length == 5 ? new Answer(200, json(purchase)) : authorize(purchase);
  }

  private Answer authorize(Purchase purchase) {
    if (purchase.status.equals("COMPLETED")) {
      return refused("ORDER_ALREADY_AUTHORIZED");
    }
    if (!purchase.status.equals("APPROVED")) {
      return refused("ORDER_NOT_APPROVED");
    }
    if (declines) {
      return refused("INSTRUMENT_DECLINED");
    }
    purchase.status = "COMPLETED";
    purchase.authorization = newId("AUTH");
    purchase.authorizationStatus = "CREATED";
    list("T1300", purchase.authorization, purchase, purchase.id);
    return new Answer(201, json(purchase));
  }

  private void list(String code, String id, Purchase purchase, String reference) {
    listed.add(
        new Listed(
            Instant.now(),
            object()
                .put("transaction_id", id)
                .put("transaction_event_code", code)
                .put("paypal_reference_id", reference)
                .put("custom_field", purchase.name())));
  }

  private Answer search(Map<String, String> query) {
    if (searchIsForbidden) {
      return new Answer(403, object().put("name", "NOT_AUTHORIZED"));
    }
    Instant from = Instant.parse(query.get("start_date"));
    Instant to = Instant.parse(query.get("end_date"));
    if (Duration.between(from, to).toDays() > 31) {
      return new Answer(400, object().put("name", "INVALID_REQUEST"));
    }
    List<Listed> found =
        listed.stream()
            .filter(each -> !each.at().isBefore(from) && each.at().isBefore(to.plusSeconds(1)))
            .toList();
    if (found.size() > mostInSearch) {
      return new Answer(400, object().put("name", "RESULTSET_TOO_LARGE"));
    }
    int size = Integer.parseInt(query.get("page_size"));
    int page = Integer.parseInt(query.get("page"));
    ObjectNode answer =
        object()
            .put("page", page)
            .put("total_items", found.size())
            .put("total_pages", (found.size() + size - 1) / size);
    var details = answer.putArray("transaction_details");
    found.stream()
        .skip((page - 1L) * size)
        .limit(size)
        .forEach(each -> details.addObject().set("transaction_info", each.info()));
    return new Answer(200, answer);
  }

  private ObjectNode json(Purchase purchase) {
    ObjectNode json = object().put("id", purchase.id).put("intent", "AUTHORIZE");
    json.put("status", purchase.status);
    ObjectNode unit = json.putArray("purchase_units").addObject();
    unit.put("custom_id", purchase.name()).set("amount", purchase.unit.path("amount"));
    if (!purchase.authorization.isEmpty()) {
      ObjectNode payments = unit.putObject("payments");
      payments
          .putArray("authorizations")
          .addObject()
          .put("id", purchase.authorization)
          .put("status", purchase.authorizationStatus);
      if (!purchase.captureId.isEmpty()) {
        payments
            .putArray("captures")
            .addObject()
            .put("id", purchase.captureId)
            .put("status", "COMPLETED");
      }
      refunds.values().stream()
          .filter(refund -> refund.purchase() == purchase)
          .forEach(refund -> payments.withArray("refunds").add(json(refund)));
    }
    json.putArray("links")
        .addObject()
        .put("href", "https://www.sandbox.paypal.com/checkoutnow?token=" + purchase.id)
        .put("rel", "payer-action")
        .put("method", "GET");
    return json;
  }

  private Answer authorization(String[] parts, JsonNode json) {
    Purchase purchase =
        purchases.values().stream()
            .filter(each -> each.authorization.equals(parts[4]))
            .findFirst()
            .orElseThrow();
    if (parts.length == 5) {
      return new Answer(200, money(purchase, parts[4], purchase.authorizationStatus));
    }
    boolean captures = parts[5].equals("capture");
    if (purchase.authorizationStatus.equals("CAPTURED")) {
      return refused("AUTHORIZATION_ALREADY_CAPTURED");
    }
    if (purchase.authorizationStatus.equals("VOIDED")) {
      return refused(captures ? "AUTHORIZATION_VOIDED" : "PREVIOUSLY_VOIDED");
    }
    if (!captures) {
      purchase.authorizationStatus = "VOIDED";
      return new Answer(200, object().put("id", purchase.authorization).put("status", "VOIDED"));
    }
    if (new BigDecimal(json.path("amount").path("value").asText()).compareTo(purchase.amount())
        != 0) {
      return refused("MAX_CAPTURE_AMOUNT_EXCEEDED");
    }
    purchase.authorizationStatus = "CAPTURED";
    purchase.captureId = newId("CAP");
    list("T0006", purchase.captureId, purchase, purchase.authorization);
    return new Answer(201, object().put("id", purchase.captureId).put("status", "COMPLETED"));
  }

  private Answer capture(String[] parts, JsonNode json) {
    Purchase purchase =
        purchases.values().stream()
            .filter(each -> each.captureId.equals(parts[4]))
            .findFirst()
            .orElseThrow();
    if (parts.length == 5) {
      BigDecimal back = refunded(purchase);
      String status =
          back.signum() == 0
              ? "COMPLETED"
              : back.compareTo(purchase.amount()) == 0 ? "REFUNDED" : "PARTIALLY_REFUNDED";
      return new Answer(200, money(purchase, parts[4], status));
    }
    BigDecimal amount = new BigDecimal(json.path("amount").path("value").asText());
    if (purchase.amount().subtract(refunded(purchase)).compareTo(amount) < 0) {
      return refused("REFUND_AMOUNT_EXCEEDED");
    }
    if (!json.path("custom_id").asText("").matches("[A-Za-z0-9-_.,]*")) {
      return refused("INVALID_PARAMETER_SYNTAX");
    }
    return new Answer(201, json(refund(purchase, amount)));
  }

  private Refund refund(Purchase purchase, BigDecimal amount) {
    Refund refund = new Refund(newId("REF"), purchase, amount);
    refunds.put(refund.id(), refund);
    list("T1107", refund.id(), purchase, purchase.captureId);
    return refund;
  }

  /** An authorisation or a capture. */
  private static ObjectNode money(Purchase purchase, String id, String status) {
    ObjectNode money =
        object().put("id", id).put("status", status).put("custom_id", purchase.name());
    money.set("amount", purchase.unit.path("amount"));
    money.putObject("supplementary_data").putObject("related_ids").put("order_id", purchase.id);
    return money;
  }

  private static ObjectNode json(Refund refund) {
    ObjectNode json = object().put("id", refund.id()).put("status", "COMPLETED");
    json.putObject("amount")
        .put("currency_code", refund.purchase().unit.path("amount").path("currency_code").asText())
        .put("value", refund.amount().toPlainString());
    return json;
  }

  private BigDecimal refunded(Purchase purchase) {
    return refunds.values().stream()
        .filter(refund -> refund.purchase() == purchase)
        .map(Refund::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Answer verified(JsonNode question) {
    boolean good =
        question.path("webhook_id").asText().equals(WEBHOOK_ID)
            && question.path("transmission_sig").asText().equals(GOOD_SIGNATURE)
            && question.path("webhook_event").isObject();
    return new Answer(200, object().put("verification_status", good ? "SUCCESS" : "FAILURE"));
  }

  private Purchase of(String key) {
    return purchases.values().stream()
        .filter(purchase -> purchase.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  /** The buyer agrees on PayPal's page. */
  public synchronized void buyerAgrees(String key) {
    of(key).status = "APPROVED";
  }

  /** A payment that is in PayPal's books and not in ours, by its custom_id. */
  public synchronized void takes(String name, String value) {
    ObjectNode unit = object().put("custom_id", name);
    unit.putObject("amount").put("currency_code", "EUR").put("value", value);
    Purchase purchase = new Purchase(newId("5O190127TN"), unit);
    purchase.status = "COMPLETED";
    purchase.authorization = newId("AUTH");
    purchase.authorizationStatus = "CAPTURED";
    purchase.captureId = newId("CAP");
    purchases.put(purchase.id, purchase);
    list("T1300", purchase.authorization, purchase, purchase.id);
    list("T0006", purchase.captureId, purchase, purchase.authorization);
  }

  /** The merchant gives money back on PayPal's own pages. */
  public synchronized void givesBack(String key, String value) {
    refund(of(key), new BigDecimal(value));
  }

  /** As if all had happened so long before. */
  public synchronized void ages(Duration by) {
    listed.replaceAll(each -> new Listed(each.at().minus(by), each.info()));
  }

  /** The account's app has no permission for Transaction Search. */
  public synchronized void forbidSearch() {
    searchIsForbidden = true;
  }

  public synchronized void mostInSearch(int transactions) {
    mostInSearch = transactions;
  }

  public synchronized void decline() {
    declines = true;
  }

  /** Tokens given out until now are good no more. */
  public synchronized void forgetTokens() {
    forgotten = tokens;
  }

  public synchronized String status(String key) {
    Purchase purchase = of(key);
    return purchase.authorization.isEmpty() ? purchase.status : purchase.authorizationStatus;
  }

  public synchronized String amount(String key) {
    return of(key).unit.path("amount").path("value").asText();
  }

  public synchronized BigDecimal captured() {
    return purchases.values().stream()
        .filter(purchase -> !purchase.captureId.isEmpty())
        .map(Purchase::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  public synchronized BigDecimal refunded() {
    return refunds.values().stream().map(Refund::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A message as PayPal sends it. */
  public static String event(String type, String key) {
    ObjectNode event = object().put("id", "WH-1").put("event_type", type);
    event
        .putObject("resource")
        .putArray("purchase_units")
        .addObject()
        .put("custom_id", new PayPalName(key, "here").written());
    return event.toString();
  }

  /** The headers of such a message. */
  public static Map<String, String> headers(String signature) {
    return Map.of(
        "PayPal-Auth-Algo", "SHA256withRSA",
        "PayPal-Cert-Url", "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1",
        "PayPal-Transmission-Id", "b1",
        "PayPal-Transmission-Sig", signature,
        "PayPal-Transmission-Time", "2026-03-01T12:00:00Z");
  }
}
