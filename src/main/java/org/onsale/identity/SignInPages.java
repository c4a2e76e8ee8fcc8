package org.onsale.identity;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.FieldError;
import org.onsale.platform.OwnSite;
import org.onsale.platform.PageLanguage;

/** The pages on which people sign in, sign out, and set up the owner's account. */
@Path("/")
@Singleton
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public final class SignInPages {
  private static final Set<String> HOME = Set.of("localhost", "127.0.0.1", "[::1]");

  private final Accounts accounts;
  private final Sessions sessions;
  private final SetupLinks links;
  private final boolean secureCookie;

  @CheckedTemplate(basePath = "identity", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static final class Templates {
    private Templates() {}

    static native TemplateInstance signIn(String next, String email, String error);

    static native TemplateInstance setUp(
        String token, String name, String email, List<FieldError> errors);

    static native TemplateInstance linkSpent();
  }

  @Inject
  SignInPages(
      Accounts accounts,
      Sessions sessions,
      SetupLinks links,
      @ConfigProperty(name = "onsale.public-url", defaultValue = "http://localhost:8080")
          URI publicUrl) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.links = links;
    this.secureCookie =
        !"http".equals(publicUrl.getScheme()) || !HOME.contains(publicUrl.getHost());
  }

  @GET
  @Path("sign-in")
  public TemplateInstance signIn(@QueryParam("next") @DefaultValue("/") String next) {
    return Templates.signIn(next, "", "");
  }

  @POST
  @Path("sign-in")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response signIn(
      @FormParam("email") @DefaultValue("") String email,
      @FormParam("password") @DefaultValue("") String password,
      @FormParam("next") @DefaultValue("/") String next,
      @HeaderParam("Sec-Fetch-Site") @Nullable String site,
      @Context HttpServerRequest request) {
    // Else another site could sign its visitors in to an account of its own.
    OwnSite.refuseOthers(site);
    return switch (accounts.signIn(email, password, request.remoteAddress().hostAddress())) {
      case SignIn.SignedIn(Account account) -> enter(account, next);
      case SignIn.Wrong() ->
          page(
              422, Templates.signIn(next, email, PageLanguage.say("E-mail or password is wrong.")));
      case SignIn.TooMany(Duration retryAfter) ->
          Response.fromResponse(page(429, Templates.signIn(next, email, wait(retryAfter))))
              .header("Retry-After", retryAfter.toSeconds() + 1)
              .build();
    };
  }

  private static String wait(Duration wait) {
    long minutes = wait.toMinutes() + 1;
    return minutes == 1
        ? PageLanguage.say("Too many attempts. Wait a minute.")
        : PageLanguage.say("Too many attempts. Wait {1} minutes.", minutes);
  }

  private Response enter(Account account, String next) {
    return Response.seeOther(local(next)).cookie(cookie(sessions.open(account))).build();
  }

  /** Only a path of this server: a link to the sign-in page must not lead elsewhere afterwards. */
  static URI local(String next) {
    boolean local =
        next.startsWith("/")
            && !next.startsWith("//")
            && next.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
    try {
      return local ? URI.create(next) : URI.create("/");
    } catch (IllegalArgumentException e) {
      return URI.create("/");
    }
  }

  private NewCookie cookie(String token) {
    return new NewCookie.Builder(Sessions.COOKIE)
        .value(token)
        .path("/")
        .httpOnly(true)
        .secure(secureCookie)
        .sameSite(NewCookie.SameSite.LAX)
        .maxAge(Math.toIntExact(token.isEmpty() ? 0 : Sessions.ABSOLUTE.toSeconds()))
        .build();
  }

  @POST
  @Path("sign-out")
  @OrganiserOnly
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response signOut(@CookieParam(Sessions.COOKIE) @DefaultValue("") String token) {
    sessions.close(token);
    return Response.seeOther(URI.create("/sign-in")).cookie(cookie("")).build();
  }

  @GET
  @Path("set-up")
  public Response setUp(@QueryParam("token") @DefaultValue("") String token) {
    return links.isOpen(token)
        ? page(200, Templates.setUp(token, "", "", List.of()))
        : page(410, Templates.linkSpent());
  }

  @POST
  @Path("set-up")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response setUp(
      @FormParam("token") @DefaultValue("") String token,
      @FormParam("name") @DefaultValue("") String name,
      @FormParam("email") @DefaultValue("") String email,
      @FormParam("password") @DefaultValue("") String password) {
    if (!links.isOpen(token)) {
      return page(410, Templates.linkSpent());
    }
    return switch (accounts.setUp(token, name, email, password)) {
      case SetUp.Done(Account account) -> enter(account, "/office");
      case SetUp.LinkSpent() -> page(410, Templates.linkSpent());
      case SetUp.Refused(List<FieldError> errors) ->
          page(422, Templates.setUp(token, name, email, errors));
    };
  }

  private static Response page(int status, TemplateInstance template) {
    return Response.status(status).entity(template).build();
  }
}
