package org.onsale.platform;

import io.quarkus.arc.Arc;
import io.quarkus.qute.EngineBuilder;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import java.util.Locale;

/**
 * Gives every page the words of its {@link PageLanguage} and every problem its sentences in it,
 * tells caches that they depend on the reader, and remembers a language that was asked for.
 */
@Provider
@Singleton
final class PageLanguages implements ContainerResponseFilter {
  /** What a text in the reader's language depends on. */
  static final String VARY = HttpHeaders.ACCEPT_LANGUAGE + ", " + HttpHeaders.COOKIE;

  private static final MediaType PROBLEM = MediaType.valueOf(Problem.MEDIA_TYPE);
  private static final Duration KEPT = Duration.ofDays(365);

  private final RoutingContext routing;
  private final PageLanguage page;

  @Inject
  PageLanguages(RoutingContext routing, PageLanguage page) {
    this.routing = routing;
    this.page = page;
  }

  /** Templates that are rendered outside of requests name their language themselves. */
  void speak(@Observes EngineBuilder engine) {
    engine.addTemplateInstanceInitializer(
        template -> {
          if (Arc.container().requestContext().isActive()) {
            template.setLocale(page.locale());
          }
        });
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MediaType type = response.getMediaType();
    if (!MediaType.TEXT_HTML_TYPE.isCompatible(type) && !PROBLEM.isCompatible(type)) {
      return;
    }
    // Whoever loses a seat is told so on the event loop, ten thousands of times a second: no bean
    // is made for it, and nothing is said anew that is said in English anyway.
    Locale reader = PageLanguage.locale(routing);
    if (response.getEntity() instanceof Problem problem) {
      response.setEntity(problem.in(reader));
    }
    response.getHeaders().add(HttpHeaders.VARY, VARY);
    response.getHeaders().putSingle(HttpHeaders.CONTENT_LANGUAGE, reader.getLanguage());
    PageLanguage.asked(routing)
        .ifPresent(language -> response.getHeaders().add(HttpHeaders.SET_COOKIE, cookie(language)));
  }

  private static NewCookie cookie(Language language) {
    return new NewCookie.Builder(PageLanguage.COOKIE)
        .value(language.id())
        .path("/")
        .maxAge((int) KEPT.toSeconds())
        .sameSite(NewCookie.SameSite.LAX)
        .httpOnly(true)
        .build();
  }
}
