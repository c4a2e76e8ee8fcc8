package org.onsale.payments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Speaks PayPal's REST API: signs in, repeats after a token has run out, and tells answers that
 * count from those that do not.
 */
final class PayPalClient {
  private static final Logger LOG = Logger.getLogger(PayPalClient.class);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A token is not used in its last moments. */
  private static final long SPARE_SECONDS = 60;

  private final PayPalSettings settings;
  private final Clock clock;
  private final ProviderLine line;
  private final ReentrantLock signingIn = new ReentrantLock();
  private volatile @Nullable Token token;

  PayPalClient(PayPalSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.line = new ProviderLine("PayPal", clock);
  }

  private record Token(String value, Instant until) {
    @Override
    public String toString() {
      return "a token until " + until;
    }
  }

  /**
   * An answer that counts.
   *
   * @param status below 500; neither 401, 403, 409 nor 429
   * @param body a missing node when there is none
   */
  record Answer(int status, JsonNode body) {
    boolean isDone() {
      return status < 300;
    }

    /** Whether PayPal refused for this reason, such as {@code INSTRUMENT_DECLINED}. */
    boolean isRefusedFor(String issue) {
      for (JsonNode detail : body.path("details")) {
        if (detail.path("issue").asText("").equals(issue)) {
          return true;
        }
      }
      return false;
    }

    String text(String field) {
      return body.path(field).asText("");
    }
  }

  /** The account's app lacks a permission. */
  static final class Forbidden extends IOException {
    private static final long serialVersionUID = 1;

    Forbidden() {
      super("PayPal answered 403");
    }
  }

  boolean isDown() {
    return line.isDown();
  }

  /**
   * @throws IOException when there is no answer that counts
   */
  Answer get(String path, Deadline deadline) throws IOException {
    return ask(to(path).GET(), path, deadline);
  }

  /**
   * @param requestId the same again gets the same answer again
   * @throws IOException when there is no answer that counts
   */
  Answer post(String path, String requestId, Object body, Deadline deadline) throws IOException {
    String text = body instanceof String written ? written : JSON.writeValueAsString(body);
    HttpRequest.Builder request =
        to(path)
            .header("Content-Type", "application/json")
            .header("Prefer", "return=representation")
            .POST(BodyPublishers.ofString(text));
    if (!requestId.isEmpty()) {
      request.header("PayPal-Request-Id", requestId);
    }
    return ask(request, path, deadline);
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(settings.api().resolve(path))
        .header("Accept", "application/json");
  }

  private Answer ask(HttpRequest.Builder request, String path, Deadline deadline)
      throws IOException {
    Token used = token(deadline);
    ProviderLine.Reply reply = line.send(signed(request, used), deadline);
    if (reply.status() == 401) {
      forget(used);
      reply = line.send(signed(request, token(deadline)), deadline);
    }
    int status = reply.status();
    if (status == 403) {
      throw new Forbidden();
    }
    if (reply.isFault() || status == 401 || status == 409 || status == 429) {
      throw new IOException("PayPal answered " + status);
    }
    Answer answer = new Answer(status, parsed(reply.body()));
    if (answer.isRefusedFor("PREVIOUS_REQUEST_IN_PROGRESS")) {
      throw new IOException("PayPal is still at the same request");
    }
    if (!answer.isDone()) {
      LOG.warnf(
          "PayPal refused %s: status %d, %s %s, debug id %s",
          path.split("\\?", 2)[0],
          status,
          answer.text("name"),
          answer.body().path("details").path(0).path("issue").asText(""),
          answer.text("debug_id"));
    }
    return answer;
  }

  private static HttpRequest signed(HttpRequest.Builder request, Token token) {
    return request.setHeader("Authorization", "Bearer " + token.value()).build();
  }

  /** One signs in, when a token ends in the middle of a sale; the others wait for it. */
  private Token token(Deadline deadline) throws IOException {
    Token known = good();
    if (known != null) {
      return known;
    }
    if (!waited(deadline)) {
      throw new IOException("PayPal does not let us sign in in time");
    }
    try {
      Token fresh = good();
      return fresh != null ? fresh : signIn(deadline);
    } finally {
      signingIn.unlock();
    }
  }

  private @Nullable Token good() {
    Token known = token;
    return known != null && clock.instant().isBefore(known.until()) ? known : null;
  }

  private boolean waited(Deadline deadline) throws IOException {
    try {
      return signingIn.tryLock(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private Token signIn(Deadline deadline) throws IOException {
    byte[] pair =
        (settings.clientId() + ":" + settings.clientSecret()).getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        to("/v1/oauth2/token")
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("grant_type=client_credentials"))
            .build();
    ProviderLine.Reply reply = line.send(request, deadline);
    if (reply.status() != 200) {
      LOG.errorf("PayPal lets us not sign in: status %d. Look at its keys", reply.status());
      throw new IOException("PayPal lets us not sign in");
    }
    JsonNode body = parsed(reply.body());
    Token fresh =
        new Token(
            body.path("access_token").asText(""),
            clock.instant().plusSeconds(body.path("expires_in").asLong(0) - SPARE_SECONDS));
    token = fresh;
    return fresh;
  }

  private void forget(Token used) {
    if (used.equals(token)) {
      token = null;
    }
  }

  private static JsonNode parsed(String body) throws IOException {
    try {
      return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IOException("PayPal's answer is no JSON", e);
    }
  }
}
