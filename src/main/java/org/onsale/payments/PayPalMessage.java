package org.onsale.payments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A message that says it comes from PayPal; only PayPal can tell whether it does. */
record PayPalMessage(String body, JsonNode json, Map<String, String> signature) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** The headers of a signature, by the names they have in the question. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "auth_algo", "PayPal-Auth-Algo",
          "cert_url", "PayPal-Cert-Url",
          "transmission_id", "PayPal-Transmission-Id",
          "transmission_sig", "PayPal-Transmission-Sig",
          "transmission_time", "PayPal-Transmission-Time");

  /** Empty when it has no signature or is not one piece of JSON. */
  static Optional<PayPalMessage> read(Function<String, Optional<String>> header, String body) {
    var signature = new HashMap<String, String>();
    HEADERS.forEach(
        (name, from) -> header.apply(from).ifPresent(value -> signature.put(name, value)));
    try {
      JsonNode json = JSON.readTree(body);
      return signature.size() == HEADERS.size() && json.isObject()
          ? Optional.of(new PayPalMessage(body, json, Map.copyOf(signature)))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * What PayPal is asked. The body goes along to the letter, for the signature is over its bytes:
   * parsed and written again it would be another.
   */
  String question(String webhookId) {
    ObjectNode question = JSON.createObjectNode().put("webhook_id", webhookId);
    signature.forEach(question::put);
    String head = question.toString();
    return head.substring(0, head.length() - 1) + ",\"webhook_event\":" + body + "}";
  }

  /** The attempt that it is about. */
  Optional<String> key() {
    JsonNode resource = json.path("resource");
    String name =
        resource
            .path("custom_id")
            .asText(resource.path("purchase_units").path(0).path("custom_id").asText(""));
    return PayPalName.read(name).map(PayPalName::key);
  }
}
