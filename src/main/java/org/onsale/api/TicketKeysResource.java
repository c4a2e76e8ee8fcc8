package org.onsale.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.onsale.platform.Page;
import org.onsale.tickets.SigningKeys;

/** The public keys that tell a real ticket, for gates without a line to us. */
@Path("/api/v1/ticket-keys")
@Tag(name = "Gates")
@Produces(MediaType.APPLICATION_JSON)
public class TicketKeysResource {
  private final SigningKeys keys;

  @Inject
  public TicketKeysResource(SigningKeys keys) {
    this.keys = keys;
  }

  @GET
  @Operation(
      summary = "The public keys of tickets, with which a gate verifies codes by itself",
      description =
          "Ed25519, X.509 SubjectPublicKeyInfo in base64. A code is base 32 (RFC 4648, no padding)"
              + " of 82 bytes, big-endian: format (1), key id, event id (8 bytes), ticket number (8"
              + " bytes: 60 bits, which Crockford's base 32 writes as the ticket's id), and the"
              + " signature (64 bytes) of the 18 before.")
  public Page<SigningKeys.Verifying> keys() {
    return new Page<>(keys.verifying(), null);
  }
}
