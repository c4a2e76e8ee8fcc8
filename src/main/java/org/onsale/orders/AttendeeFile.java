package org.onsale.orders;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.onsale.platform.EventId;
import org.onsale.platform.Money;

/**
 * The orders of an event with all who will come, as a table (CSV, RFC 4180, UTF-8): a row for each
 * place that was ordered, with a column for each question that anybody has answered. Read and
 * written a page at a time, however many there are.
 *
 * <p>Spreadsheets take a cell that begins with one of {@code = + - @} for a formula, and would run
 * what a buyer typed as a name; such a cell begins with an apostrophe here.
 */
@Singleton
public final class AttendeeFile {
  private static final int PAGE = 200;
  private static final String FORMULA = "=+-@\t\r";

  /** Tells spreadsheets that it is UTF-8. */
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private static final List<String> COLUMNS =
      List.of(
          "Order",
          "Status",
          "Placed",
          "Buyer",
          "E-mail",
          "Phone",
          "Ticket",
          "Place",
          "Category",
          "Ticket type",
          "Name",
          "Paid",
          "Currency",
          "Refunded");

  private final Orders orders;
  private final int pageSize;

  @Inject
  public AttendeeFile(Orders orders) {
    this(orders, PAGE);
  }

  AttendeeFile(Orders orders, int pageSize) {
    this.orders = orders;
    this.pageSize = pageSize;
  }

  /** Writes all of it. Blocks as long as its reader does. */
  public void write(EventId event, OutputStream to) throws IOException {
    Writer out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
    out.append(BYTE_ORDER_MARK);
    Map<Integer, String> questions = orders.questions(event);
    List<String> head = new ArrayList<>(COLUMNS);
    head.addAll(questions.values());
    row(out, head);
    String last = "";
    List<Order> page;
    do {
      page = orders.after(event, EnumSet.allOf(Order.Status.class), last, pageSize);
      write(out, event, page, List.copyOf(questions.keySet()));
      last = page.isEmpty() ? last : page.getLast().code().value();
    } while (page.size() == pageSize);
    out.flush();
  }

  private void write(Writer out, EventId event, List<Order> page, List<Integer> questions)
      throws IOException {
    List<OrderCode> codes = page.stream().map(Order::code).toList();
    Map<String, List<Answer>> answers =
        questions.isEmpty() ? Map.of() : orders.answers(event, codes);
    Map<String, List<Refund>> refunds = orders.refunds(event, codes);
    for (Order order : page) {
      String code = order.code().value();
      List<Answer> given = answers.getOrDefault(code, List.of());
      var refunded = Refund.linesOf(refunds.getOrDefault(code, List.of()));
      for (OrderLine line : order.lines()) {
        List<String> cells = cells(order, line, refunded.contains(line.number()));
        questions.forEach(question -> cells.add(answer(given, line, question)));
        row(out, cells);
      }
    }
  }

  private static List<String> cells(Order order, OrderLine line, boolean refunded) {
    Order.Buyer buyer = order.buyer();
    Money paid = line.paid(order.charges());
    return new ArrayList<>(
        List.of(
            order.code().value(),
            OrderRows.lower(order.status()),
            order.createdAt().toString(),
            buyer.name(),
            buyer.email(),
            buyer.phone(),
            Integer.toString(line.number()),
            line.place(),
            line.category(),
            line.type(),
            line.attendee(),
            BigDecimal.valueOf(paid.amount(), paid.currency().getDefaultFractionDigits())
                .toPlainString(),
            paid.currency().getCurrencyCode(),
            refunded ? "yes" : ""));
  }

  /** The answer for the ticket, or that for the whole order; empty for none. */
  private static String answer(List<Answer> given, OrderLine line, int question) {
    return given.stream()
        .filter(each -> each.question() == question)
        .filter(each -> each.line() == line.number() || each.line() == Answer.ORDER)
        .map(Answer::answer)
        .findFirst()
        .orElse("");
  }

  private static void row(Writer out, List<String> cells) throws IOException {
    for (int i = 0; i < cells.size(); i++) {
      out.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
    }
    out.append("\r\n");
  }

  static String cell(String text) {
    String harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    return '"' + harmless.replace("\"", "\"\"") + '"';
  }
}
