package org.onsale.platform;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which methods work on an address of JAX-RS. The router does not say: it answers 405 without
 * {@code Allow}, and 404 where the beginning of the address belongs to another resource too.
 */
@Singleton
final class AllowedMethods {
  private static final Pattern PARAMETER = Pattern.compile("\\{\\s*\\w+\\s*(?::\\s*([^{}]+))?}");

  private record Route(String method, Pattern path) {}

  private final List<Route> routes;

  @Inject
  AllowedMethods(BeanManager beans) {
    this(beans.getBeans(Object.class, Any.Literal.INSTANCE).stream().map(Bean::getBeanClass));
  }

  AllowedMethods(Stream<Class<?>> resources) {
    this.routes =
        resources
            .filter(resource -> resource.isAnnotationPresent(Path.class))
            .distinct()
            .flatMap(AllowedMethods::routes)
            .toList();
  }

  private static Stream<Route> routes(Class<?> resource) {
    String base = path(resource.getAnnotation(Path.class));
    List<Route> routes = new ArrayList<>();
    for (Method method : resource.getDeclaredMethods()) {
      for (Annotation annotation : method.getAnnotations()) {
        HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
        if (http != null) {
          String path = base + path(method.getAnnotation(Path.class));
          routes.add(new Route(http.value(), pattern(path)));
        }
      }
    }
    return routes.stream();
  }

  /** With one slash before it and none behind it. */
  private static String path(@Nullable Path path) {
    if (path == null) {
      return "";
    }
    String bare = path.value().replaceAll("^/+|/+$", "");
    return bare.isEmpty() ? "" : "/" + bare;
  }

  private static Pattern pattern(String template) {
    var parameter = PARAMETER.matcher(template);
    var regex = new StringBuilder();
    int from = 0;
    while (parameter.find()) {
      regex.append(Pattern.quote(template.substring(from, parameter.start())));
      regex.append("(?:").append(parameter.group(1) == null ? "[^/]+" : parameter.group(1));
      regex.append(')');
      from = parameter.end();
    }
    return Pattern.compile(regex.append(Pattern.quote(template.substring(from))) + "/?");
  }

  /** Empty when nothing is under the path. */
  SortedSet<String> on(String path) {
    SortedSet<String> methods =
        routes.stream()
            .filter(route -> route.path().matcher(path).matches())
            .map(Route::method)
            .collect(Collectors.toCollection(TreeSet::new));
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    return methods;
  }
}
