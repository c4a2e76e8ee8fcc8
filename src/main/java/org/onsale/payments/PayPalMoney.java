package org.onsale.payments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.onsale.platform.Money;

/**
 * Money that PayPal has set aside or taken: an authorisation or a capture, as Payments v2 shows it.
 */
record PayPalMoney(JsonNode json) {

  String id() {
    return json.path("id").asText("");
  }

  Optional<PayPalName> name() {
    return PayPalName.read(json.path("custom_id").asText(""));
  }

  Money amount() {
    return PayPalAmounts.money(json.path("amount"));
  }

  /** PayPal's order that it belongs to; empty if it does not say. */
  String order() {
    return json.at("/supplementary_data/related_ids/order_id").asText("");
  }

  boolean isGivenBackInPart() {
    return status().equals("PARTIALLY_REFUNDED");
  }

  boolean isGivenBack() {
    return status().equals("REFUNDED");
  }

  private String status() {
    return json.path("status").asText("");
  }

  /** Unknown of what PayPal has not decided, and of an authorisation whose capture tells. */
  PaymentState state() {
    return switch (status()) {
      case "CREATED" -> PaymentState.AUTHORISED;
      case "COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED" -> PaymentState.CAPTURED;
      case "DECLINED", "DENIED", "FAILED" -> PaymentState.DECLINED;
      case "VOIDED", "EXPIRED" -> PaymentState.CANCELLED;
      default -> PaymentState.UNKNOWN;
    };
  }
}
