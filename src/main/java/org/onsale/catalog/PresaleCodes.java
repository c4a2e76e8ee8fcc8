package org.onsale.catalog;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.AccessCodes;
import org.onsale.platform.EventId;

/**
 * The presales of events and the codes that open them: kept as {@link AccessCodes} are, but with
 * the event, so that whether a code opens a presale is known from memory.
 */
@Singleton
public final class PresaleCodes {
  private static final int LONGEST = 100;

  private final Catalog catalog;
  private final AccessCodes codes;

  @Inject
  public PresaleCodes(Catalog catalog, AccessCodes codes) {
    this.catalog = catalog;
    this.codes = codes;
  }

  /** Makes these the event's presales. A hold that was taken in one stays. */
  public EventChange set(EventId id, long version, List<@Nullable PresaleDetails> presales) {
    return catalog.setPresales(id, version, presales, code -> keep(id, code));
  }

  private Presales.Code keep(EventId event, String code) {
    Base64.Encoder base64 = Base64.getEncoder();
    return new Presales.Code(hash(event, code), base64.encodeToString(codes.seal(event, code)));
  }

  private String hash(EventId event, String code) {
    return Base64.getEncoder().encodeToString(codes.hash(event, code));
  }

  /** Whether it is one of the presale's codes. Does no I/O. */
  public boolean opens(Event event, Presales.Presale presale, String typed) {
    if (typed.length() > LONGEST) {
      return false;
    }
    String hash = hash(event.id(), typed);
    return presale.codes().stream().anyMatch(code -> code.hash().equals(hash));
  }

  /** The event's presales as organisers see them. */
  public List<PresaleDetails> of(Event event) {
    return event.presales().phases().stream().map(phase -> details(event, phase)).toList();
  }

  private PresaleDetails details(Event event, Presales.Presale phase) {
    List<@Nullable String> open = new ArrayList<>();
    for (Presales.Code code : phase.codes()) {
      open.add(codes.open(event.id(), Base64.getDecoder().decode(code.sealed())));
    }
    return new PresaleDetails(
        phase.name(),
        phase.from(),
        phase.until(),
        open,
        phase.limitPerCustomer(),
        phase.categories(),
        phase.pools());
  }
}
