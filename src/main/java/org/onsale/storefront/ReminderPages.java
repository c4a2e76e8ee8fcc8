package org.onsale.storefront;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.onsale.notifications.ReminderRefusals;
import org.onsale.orders.Order;
import org.onsale.platform.Problem;

/**
 * Ends the reminders for whoever follows the link of one. To look changes nothing, since programs
 * look at the links of mails; a reader's mail program posts here by itself (RFC 8058).
 */
@Path("/reminders/{order}/{signature}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public final class ReminderPages {

  @CheckedTemplate(basePath = "storefront")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance reminders(String path, String email, boolean ended);
  }

  private final ReminderRefusals refusals;

  @Inject
  ReminderPages(ReminderRefusals refusals) {
    this.refusals = refusals;
  }

  @GET
  public TemplateInstance look(
      @PathParam("order") String order, @PathParam("signature") String signature) {
    return page(order, signature, reader(order, signature), false);
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  public TemplateInstance end(
      @PathParam("order") String code, @PathParam("signature") String signature) {
    Order reader = reader(code, signature);
    refusals.refuse(reader);
    return page(code, signature, reader, true);
  }

  private Order reader(String order, String signature) {
    return refusals
        .reader(order, signature)
        .orElseThrow(() -> Problem.notFound("page").asException());
  }

  private static TemplateInstance page(
      String order, String signature, Order reader, boolean ended) {
    return Templates.reminders(
        "/reminders/" + order + "/" + signature, reader.buyer().email(), ended);
  }
}
