package org.onsale.webhooks;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.onsale.platform.Phrase;

/**
 * HTTP to servers that organisers name: to the address that {@link TargetRules} judged, whatever
 * its name resolves to a moment later, with the name still in TLS and in the request; the whole in
 * a few seconds, without redirects, and with no more read of the answer than is kept.
 *
 * <p>Vert.x's client, for the JDK's cannot be told which address to connect to.
 */
final class Line implements AutoCloseable {
  static final int ANSWER_BYTES = 1024;
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(4);

  private final TargetRules rules;
  private final HttpClient client;
  private final Duration limit;
  private final ExecutorService lookUps =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-names").factory());

  /**
   * @param limit for all of a request
   */
  Line(Vertx vertx, TargetRules rules, HttpClientOptions options, Duration limit) {
    this.rules = rules;
    this.limit = limit;
    this.client =
        vertx.createHttpClient(
            options
                .setConnectTimeout(Math.toIntExact(CONNECT_LIMIT.toMillis()))
                .setKeepAliveTimeout(Math.toIntExact(IDLE.toSeconds()))
                .setMaxPoolSize(Courier.WORKERS));
  }

  /** Posts the body and waits for the answer's beginning. */
  Reply post(URI url, Map<String, String> headers, String body) {
    var sending = new Sending(url, headers, body);
    lookUps.execute(sending::begin);
    try {
      return sending.answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      sending.abandon();
      return Reply.none(Phrase.of("No answer within {1} seconds.", limit.toSeconds()));
    } catch (ExecutionException e) {
      return Reply.none(words(e));
    } catch (InterruptedException e) {
      sending.abandon();
      Thread.currentThread().interrupt();
      return Reply.none(Phrase.of("The node stopped before there was an answer."));
    }
  }

  /** The future wraps nothing: what failed is the cause. Its own words are for who mends it. */
  private static Phrase words(ExecutionException failure) {
    Throwable cause = Objects.requireNonNullElse(failure.getCause(), failure);
    String type = cause.getClass().getSimpleName();
    Phrase own = Phrase.stored(Objects.requireNonNullElse(cause.getMessage(), type));
    return switch (cause) {
      case UnknownHostException _ -> Phrase.of("The name cannot be used: {1}", own);
      case ConnectException _ -> Phrase.of("There was no connection: {1}", own);
      case SSLException _ -> Phrase.of("The connection could not be made secure: {1}", own);
      case HttpClosedException _ ->
          Phrase.of("The connection was closed before there was an answer.");
      default -> Phrase.of("The request failed: {1}", Phrase.of("{1}: {2}", type, own));
    };
  }

  /** One request on its way. */
  private final class Sending {
    private final URI url;
    private final Map<String, String> headers;
    private final String body;
    private final CompletableFuture<Reply> answer = new CompletableFuture<>();
    private final CompletableFuture<HttpClientRequest> request = new CompletableFuture<>();
    private final Buffer read = Buffer.buffer();

    Sending(URI url, Map<String, String> headers, String body) {
      this.url = url;
      this.headers = headers;
      this.body = body;
    }

    void begin() {
      try {
        client.request(options(rules.resolve(url))).onSuccess(this::send).onFailure(this::failed);
      } catch (UnknownHostException | RuntimeException e) {
        failed(e);
      }
    }

    private RequestOptions options(InetAddress address) {
      boolean tls = url.getScheme().equalsIgnoreCase("https");
      int port = url.getPort() >= 0 ? url.getPort() : tls ? 443 : 80;
      String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
      return new RequestOptions()
          .setMethod(HttpMethod.POST)
          .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
          .setHost(url.getHost())
          .setPort(port)
          .setSsl(tls)
          .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
          .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(headers));
    }

    private void send(HttpClientRequest made) {
      request.complete(made);
      made.exceptionHandler(this::failed);
      if (answer.isDone()) {
        made.reset();
        return;
      }
      made.response().onSuccess(this::read).onFailure(this::failed);
      made.end(body);
    }

    private void read(HttpClientResponse response) {
      response.exceptionHandler(this::failed);
      response.endHandler(end -> answered(response));
      response.handler(
          part -> {
            read.appendBuffer(part, 0, Math.min(part.length(), ANSWER_BYTES - read.length()));
            if (read.length() == ANSWER_BYTES) {
              answered(response);
              response.request().reset();
            }
          });
    }

    private void answered(HttpClientResponse response) {
      String begins = new String(read.getBytes(), StandardCharsets.UTF_8).replace("\0", "");
      answer.complete(new Reply(response.statusCode(), begins));
    }

    private void failed(Throwable cause) {
      answer.completeExceptionally(cause);
    }

    void abandon() {
      answer.cancel(false);
      request.thenAccept(HttpClientRequest::reset);
    }
  }

  @Override
  public void close() {
    client.close();
    lookUps.shutdownNow();
  }
}
