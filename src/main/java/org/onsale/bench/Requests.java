package org.onsale.bench;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The bytes of the requests that buyers send. */
final class Requests {
  static final String API = "/api/v1";

  private Requests() {}

  /**
   * @param headers whole lines, such as {@code If-None-Match: "1"}
   */
  static byte[] get(String path, String... headers) {
    StringBuilder head = head("GET", path);
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * A hold of two neighbours.
   *
   * @param root what holds are asked of: {@link #API}, or that of a baseline
   */
  static byte[] hold(String root, Pair pair, UUID hold) {
    String body = "{\"seats\":[" + pair.seat() + "," + (pair.seat() + 1) + "]}";
    return withBody("PUT", holdPath(root, pair.event(), hold), "", body);
  }

  static byte[] release(long event, UUID hold) {
    return head("DELETE", holdPath(API, event, hold))
        .append("\r\n")
        .toString()
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String holdPath(String root, long event, UUID hold) {
    return root + "/events/" + event + "/holds/" + hold;
  }

  /**
   * @param buyer makes the name and the address
   */
  static byte[] order(long event, UUID hold, String buyer) {
    String body =
        "{\"event\":\""
            + event
            + "\",\"holdId\":\""
            + hold
            + "\",\"buyer\":{\"name\":\"Buyer "
            + buyer
            + "\",\"email\":\""
            + buyer
            + "@example.org\"}}";
    return withBody("POST", API + "/orders", "Idempotency-Key: " + hold + "\r\n", body);
  }

  /**
   * @param outcome approve or decline
   */
  static byte[] payment(String code, String secret, String outcome) {
    return payment(code, secret, "sandbox", outcome);
  }

  static byte[] payment(String code, String secret, String method, String outcome) {
    String body =
        "{\"secret\":\""
            + secret
            + "\",\"method\":\""
            + method
            + "\",\"outcome\":\""
            + outcome
            + "\"}";
    String key = "Idempotency-Key: " + code + outcome + "\r\n";
    return withBody("POST", API + "/orders/" + code + "/payments", key, body);
  }

  private static byte[] withBody(String method, String path, String headers, String body) {
    return head(method, path)
        .append(headers)
        .append("Content-Type: application/json\r\nContent-Length: ")
        .append(body.length())
        .append("\r\n\r\n")
        .append(body)
        .toString()
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static StringBuilder head(String method, String path) {
    return new StringBuilder(256)
        .append(method)
        .append(' ')
        .append(path)
        .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
  }
}
