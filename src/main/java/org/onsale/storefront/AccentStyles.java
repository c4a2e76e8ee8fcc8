package org.onsale.storefront;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.TreeSet;
import org.onsale.platform.Problem;

/**
 * Style sheets of events' colours. A page names the colours it needs in the address, so that it
 * needs no style of its own and every answer can be kept for good.
 */
@Path("/accents")
@Singleton
public final class AccentStyles {
  private static final int MAX = 40;

  /** The address of the style sheet of these colours; each once, in one order. */
  static String path(Collection<Accent> accents) {
    var names = new TreeSet<String>();
    accents.forEach(accent -> names.add(accent.cssClass().substring("accent-".length())));
    return "/accents/" + String.join("-", names) + ".css";
  }

  @GET
  @Path("{colours}.css")
  @Produces("text/css")
  public Response styles(@PathParam("colours") String colours) {
    var css = new StringBuilder();
    String[] names = colours.split("-", MAX + 1);
    for (String name : names) {
      css.append(
          Accent.parse(name)
              .filter(accent -> names.length <= MAX)
              .orElseThrow(() -> Problem.notFound("style sheet").asException())
              .css());
    }
    return Response.ok(css.toString())
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=31536000, immutable")
        .build();
  }
}
