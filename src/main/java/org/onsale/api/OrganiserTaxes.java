package org.onsale.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.TaxDefault;
import org.onsale.identity.OrganiserOnly;
import org.onsale.platform.FieldError;
import org.onsale.platform.Problem;

/** The taxes that new events begin with, by the country of their venue. */
@Path("/api/v1/organiser/taxes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@OrganiserOnly
@Tag(name = "Organiser: events")
public final class OrganiserTaxes {
  private final Catalog catalog;

  @Inject
  OrganiserTaxes(Catalog catalog) {
    this.catalog = catalog;
  }

  /** One tax per country, rates in basis points. */
  public record TaxesBody(@Nullable List<@Nullable TaxDefault> taxes) {}

  @GET
  @Operation(
      summary = "The taxes that new events begin with",
      description = "By country of the venue; rates are basis points: 1900 are 19 %.")
  public TaxesBody list() {
    return new TaxesBody(new ArrayList<>(catalog.taxDefaults()));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Set the taxes that new events begin with, all of them",
      description = "Events that exist keep theirs: see their pricing.")
  @APIResponse(responseCode = "422", description = "Every field that needs another value")
  public TaxesBody update(@Nullable TaxesBody body) {
    List<TaxDefault> taxes = new ArrayList<>();
    List<@Nullable TaxDefault> given = Bodies.present(body).taxes();
    if (given == null) {
      throw Problem.invalid("taxes", "Send all of them; an empty list for none.").asException();
    }
    for (int i = 0; i < given.size(); i++) {
      TaxDefault tax = given.get(i);
      if (tax == null) {
        throw Problem.invalid("taxes[" + i + "]", "Say which tax.").asException();
      }
      taxes.add(tax);
    }
    List<FieldError> faults = catalog.setTaxDefaults(taxes);
    if (!faults.isEmpty()) {
      throw Problem.invalid(faults).asException();
    }
    return list();
  }
}
