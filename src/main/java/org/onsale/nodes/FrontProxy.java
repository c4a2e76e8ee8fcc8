package org.onsale.nodes;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.util.Iterator;
import java.util.Set;

/**
 * One event loop of the proxy. Nodes take turns; a node that cannot be reached is passed over, and
 * a request that may be repeated is sent to the next when a node dies over it. Answers are streamed
 * as they come.
 */
final class FrontProxy extends AbstractVerticle {
  /** Methods of which the same request twice is the same as once. */
  private static final Set<HttpMethod> REPEATABLE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.PUT, HttpMethod.DELETE);

  /** What may be kept of a body to send it again. */
  private static final long KEPT_BODY = 64 * 1024;

  private static final String LOOPBACK = "127.0.0.1";
  private static final int MOST_CONNECTIONS = 50_000;
  private static final int CONNECT_MILLIS = 1_000;

  /** A stream of events beats every 15 seconds; a node that is silent for longer is stuck. */
  private static final int IDLE_SECONDS = 40;

  private static final String BUSY =
      """
      {"status":503,"type":"/problems/busy","title":"Too much to do at the moment",\
      "detail":"No node answers. Come again in a moment."}""";

  private final Rotation rotation;
  private final int port;

  FrontProxy(Rotation rotation, int port) {
    this.rotation = rotation;
    this.port = port;
  }

  @Override
  public void start(Promise<Void> started) {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setMaxWaitQueueSize(MOST_CONNECTIONS)
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(IDLE_SECONDS));
    HttpProxy proxy =
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
            .origin(context -> connect(context, rotation.turns().iterator()))
            .addInterceptor(new Forwarding());
    vertx
        .createHttpServer(
            new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setIdleTimeout(2 * IDLE_SECONDS))
        .requestHandler(proxy)
        .listen(port)
        .<Void>mapEmpty()
        .onComplete(started);
  }

  /** To the first node that takes a connection; nothing was sent to those before. */
  private Future<HttpClientRequest> connect(ProxyContext context, Iterator<Node> turns) {
    if (!turns.hasNext()) {
      return Future.failedFuture("no node takes a connection");
    }
    Node node = turns.next();
    return context
        .client()
        .request(new RequestOptions().setHost(LOOPBACK).setPort(node.port()))
        .map(
            request -> {
              // The node sees the host that the client has asked for.
              HostAndPort asked = context.request().proxiedRequest().authority();
              return asked == null ? request : request.authority(asked);
            })
        .recover(
            failure -> {
              node.setInRotation(false);
              return connect(context, turns);
            });
  }

  private final class Forwarding implements ProxyInterceptor {

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
      HttpServerRequest request = context.request().proxiedRequest();
      introduce(context.request(), request);
      Future<ProxyResponse> answer =
          isRepeatable(request)
              ? keptBody(request).compose(body -> send(context, body, rotation.size()))
              : context.sendRequest();
      return answer.recover(failure -> Future.succeededFuture(busy(context.request())));
    }

    /** This proxy is the first, so what a client says about proxies before it is not passed on. */
    private static void introduce(ProxyRequest forwarded, HttpServerRequest request) {
      forwarded.headers().remove("Forwarded");
      forwarded.headers().remove("X-Forwarded-Host");
      forwarded.headers().remove("X-Forwarded-Port");
      forwarded.putHeader("X-Forwarded-For", request.remoteAddress().hostAddress());
      forwarded.putHeader("X-Forwarded-Proto", "http");
    }

    private static boolean isRepeatable(HttpServerRequest request) {
      if (!REPEATABLE.contains(request.method())
          || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
        return false;
      }
      String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
      return length == null || (length.length() < 10 && Long.parseLong(length) <= KEPT_BODY);
    }

    private static Future<Buffer> keptBody(HttpServerRequest request) {
      Future<Buffer> body = request.body();
      request.resume();
      return body;
    }

    private Future<ProxyResponse> send(ProxyContext context, Buffer body, int tries) {
      context.request().setBody(body.length() == 0 ? null : Body.body(body));
      return context
          .sendRequest()
          .recover(
              failure ->
                  tries > 1 && !context.request().proxiedRequest().response().closed()
                      ? send(context, body, tries - 1)
                      : Future.failedFuture(failure));
    }

    private static ProxyResponse busy(ProxyRequest request) {
      ProxyResponse response = request.release().response().setStatusCode(503);
      response.putHeader("Content-Type", "application/problem+json");
      response.putHeader("Retry-After", "1");
      return response.setBody(Body.body(Buffer.buffer(BUSY)));
    }
  }
}
