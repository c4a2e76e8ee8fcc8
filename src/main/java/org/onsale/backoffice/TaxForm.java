package org.onsale.backoffice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.onsale.catalog.TaxDefault;
import org.onsale.platform.FieldError;

/** The table of taxes by country, from and to the form. */
final class TaxForm {
  /** Empty rows below: without JavaScript there is no button that adds one. */
  private static final int SPARE_ROWS = 2;

  /** What a form can have, with its other fields. */
  private static final int MOST = 50;

  private static final int NO_RATE = -1;

  private TaxForm() {}

  static Form of(List<TaxDefault> taxes) {
    Form form = Form.empty();
    for (int i = 0; i < taxes.size(); i++) {
      TaxDefault tax = taxes.get(i);
      String row = row(i) + ".";
      form.with(row + "country", tax.country())
          .with(row + "name", tax.name())
          .with(row + "rate", PricingForms.percent(tax.rate()));
      if (!tax.included()) {
        form.with(row + "added", Form.TICKED);
      }
    }
    return form;
  }

  /** Those that were typed, and spare ones. */
  static List<String> rows(Form form) {
    int typed = 0;
    while (typed < MOST && !form.value(row(typed) + ".country").isBlank()) {
      typed++;
    }
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST, typed + SPARE_ROWS); i++) {
      rows.add(row(i));
    }
    return rows;
  }

  private static String row(int i) {
    return "taxes[" + i + "]";
  }

  private static List<String> filled(Form form) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      if (!form.value(row(i) + ".country").isBlank()) {
        rows.add(row(i));
      }
    }
    return rows;
  }

  static List<TaxDefault> taxes(Form form) {
    return filled(form).stream()
        .map(
            row -> {
              Long rate = PricingForms.basisPoints(form.value(row + ".rate"));
              return new TaxDefault(
                  form.value(row + ".country").strip().toUpperCase(Locale.ROOT),
                  form.value(row + ".name").strip(),
                  rate == null ? NO_RATE : Math.toIntExact(rate),
                  !form.has(row + ".added"));
            })
        .toList();
  }

  /** The faults under the rows of the form, of which some were left out. */
  static List<FieldError> asTyped(Form form, List<FieldError> faults) {
    List<String> rows = filled(form);
    List<FieldError> typed = new ArrayList<>();
    for (FieldError fault : faults) {
      String field = fault.field();
      int close = field.indexOf(']');
      int row = Integer.parseInt(field.substring("taxes[".length(), close));
      typed.add(new FieldError(rows.get(row) + field.substring(close + 1), fault.message()));
    }
    return typed;
  }
}
