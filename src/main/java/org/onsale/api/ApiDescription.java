package org.onsale.api;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** What the OpenAPI description says of the whole, besides the resources. */
public final class ApiDescription implements OASFilter {
  private static final String TOKEN = "token";

  @Override
  public void filterOpenAPI(OpenAPI api) {
    api.setInfo(
        OASFactory.createInfo()
            .title("Onsale API")
            .version("1")
            .description(
                """
                Ticketing built for the minute the tickets go on sale. Errors are \
                `application/problem+json` (RFC 9457) with a stable type, explained under \
                [/problems](/problems). Lists are pages: pass `next` as `cursor`. Money is in minor \
                units. Buyers need no token; organisers and gates send theirs, which \
                `./onsale token` prints.""")
            .license(OASFactory.createLicense().name("Apache-2.0")));
    if (api.getComponents() == null) {
      api.setComponents(OASFactory.createComponents());
    }
    api.getComponents()
        .addSecurityScheme(
            TOKEN,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("An organiser's token (ons_org_…), or a gate's (ons_gate_…)"));
    RouteDescriptions.addTo(api);
    api.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(TOKEN));
  }
}
