package org.onsale.payments;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.onsale.platform.TimedCall;

/**
 * HTTP to one provider: every call is over by its deadline, is repeated while that allows it, and
 * is not made at all while the provider is known to be down. So only requests go through it that
 * may be repeated: reads, and writes that carry the provider's idempotency key.
 *
 * <p>Logs name the path and the kind of failure; never headers, bodies or queries.
 */
final class ProviderLine {
  private static final Logger LOG = Logger.getLogger(ProviderLine.class);

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final int TRIES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(150);
  private static final long MAX_ANSWER = 1024 * 1024;

  /** HTTP/1.1: a broken connection takes one call with it, not all that share it. */
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final String provider;
  private final Breaker breaker;

  ProviderLine(String provider, Clock clock) {
    this.provider = provider;
    this.breaker = new Breaker(clock);
  }

  /** What the provider said. */
  record Reply(int status, HttpHeaders headers, String body) {
    /** Worth a repetition: too many requests, one with this key under way, or a fault of theirs. */
    private boolean isPassing() {
      boolean inVain = headers.firstValue("Stripe-Should-Retry").orElse("").equals("false");
      return !inVain && (status == 429 || status == 409 || isFault());
    }

    boolean isFault() {
      return status >= 500;
    }
  }

  /** Whether the provider is known to be down, so that no call is made. */
  boolean isDown() {
    return breaker.isOpen();
  }

  /**
   * Asks until there is an answer that counts, or the last one there was time for.
   *
   * @throws IOException when there is none in time
   */
  Reply send(HttpRequest request, Deadline deadline) throws IOException {
    for (int tried = 1; ; tried++) {
      if (!breaker.admits()) {
        throw new IOException(provider + " is down");
      }
      Duration pause = pause(tried);
      boolean last = tried == TRIES;
      try {
        Reply reply = once(request, deadline);
        if (last || !reply.isPassing() || deadline.left().compareTo(pause) <= 0) {
          return reply;
        }
      } catch (IOException e) {
        LOG.debugf("%s %s %s: %s", provider, request.method(), request.uri().getPath(), e);
        if (last || deadline.left().compareTo(pause) <= 0) {
          throw e;
        }
      }
      rest(pause);
    }
  }

  private Reply once(HttpRequest request, Deadline deadline) throws IOException {
    try {
      HttpResponse<byte[]> response = TimedCall.send(client, request, deadline.left(), MAX_ANSWER);
      String body = new String(response.body(), StandardCharsets.UTF_8);
      Reply reply = new Reply(response.statusCode(), response.headers(), body);
      if (reply.isFault()) {
        breaker.failed();
      } else {
        breaker.answered();
      }
      return reply;
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      breaker.failed();
      throw new IOException(provider + " gave " + e.getMessage(), e.getCause());
    }
  }

  /** Doubles with each try, and is spread so that not all come back at once. */
  private static Duration pause(int tried) {
    long millis = FIRST_PAUSE.toMillis() << (tried - 1);
    return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis));
  }

  private static void rest(Duration pause) throws IOException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
