package org.onsale.backoffice;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.onsale.platform.Problem;

/**
 * Every colour and part that pages are made of, in every state, on one page for who works on them.
 * It is there only where {@code onsale.design} is true: in development and tests, and elsewhere for
 * who sets {@code ONSALE_DESIGN=true}.
 */
@Path("/design")
@Produces(MediaType.TEXT_HTML)
public final class DesignPages {
  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance design(boolean office, Form form);
  }

  private final boolean shown;

  @Inject
  DesignPages(@ConfigProperty(name = "onsale.design", defaultValue = "false") boolean shown) {
    this.shown = shown;
  }

  /**
   * @param as {@code office} for the parts as the office has them, else as the shop does
   */
  @GET
  public TemplateInstance design(@QueryParam("as") @DefaultValue("shop") String as) {
    if (!shown) {
      throw Problem.notFound("page").asException();
    }
    Form form = Form.empty().with("wrong", "25:00").refused("wrong", "Write a day and a time.");
    return Templates.design(as.equals("office"), form);
  }
}
