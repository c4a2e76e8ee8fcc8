package org.onsale.backoffice;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Answers that all pages give alike. */
final class Pages {
  private Pages() {}

  /** To a page that is to say what was done, so that loading it again does nothing twice. */
  static Response done(String path, String what) {
    return Response.seeOther(URI.create(path + "?done=" + what)).build();
  }

  /** The form again, with what is wrong. */
  static Response refused(TemplateInstance page) {
    return Response.status(422).entity(page).build();
  }

  /** The form again: somebody else was faster. */
  static Response conflict(TemplateInstance page) {
    return Response.status(409).entity(page).build();
  }

  static Response page(TemplateInstance page) {
    return Response.ok(page).build();
  }
}
