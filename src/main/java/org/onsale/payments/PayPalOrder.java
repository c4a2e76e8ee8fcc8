package org.onsale.payments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.onsale.platform.Money;

/**
 * An order of PayPal's, read for the one payment that ours have.
 *
 * @param isGivenUp whether we shall never ask for its money, whatever the buyer does there
 */
record PayPalOrder(JsonNode json, boolean isGivenUp) {
  /** By which names PayPal has called the link to the buyer's page. */
  private static final Set<String> PAGE = Set.of("payer-action", "approve");

  PayPalOrder(JsonNode json) {
    this(json, false);
  }

  PayPalOrder givenUp() {
    return new PayPalOrder(json, true);
  }

  String id() {
    return json.path("id").asText("");
  }

  /** Where the buyer agrees; empty when there is nothing to agree to. */
  String page() {
    for (JsonNode link : json.path("links")) {
      if (PAGE.contains(link.path("rel").asText(""))) {
        return link.path("href").asText("");
      }
    }
    return "";
  }

  /** Whether PayPal was asked to set the money aside and has an answer. */
  boolean isSetAside() {
    return !authorisation().isEmpty();
  }

  String authorisation() {
    return payment("authorizations").path("id").asText("");
  }

  String capture() {
    return payment("captures").path("id").asText("");
  }

  private JsonNode payment(String kind) {
    return json.path("purchase_units").path(0).path("payments").path(kind).path(0);
  }

  /**
   * What was given back of it, by whomever.
   *
   * @param none nothing, in its currency
   */
  Money givenBack(Money none) {
    Money sum = none;
    for (JsonNode refund : json.path("purchase_units").path(0).path("payments").path("refunds")) {
      String status = refund.path("status").asText("");
      if (status.equals("COMPLETED") || status.equals("PENDING")) {
        sum = sum.plus(PayPalAmounts.money(refund.path("amount")));
      }
    }
    return sum;
  }

  PaymentState state() {
    if (isGivenUp) {
      return PaymentState.CANCELLED;
    }
    return switch (json.path("status").asText("")) {
      case "CREATED", "SAVED", "PAYER_ACTION_REQUIRED" -> PaymentState.BUYER_ACTS;
      case "APPROVED" -> PaymentState.AGREED;
      case "VOIDED" -> PaymentState.CANCELLED;
      case "COMPLETED" -> stateOfMoney();
      default -> PaymentState.UNKNOWN;
    };
  }

  private PaymentState stateOfMoney() {
    return switch (payment("authorizations").path("status").asText("")) {
      case "CREATED" -> PaymentState.AUTHORISED;
      case "CAPTURED", "PARTIALLY_CAPTURED" -> PaymentState.CAPTURED;
      case "DENIED" -> PaymentState.DECLINED;
      case "VOIDED", "EXPIRED" -> PaymentState.CANCELLED;
      default -> PaymentState.UNKNOWN;
    };
  }
}
