package org.onsale.storefront;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.orders.OrderCode;
import org.onsale.orders.OrderSecrets;
import org.onsale.orders.Recovery;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Problem;

/** The page of an order, with which people get their tickets. */
@Path("/")
@Singleton
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public final class ShopPages {
  @CheckedTemplate(basePath = "storefront")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance order(String code, String secret, @Nullable EventView event);
  }

  private final Catalog catalog;
  private final OrderSecrets secrets;
  private final Recovery recovery;
  private final PageLanguage language;
  private final Clock clock;

  @Inject
  ShopPages(
      Catalog catalog,
      OrderSecrets secrets,
      Recovery recovery,
      PageLanguage language,
      Clock clock) {
    this.catalog = catalog;
    this.secrets = secrets;
    this.recovery = recovery;
    this.language = language;
    this.clock = clock;
  }

  private EventView view(Event event) {
    return EventView.of(event, clock.instant(), Reader.of(language));
  }

  /**
   * The order itself is shown only to whoever has its secret, which the script sends.
   *
   * @param returned when the buyer comes back from a payment provider: the order is looked at now
   */
  @GET
  @Path("orders/{code}")
  public TemplateInstance order(
      @PathParam("code") String text,
      @QueryParam("secret") @DefaultValue("") String secret,
      @QueryParam("returned") @Nullable String returned) {
    OrderCode code =
        OrderCode.parse(text).orElseThrow(() -> Problem.notFound("order").asException());
    if (returned != null && secrets.opens(code, secret)) {
      recovery.tell(code);
    }
    Optional<Event> event = catalog.event(code.event()).filter(Event::everPublished);
    return Templates.order(code.value(), secret, event.map(this::view).orElse(null));
  }
}
