package org.onsale.platform;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Explains under {@code /problems/{type}} every type of problem that the API answers with. The
 * types stand in {@code problems.json}; a test holds it against the code.
 */
@Path("/problems")
@Singleton
@Produces(MediaType.TEXT_HTML)
public final class ProblemPages {

  /** A type of problem: the stable name, the status it comes with, and what to do about it. */
  record Type(String type, int status, String title, String explanation) {}

  @CheckedTemplate(basePath = "platform", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  static final class Templates {
    private Templates() {}

    static native TemplateInstance problemTypes(List<Type> types);

    static native TemplateInstance problemType(Type type);
  }

  private final Map<String, Type> types = new LinkedHashMap<>();

  @Inject
  ProblemPages(ObjectMapper json) {
    read(json).forEach(type -> types.put(type.type(), type));
  }

  static List<Type> read(ObjectMapper json) {
    try (InputStream list = ProblemPages.class.getResourceAsStream("/problems.json")) {
      return json.readValue(Objects.requireNonNull(list), new TypeReference<List<Type>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @GET
  public TemplateInstance all() {
    return Templates.problemTypes(List.copyOf(types.values()));
  }

  @GET
  @Path("{type}")
  public TemplateInstance one(@PathParam("type") String name) {
    Type type = types.get(name);
    if (type == null) {
      throw Problem.notFound("type of problem").asException();
    }
    return Templates.problemType(type);
  }
}
