package org.onsale.platform;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives scripts and styles compressed to who can read that: a page is painted when its style is
 * there, and compressed it is a quarter. A name stands for its content, so each is compressed once
 * and kept for as long as the process lives; there are a few dozen.
 */
@Singleton
final class CompressedBundle {
  /** After the guard, which has refused what is no request and set the usual headers. */
  private static final int LATE = 100;

  private static final Pattern FILE = Pattern.compile("/static/bundle/([\\w.-]+\\.(?:js|css))");

  private final Map<String, Buffer> compressed = new ConcurrentHashMap<>();

  void register(@Observes Filters filters) {
    filters.register(this::serve, LATE);
  }

  private void serve(RoutingContext context) {
    Matcher file = FILE.matcher(context.normalizedPath());
    if (context.request().method() != HttpMethod.GET
        || !file.matches()
        || !Gzip.isAccepted(context.request().getHeader(HttpHeaders.ACCEPT_ENCODING))) {
      context.next();
      return;
    }
    String name = file.group(1);
    String type =
        name.endsWith(".css") ? "text/css;charset=UTF-8" : "text/javascript;charset=UTF-8";
    Buffer known = compressed.get(name);
    if (known != null) {
      send(context, type, known);
      return;
    }
    context
        .vertx()
        .executeBlocking(() -> compress(name), false)
        .onComplete(
            made -> made.ifPresentOrElse(bytes -> send(context, type, bytes), context::next),
            failure -> context.next());
  }

  private static void send(RoutingContext context, String type, Buffer bytes) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CONTENT_ENCODING, "gzip")
        .putHeader(HttpHeaders.VARY, "accept-encoding")
        .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
        .end(bytes);
  }

  /** Empty when there is no such file. */
  private Optional<Buffer> compress(String name) {
    String resource = "META-INF/resources/static/bundle/" + name;
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (@Nullable InputStream plain = loader.getResourceAsStream(resource)) {
      if (plain == null) {
        return Optional.empty();
      }
      Buffer made = Buffer.buffer(Gzip.small(plain.readAllBytes()));
      compressed.put(name, made);
      return Optional.of(made);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
