package org.onsale.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.onsale.identity.Sessions;
import org.onsale.identity.SignedIn;
import org.onsale.platform.RunningDatabase;

/** The door of the office has no gap: everything that is behind it is tried from outside. */
@QuarkusTest
@WithTestResource(value = RunningDatabase.class, scope = TestResourceScope.GLOBAL)
class OfficeDoorTest {
  private static final String CONTRACT = "/api/v1/organiser/";

  /** Shows the parts of pages, and nothing of anybody. */
  private static final String SHOWCASE = "/design";

  private static final List<Route> OFFICE =
      routes("backoffice").stream().filter(route -> !route.path.equals(SHOWCASE)).toList();
  private static final List<Route> API =
      routes("api").stream().filter(route -> route.path.startsWith(CONTRACT)).toList();

  private final HttpClient client = HttpClient.newHttpClient();

  @TestHTTPResource("/")
  URI server;

  @Inject SignedIn organiser;

  /**
   * @param path with something in place of each parameter
   * @param type of the body that is taken
   */
  private record Route(String method, String path, String type) {
    boolean changesSomething() {
      return !method.equals("GET");
    }

    HttpRequest.Builder request(URI server) {
      String sent = type.equals(MediaType.MULTIPART_FORM_DATA) ? type + "; boundary=cut" : type;
      return HttpRequest.newBuilder(server.resolve(path))
          .header("Content-Type", sent)
          .method(method, changesSomething() ? body() : BodyPublishers.noBody());
    }

    private HttpRequest.BodyPublisher body() {
      return BodyPublishers.ofString(
          switch (type) {
            case MediaType.MULTIPART_FORM_DATA -> "--cut--\r\n";
            case MediaType.APPLICATION_FORM_URLENCODED -> "name=x";
            default -> "{}";
          });
    }
  }

  /** Of all the classes of a module, as they were compiled. */
  private static List<Route> routes(String module) {
    try (Stream<java.nio.file.Path> files =
        Files.list(java.nio.file.Path.of("target/classes/org/onsale", module))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class"))
          .map(name -> type("org.onsale." + module + "." + name.replace(".class", "")))
          .filter(type -> type.isAnnotationPresent(Path.class))
          .flatMap(type -> Stream.of(type.getDeclaredMethods()))
          .flatMap(method -> route(method).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name, false, OfficeDoorTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Route> route(Method method) {
    return Stream.of(method.getAnnotations())
        .map(each -> each.annotationType().getAnnotation(HttpMethod.class))
        .filter(Objects::nonNull)
        .findFirst()
        .map(verb -> new Route(verb.value(), path(method), consumed(method)));
  }

  private static String path(Method method) {
    UriBuilder path = UriBuilder.fromResource(method.getDeclaringClass());
    if (method.isAnnotationPresent(Path.class)) {
      path.path(method);
    }
    return path.toTemplate()
        .replaceAll("\\{[^}:]+: *([^}|]+)[^}]*}", "$1")
        .replaceAll("\\{(webhook|id)}", "00000000-0000-0000-0000-000000000001")
        .replaceAll("\\{[^}]+}", "1");
  }

  private static String consumed(Method method) {
    return Stream.of(method, method.getDeclaringClass())
        .map(each -> each.getAnnotation(Consumes.class))
        .filter(Objects::nonNull)
        .findFirst()
        .map(consumes -> consumes.value()[0])
        .orElse(MediaType.APPLICATION_FORM_URLENCODED);
  }

  private HttpResponse<String> answer(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void who_has_not_signed_in_is_led_to_the_door_from_every_page() throws Exception {
    List<String> open = new ArrayList<>();
    for (Route route : OFFICE) {
      HttpResponse<String> answer =
          answer(route.request(server).header("Accept", "text/html,*/*;q=0.8"));
      String door = answer.headers().firstValue("Location").orElse("");
      if (answer.statusCode() != 303 || !door.contains("/sign-in")) {
        open.add(answer.statusCode() + " " + route);
      }
    }
    assertThat(open).isEmpty();
    assertThat(OFFICE).hasSizeGreaterThan(100);
  }

  @Test
  void who_has_no_token_is_refused_everywhere() throws Exception {
    List<String> open = new ArrayList<>();
    for (Route route : API) {
      HttpResponse<String> answer = answer(route.request(server));
      if (answer.statusCode() != 401) {
        open.add(answer.statusCode() + " " + route);
      }
    }
    assertThat(open).isEmpty();
    assertThat(API).hasSizeGreaterThan(60);
  }

  @Test
  void a_session_alone_changes_nothing() throws Exception {
    List<String> open = new ArrayList<>();
    for (Route route : Stream.concat(OFFICE.stream(), API.stream()).toList()) {
      if (route.changesSomething()) {
        HttpResponse<String> answer =
            answer(
                route.request(server).header("Cookie", Sessions.COOKIE + "=" + organiser.cookie()));
        if (answer.statusCode() != 403 || !answer.body().contains("/problems/csrf-token")) {
          open.add(answer.statusCode() + " " + route);
        }
      }
    }
    assertThat(open).isEmpty();
  }
}
