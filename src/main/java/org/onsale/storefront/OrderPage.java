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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.orders.OrderCode;
import org.onsale.orders.OrderSecrets;
import org.onsale.orders.Recovery;
import org.onsale.platform.Problem;

/** The page of an order, with which people get their tickets. */
@Path("/")
@Singleton
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public final class OrderPage {
  @CheckedTemplate(basePath = "storefront")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance order(String code, String secret, @Nullable EventView event);
  }

  private final Catalog catalog;
  private final OrderSecrets secrets;
  private final Recovery recovery;
  private final PageClock clock;

  @Inject
  OrderPage(Catalog catalog, OrderSecrets secrets, Recovery recovery, PageClock clock) {
    this.catalog = catalog;
    this.secrets = secrets;
    this.recovery = recovery;
    this.clock = clock;
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
    return Templates.order(code.value(), secret, event.map(clock::view).orElse(null));
  }
}
