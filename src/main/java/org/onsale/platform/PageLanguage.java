package org.onsale.platform;

import com.google.errorprone.annotations.CompileTimeConstant;
import io.quarkus.arc.Arc;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The language of the page at hand: what its address asks for ({@code ?lang=de}, which {@link
 * PageLanguages} keeps in a cookie), else what was chosen before, else the first that the browser
 * prefers of those that pages are written in, else English.
 *
 * <p>Templates say {@code {inject:page.in('de')}} for the address of the same page in German. Their
 * words come in this language by themselves.
 */
@RequestScoped
@Named("page")
public class PageLanguage {
  /** The languages in which every page is written, the default first. */
  public static final List<Language> LANGUAGES = List.of(Language.ENGLISH, Language.GERMAN);

  static final String PARAMETER = "lang";
  static final String COOKIE = "lang";

  private final RoutingContext request;
  private final Locale locale;

  @Inject
  PageLanguage(RoutingContext request) {
    this.request = request;
    this.locale = locale(request);
  }

  /** The customs by which a request is answered. */
  static Locale locale(RoutingContext request) {
    return Language.locale(
        asked(request)
            .or(() -> kept(request))
            .map(Language::id)
            .orElseGet(
                () ->
                    Language.preferred(
                        request.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE), LANGUAGES)));
  }

  /**
   * What the address itself asks for. Most have no query, which is seen without taking it apart.
   */
  static Optional<Language> asked(RoutingContext request) {
    HttpServerRequest http = request.request();
    return http.query() == null ? Optional.empty() : offered(http.getParam(PARAMETER));
  }

  private static Optional<Language> kept(RoutingContext request) {
    HttpServerRequest http = request.request();
    Cookie cookie = http.headers().contains(HttpHeaders.COOKIE) ? http.getCookie(COOKIE) : null;
    return cookie == null ? Optional.empty() : offered(cookie.getValue());
  }

  private static Optional<Language> offered(@Nullable String id) {
    return Optional.ofNullable(id).flatMap(Language::of).filter(LANGUAGES::contains);
  }

  /**
   * The customs of whoever reads the page at hand, for code that writes words and is too far from
   * the request to be handed them; British outside of requests.
   */
  public static Locale reader() {
    return Arc.container() != null && Arc.container().requestContext().isActive()
        ? Arc.container().instance(PageLanguage.class).get().locale()
        : Locale.UK;
  }

  /** A phrase said to that reader. */
  public static String say(Phrase phrase) {
    return phrase.in(reader());
  }

  /** A sentence as {@link Phrase#of} makes it, said to that reader. */
  public static String say(@CompileTimeConstant String english, Object... values) {
    return say(Phrase.of(english, values));
  }

  /** The words of a bundle for that reader. */
  public static <T> T words(Class<T> bundle) {
    return words(bundle, reader().getLanguage());
  }

  /**
   * The words of a bundle.
   *
   * @param language of {@link #LANGUAGES}, as ISO 639
   */
  public static <T> T words(Class<T> bundle, String language) {
    return language.equals(Language.ENGLISH.id())
        ? MessageBundles.get(bundle)
        : MessageBundles.get(bundle, Localized.Literal.of(language));
  }

  /** ISO 639, such as {@code de}. */
  public String lang() {
    return language().id();
  }

  public Language language() {
    return Language.ofTag(locale.getLanguage());
  }

  /** The customs by which the page writes dates and amounts. */
  public Locale locale() {
    return locale;
  }

  /** The languages in which the page can be read as well. */
  public List<Language> others() {
    return LANGUAGES.stream().filter(each -> each != language()).toList();
  }

  /** The address of this page in another language; of a form that was sent, that of the form. */
  public String in(String language) {
    String query =
        request.queryParams().entries().stream()
            .filter(parameter -> !parameter.getKey().equals(PARAMETER))
            .map(PageLanguage::encoded)
            .map(parameter -> parameter + "&")
            .collect(Collectors.joining());
    return "?" + query + PARAMETER + "=" + language;
  }

  private static String encoded(Map.Entry<String, String> parameter) {
    return URLEncoder.encode(parameter.getKey(), StandardCharsets.UTF_8)
        + "="
        + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8);
  }
}
