package org.onsale.orders;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.onsale.platform.EventId;
import org.onsale.platform.Unnest;

/** The table of answers. Orders without any send nothing. */
final class AnswerRows {
  /** Questions of an event, those of the past among them, that one file has columns for. */
  private static final int MOST_QUESTIONS = 200;

  private AnswerRows() {}

  static void insert(Connection connection, EventId event, Map<OrderCode, List<Answer>> answers)
      throws SQLException {
    record Row(OrderCode code, Answer answer) {}
    List<Row> rows = new ArrayList<>();
    answers.forEach((code, its) -> its.forEach(answer -> rows.add(new Row(code, answer))));
    if (rows.isEmpty()) {
      return;
    }
    String sql =
        """
        INSERT INTO order_answer (event_id, code, line, question, label, answer)
        SELECT ?, code, line, question, label, answer
          FROM unnest(?::text[], ?::int[], ?::int[], ?::text[], ?::text[])
            AS new (code, line, question, label, answer)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      Unnest.column(statement, 2, "text", rows, row -> row.code().value());
      Unnest.column(statement, 3, "int4", rows, row -> row.answer().line());
      Unnest.column(statement, 4, "int4", rows, row -> row.answer().question());
      Unnest.column(statement, 5, "text", rows, row -> row.answer().label());
      Unnest.column(statement, 6, "text", rows, row -> row.answer().answer());
      statement.executeUpdate();
    }
  }

  /** The answers of orders, by code, line and question; those that have none are missing. */
  static Map<String, List<Answer>> read(
      Connection connection, EventId event, Collection<OrderCode> codes) throws SQLException {
    String sql =
        """
        SELECT code, line, question, label, answer
          FROM order_answer
         WHERE event_id = ? AND code = ANY (?)
         ORDER BY code, line, question
        """;
    Map<String, List<Answer>> answers = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      Object[] values = codes.stream().map(OrderCode::value).toArray();
      statement.setArray(2, connection.createArrayOf("text", values));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          answers
              .computeIfAbsent(row.getString("code"), code -> new ArrayList<>())
              .add(
                  new Answer(
                      row.getInt("line"),
                      row.getInt("question"),
                      row.getString("label"),
                      row.getString("answer")));
        }
      }
    }
    return answers;
  }

  /** The questions that anybody has answered, as they were asked first. */
  static Map<Integer, String> questions(Connection connection, EventId event) throws SQLException {
    String sql =
        """
        SELECT question, min(label) AS label
          FROM order_answer
         WHERE event_id = ?
         GROUP BY question
         ORDER BY question
         LIMIT ?
        """;
    Map<Integer, String> questions = new TreeMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, event.value());
      statement.setInt(2, MOST_QUESTIONS);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          questions.put(row.getInt("question"), row.getString("label"));
        }
      }
    }
    return questions;
  }
}
