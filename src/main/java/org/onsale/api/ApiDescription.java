package org.onsale.api;

import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** What the OpenAPI description says of the whole. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Onsale API",
            version = "1",
            description =
                """
                Ticketing built for the minute the tickets go on sale. Errors are \
                `application/problem+json` (RFC 9457) with a stable type, explained under \
                [/problems](/problems). Lists are pages: pass `next` as `cursor`. Money is in minor \
                units. Buyers need no token; organisers and gates send theirs, which \
                `./onsale token` prints.""",
            license = @License(name = "Apache-2.0")),
    security = {@SecurityRequirement(name = "token")})
@SecurityScheme(
    securitySchemeName = "token",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "An organiser's token (ons_org_…), or a gate's (ons_gate_…)")
final class ApiDescription {
  private ApiDescription() {}
}
