package org.onsale.webhooks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An organiser's server, which notes what it is told and answers as a test says. */
final class Receiver implements AutoCloseable {

  /** What came, as it came. */
  record Heard(String path, String id, String timestamp, String signature, String body) {

    /** As a receiver would, from the words of the specification and not from our code. */
    boolean isSignedBy(String secret) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] key = Base64.getDecoder().decode(secret.replaceFirst("whsec_", ""));
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] wanted =
            mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
        return Stream.of(signature.split(" "))
            .map(each -> Base64.getDecoder().decode(each.substring("v1,".length())))
            .anyMatch(given -> MessageDigest.isEqual(given, wanted));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  final List<Heard> heard = new CopyOnWriteArrayList<>();

  /** The status of the answer. */
  volatile Function<Heard, Integer> answers = told -> 200;

  volatile String answer = "thanks";
  volatile String location = "";

  private final HttpServer server;

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var told =
          new Heard(
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders().getFirst("webhook-id"),
              exchange.getRequestHeaders().getFirst("webhook-timestamp"),
              exchange.getRequestHeaders().getFirst("webhook-signature"),
              body);
      heard.add(told);
      int status = answers.apply(told);
      byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
      if (!location.isEmpty()) {
        exchange.getResponseHeaders().set("Location", location);
      }
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  String url(String path) {
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  List<String> ids() {
    return heard.stream().map(Heard::id).toList();
  }

  /** The types told, in order. */
  List<String> types() {
    return heard.stream()
        .map(each -> each.body().replaceAll(".*\"type\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
