package org.onsale.platform;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gives the rows of a bulk statement as one array per column, for {@code unnest}. */
public final class Unnest {
  private Unnest() {}

  /**
   * Sets a parameter to the column's values.
   *
   * @param type of PostgreSQL, such as {@code text}
   */
  public static <T> void column(
      PreparedStatement statement,
      int parameter,
      String type,
      List<T> rows,
      Function<T, @Nullable Object> column)
      throws SQLException {
    @Nullable Object[] values = typed(type, rows.size());
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    statement.setArray(parameter, statement.getConnection().createArrayOf(type, values));
  }

  /**
   * The driver sends arrays of these types as they are; all others it writes out as text, quoted
   * character by character, which the database then has to read.
   */
  private static @Nullable Object[] typed(String type, int size) {
    return switch (type) {
      case "text" -> new String[size];
      case "bigint", "int8" -> new Long[size];
      case "int4" -> new Integer[size];
      default -> new Object[size];
    };
  }
}
