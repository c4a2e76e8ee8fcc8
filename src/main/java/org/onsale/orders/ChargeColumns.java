package org.onsale.orders;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.onsale.platform.Money;
import org.onsale.platform.Unnest;

/** The columns of an order's charges. */
final class ChargeColumns {
  /** How many parameters {@link #set} sets. */
  static final int COUNT = 9;

  private ChargeColumns() {}

  static Charges of(ResultSet row) throws SQLException {
    String promoCode = row.getString("promo_code");
    return new Charges(
        promoCode == null ? "" : promoCode,
        money(row, "discount"),
        money(row, "fee"),
        money(row, "order_fee"),
        money(row, "tax"),
        money(row, "order_fee_tax"),
        row.getString("tax_name"),
        row.getInt("tax_rate"),
        row.getBoolean("tax_included"));
  }

  /** An amount in the currency of the row. */
  static Money money(ResultSet row, String column) throws SQLException {
    return Money.of(row.getLong(column), row.getString("currency"));
  }

  /**
   * In the order discount, fee, order_fee, tax, order_fee_tax, tax_name, tax_rate, tax_included,
   * promo_code.
   */
  static void set(PreparedStatement statement, int first, List<Charges> charges)
      throws SQLException {
    Unnest.column(statement, first, "int8", charges, each -> each.discount().amount());
    Unnest.column(statement, first + 1, "int8", charges, each -> each.fee().amount());
    Unnest.column(statement, first + 2, "int8", charges, each -> each.orderFee().amount());
    Unnest.column(statement, first + 3, "int8", charges, each -> each.tax().amount());
    Unnest.column(statement, first + 4, "int8", charges, each -> each.orderFeeTax().amount());
    Unnest.column(statement, first + 5, "text", charges, Charges::taxName);
    Unnest.column(statement, first + 6, "int4", charges, Charges::taxRate);
    Unnest.column(statement, first + 7, "bool", charges, Charges::taxIncluded);
    Unnest.column(
        statement,
        first + 8,
        "text",
        charges,
        each -> each.promoCode().isEmpty() ? null : each.promoCode());
  }
}
