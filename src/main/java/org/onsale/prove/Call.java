package org.onsale.prove;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that may be sent any number of times, to any node.
 *
 * @param about what it is about, for the history: a hold, an order, a ticket
 */
record Call(
    Kind kind,
    String method,
    String path,
    @Nullable String body,
    Map<String, String> headers,
    String about) {

  /** What is asked, and the answers that the contract has for it besides "come again". */
  enum Kind {
    LOOK(200),
    HOLD(200, 201, 409, 410),
    RELEASE(204, 409),
    ORDER(201, 409, 410),
    PAY(200, 202, 402, 409, 410),
    REFUND(200, 201, 409),
    VIEW(200),
    SCAN(200);

    private final Set<Integer> expected;

    Kind(Integer... expected) {
      this.expected = Set.of(expected);
    }

    boolean movesMoney() {
      return this == PAY || this == REFUND;
    }

    boolean expects(int status) {
      return expected.contains(status) || isComeAgain(status);
    }
  }

  /** No answer, or a server that is too busy to give one. */
  static boolean isComeAgain(int status) {
    return status == 0 || status == 503 || status == 429;
  }

  static Call look(long event) {
    return get(Kind.LOOK, "/api/v1/events/" + event + "/availability", "event " + event);
  }

  static Call hold(long event, UUID hold, String body) {
    return new Call(Kind.HOLD, "PUT", holdPath(event, hold), body, Map.of(), hold.toString());
  }

  static Call release(long event, UUID hold) {
    return new Call(Kind.RELEASE, "DELETE", holdPath(event, hold), null, Map.of(), hold.toString());
  }

  private static String holdPath(long event, UUID hold) {
    return "/api/v1/events/" + event + "/holds/" + hold;
  }

  static Call order(long event, UUID hold, int buyer, String key) {
    String body =
        """
        {"event": "%d", "holdId": "%s",
         "buyer": {"name": "Buyer %d", "email": "buyer-%d@example.org"}}
        """
            .formatted(event, hold, buyer, buyer);
    Map<String, String> headers = Map.of("Idempotency-Key", key);
    return new Call(Kind.ORDER, "POST", "/api/v1/orders", body, headers, hold.toString());
  }

  static Call pay(String code, String secret, String outcome, String key) {
    String body =
        """
        {"secret": "%s", "method": "sandbox", "outcome": "%s"}
        """
            .formatted(secret, outcome);
    Map<String, String> headers = Map.of("Idempotency-Key", key);
    return new Call(Kind.PAY, "POST", "/api/v1/orders/" + code + "/payments", body, headers, code);
  }

  static Call answerOffer(String code, String secret, String answer) {
    String path = "/api/v1/orders/" + code + "/offer/" + answer;
    String body = "{\"secret\": \"" + secret + "\"}";
    return new Call(Kind.PAY, "POST", path, body, Map.of(), code);
  }

  /**
   * @param lines of the order; none for all that are left
   */
  static Call giveBack(String code, String secret, List<Integer> lines, String key) {
    String body = "{\"secret\": \"" + secret + "\"" + named(lines) + "}";
    String path = "/api/v1/orders/" + code + "/refunds";
    return new Call(Kind.REFUND, "POST", path, body, Map.of("Idempotency-Key", key), code);
  }

  /** The same by an organiser, who has a {@code token} for it. */
  static Call refund(
      Stage.Sale sale, String code, List<Integer> lines, boolean withFees, String key) {
    String body = "{\"withFees\": " + withFees + named(lines) + "}";
    String path = "/api/v1/organiser/events/" + sale.event() + "/orders/" + code + "/refunds";
    Map<String, String> headers =
        Map.of("Idempotency-Key", key, "Authorization", "Bearer " + sale.organiser());
    return new Call(Kind.REFUND, "POST", path, body, headers, code);
  }

  private static String named(List<Integer> lines) {
    return lines.isEmpty() ? "" : ", \"lines\": " + lines;
  }

  /** Asks the gateway once more for a refund that it has refused. */
  static Call refundAgain(Stage.Sale sale, String code, int number) {
    String path =
        "/api/v1/organiser/events/%d/orders/%s/refunds/%d/attempts"
            .formatted(sale.event(), code, number);
    Map<String, String> headers = Map.of("Authorization", "Bearer " + sale.organiser());
    return new Call(Kind.REFUND, "POST", path, null, headers, code);
  }

  static Call view(String code, String secret) {
    return get(Kind.VIEW, "/api/v1/orders/" + code + "?secret=" + secret, code);
  }

  static Call scan(long event, String token, String code, String scan) {
    String body =
        """
        {"code": "%s", "scanId": "%s"}
        """
            .formatted(code, scan);
    Map<String, String> headers = Map.of("Authorization", "Bearer " + token);
    return new Call(
        Kind.SCAN, "POST", "/api/v1/gates/" + event + "/scans", body, headers, "scan " + scan);
  }

  private static Call get(Kind kind, String path, String about) {
    return new Call(kind, "GET", path, null, Map.of(), about);
  }
}
