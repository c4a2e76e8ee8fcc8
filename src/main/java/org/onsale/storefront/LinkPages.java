package org.onsale.storefront;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.onsale.notifications.OrderLinks;
import org.onsale.orders.OrderCode;
import org.onsale.orders.OrderSecrets;
import org.onsale.orders.Typed;
import org.onsale.platform.FailedTries;
import org.onsale.platform.OwnSite;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Problem;

/**
 * The way back to an order by e-mail, for whoever has its page open or remembers the address alone.
 * Who asks for an address gets the same answer whether it has orders or not.
 */
@Path("/")
@Singleton
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public final class LinkPages {
  /** From one network in a window: the guests of a venue may share an address. */
  private static final int TRIES = 30;

  private static final Duration WINDOW = Duration.ofMinutes(15);

  @CheckedTemplate(basePath = "storefront")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance find(String email, String error, boolean sent);
  }

  private final OrderLinks links;
  private final OrderSecrets secrets;
  private final PageLanguage page;
  private final FailedTries tries;

  @Inject
  LinkPages(OrderLinks links, OrderSecrets secrets, PageLanguage page, Clock clock) {
    this.links = links;
    this.secrets = secrets;
    this.page = page;
    this.tries = new FailedTries(TRIES, WINDOW, clock);
  }

  @GET
  @Path("orders/find")
  public TemplateInstance ask() {
    return Templates.find("", "", false);
  }

  @POST
  @Path("orders/find")
  public Response find(
      @FormParam("email") @DefaultValue("") String email,
      @HeaderParam("Sec-Fetch-Site") @Nullable String site,
      @Context HttpServerRequest client) {
    OwnSite.refuseOthers(site);
    String typed = email.strip();
    if (!Typed.isEmail(typed)) {
      return page(422, Templates.find(typed, words().noEmail(), false));
    }
    if (isTooOften(client)) {
      return page(429, Templates.find(typed, words().askedTooOften(), false));
    }
    links.find(typed);
    return page(200, Templates.find(typed, "", true));
  }

  /** From the page of an order. */
  @POST
  @Path("orders/{code}/link")
  public Response send(
      @PathParam("code") String code,
      @FormParam("secret") @DefaultValue("") String secret,
      @HeaderParam("Sec-Fetch-Site") @Nullable String site,
      @Context HttpServerRequest client) {
    OwnSite.refuseOthers(site);
    OrderCode order =
        secrets.opened(code, secret).orElseThrow(() -> Problem.notFound("order").asException());
    if (isTooOften(client)) {
      return page(429, Templates.find("", words().askedTooOften(), false));
    }
    links.send(order);
    return Response.seeOther(URI.create("/orders/" + code + "/pay?sent=1&secret=" + secret))
        .build();
  }

  private boolean isTooOften(HttpServerRequest client) {
    String network = FailedTries.network(client.remoteAddress().hostAddress());
    return tries.count(network).isPositive();
  }

  private static Response page(int status, TemplateInstance page) {
    return Response.status(status).type(MediaType.TEXT_HTML_TYPE).entity(page).build();
  }

  private PurchaseWords words() {
    return Reader.of(page).purchase();
  }
}
