package org.onsale.platform;

import org.jspecify.annotations.Nullable;

/** Refuses forms that another site made its visitors' browsers send. */
public final class OwnSite {
  private OwnSite() {}

  /**
   * Browsers say where a form comes from (W3C Fetch Metadata); who says nothing is no visitor's
   * browser, or an old one.
   *
   * @param site the request's {@code Sec-Fetch-Site}
   */
  public static void refuseOthers(@Nullable String site) {
    if ("cross-site".equals(site)) {
      throw Problem.of(403, "csrf-token", "The request does not come from a page of this session")
          .withDetail("Open the page itself and repeat what you did.")
          .asException();
    }
  }
}
