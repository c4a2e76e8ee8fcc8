package org.onsale.platform;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/** Refuses an empty body and a bare {@code null}, which resources take for an object. */
@Provider
public final class NoEmptyBody implements ReaderInterceptor {

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context)
      throws IOException, WebApplicationException {
    Object entity = context.proceed();
    if (entity == null) {
      throw Problem.of(400, "malformed-json", "The body is no JSON")
          .withDetail("The body is empty.")
          .asException();
    }
    return entity;
  }
}
