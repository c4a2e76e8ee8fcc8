package org.onsale.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.onsale.platform.FieldError;

/** The table of usual taxes. */
final class TaxDefaults {
  private TaxDefaults() {}

  static List<TaxDefault> list(Handle handle, long organiser) {
    return handle
        .createQuery(
            """
            SELECT country, name, rate, included
            FROM tax_default
            WHERE organiser_id = :organiser
            ORDER BY country
            """)
        .bind("organiser", organiser)
        .mapTo(TaxDefault.class)
        .list();
  }

  /** That of the venue's country. */
  static Optional<PriceList.Tax> find(Handle handle, long organiser, long venue) {
    return handle
        .createQuery(
            """
            SELECT tax_default.country, tax_default.name, rate, included
            FROM tax_default
            JOIN venue USING (country)
            WHERE tax_default.organiser_id = :organiser AND venue.id = :venue
            """)
        .bind("organiser", organiser)
        .bind("venue", venue)
        .mapTo(TaxDefault.class)
        .findOne()
        .map(tax -> new PriceList.Tax(tax.name(), tax.rate(), tax.included()));
  }

  static List<FieldError> faults(List<TaxDefault> taxes) {
    var faults = new Faults();
    Set<String> named = new HashSet<>();
    for (int i = 0; i < taxes.size(); i++) {
      TaxDefault tax = taxes.get(i);
      String field = "taxes[" + i + "].";
      faults.country(field + "country", tax.country());
      if (!named.add(tax.country())) {
        faults.add(field + "country", "This country is named twice.");
      }
      faults.line(field + "name", tax.name(), 1, 40);
      faults.between(field + "rate", tax.rate(), 0, PriceList.WHOLE, Faults.RATE);
    }
    return faults.list();
  }

  static void replace(Handle handle, long organiser, List<TaxDefault> taxes) {
    handle.execute("SELECT FROM organiser WHERE id = ? FOR UPDATE", organiser);
    handle.execute("DELETE FROM tax_default WHERE organiser_id = ?", organiser);
    for (TaxDefault tax : taxes) {
      handle
          .createUpdate(
              """
              INSERT INTO tax_default (organiser_id, country, name, rate, included)
              VALUES (:organiser, :country, :name, :rate, :included)
              """)
          .bind("organiser", organiser)
          .bindMethods(tax)
          .execute();
    }
  }
}
