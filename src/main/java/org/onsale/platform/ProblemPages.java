package org.onsale.platform;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Explains under {@code /problems/{type}} every type of problem that the API answers with. */
@Path("/problems")
@Singleton
@Produces(MediaType.TEXT_HTML)
public final class ProblemPages {

  @CheckedTemplate(basePath = "platform", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static final class Templates {
    private Templates() {}

    static native TemplateInstance problemTypes(List<ProblemTypes.Type> types);

    static native TemplateInstance problemType(ProblemTypes.Type type);
  }

  private final PageLanguage page;

  @Inject
  ProblemPages(PageLanguage page) {
    this.page = page;
  }

  @GET
  public TemplateInstance all() {
    return Templates.problemTypes(ProblemTypes.all(page.language()));
  }

  @GET
  @Path("{type}")
  public TemplateInstance one(@PathParam("type") String name) {
    return ProblemTypes.find(name, page.language())
        .map(Templates::problemType)
        .orElseThrow(() -> Problem.notFound("type of problem").asException());
  }
}
