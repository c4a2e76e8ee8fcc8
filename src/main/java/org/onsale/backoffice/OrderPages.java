package org.onsale.backoffice;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.identity.Caller;
import org.onsale.identity.OrganiserOnly;
import org.onsale.orders.AttendeeFile;
import org.onsale.orders.Charges;
import org.onsale.orders.IdempotencyKey;
import org.onsale.orders.Offers;
import org.onsale.orders.Order;
import org.onsale.orders.OrderCode;
import org.onsale.orders.OrderLine;
import org.onsale.orders.OrderSearch;
import org.onsale.orders.OrderSecrets;
import org.onsale.orders.Orders;
import org.onsale.orders.Refund;
import org.onsale.orders.RefundOutcome;
import org.onsale.orders.RefundRequest;
import org.onsale.orders.Refunds;
import org.onsale.orders.Reservations;
import org.onsale.orders.Till;
import org.onsale.orders.TillOutcome;
import org.onsale.platform.Money;
import org.onsale.platform.Page;
import org.onsale.platform.PageLanguage;
import org.onsale.platform.Phrase;
import org.onsale.platform.Problem;

/** The orders of an event. */
@Path("/office/events/{event}/orders")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@OrganiserOnly
public final class OrderPages {
  private static final int PAGE = 50;

  /** A line of the table of orders. */
  public record OrderItem(
      String code,
      String status,
      String statusWord,
      String at,
      String name,
      String email,
      int places,
      String total) {}

  /** A state that orders may be in, to choose from. */
  public record StatusChoice(String id, String word, boolean chosen) {}

  /** What is looked for. */
  public record Sought(String text, List<StatusChoice> statuses, String query, boolean all) {}

  /**
   * A place of an order.
   *
   * @param story of its seat; null for a place of a pool
   */
  public record PlaceLine(
      int number,
      String place,
      @Nullable String story,
      String category,
      String attendee,
      String price,
      boolean refunded) {}

  /**
   * What the buyer answered.
   *
   * @param place empty for the whole order
   */
  public record AnswerLine(String place, String question, String answer) {}

  /**
   * Money that went or goes back.
   *
   * @param status started, done or failed
   */
  public record RefundLine(
      int number,
      String status,
      String at,
      String amount,
      String kept,
      int places,
      String by,
      String reason,
      String problem,
      String creditNote) {}

  /**
   * A line of the history.
   *
   * @param day where another day begins; empty within one
   * @param state the stylesheet's word for it
   */
  public record HistoryLine(
      String day, String clock, String exact, String state, String status, String reason) {}

  /** What the total is made of besides the prices, or contains. */
  public record ChargeLine(String words, String amount, boolean contained) {}

  /**
   * One order, whole.
   *
   * @param reserved whether it waits to be paid at the box office
   * @param answerBy until when other places are held for a payment that came late; empty for none
   */
  public record OrderView(
      String code,
      String status,
      String statusWord,
      String at,
      String payBy,
      boolean reserved,
      String answerBy,
      Order.Buyer buyer,
      String total,
      List<PlaceLine> places,
      List<RefundLine> refunds,
      List<HistoryLine> history,
      boolean refundable,
      @Nullable String receipt,
      List<ChargeLine> charges,
      List<AnswerLine> answers,
      String story,
      String buyersPage) {}

  /**
   * What is about to be given back.
   *
   * @param fees that are among the amount and may be kept; empty for none
   * @param boxOffice whether the money is handed back there
   * @param key makes two clicks one refund
   */
  public record RefundAsked(
      String code,
      String buyer,
      String amount,
      String withoutFees,
      String fees,
      List<PlaceLine> places,
      boolean boxOffice,
      String key) {}

  @CheckedTemplate(basePath = "backoffice")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance orders(
        EventHead head, Page<OrderItem> orders, Sought sought, boolean first);

    static native TemplateInstance order(EventHead head, OrderView order, Done done);

    static native TemplateInstance orderRefund(EventHead head, RefundAsked asked, Form form);
  }

  private final Orders orders;
  private final OrderSearch search;
  private final Refunds refunds;
  private final Offers offers;
  private final OrderSecrets secrets;
  private final OfficeEvents events;
  private final Caller caller;
  private final AttendeeFile attendees;
  private final Reservations reservations;
  private final Till till;

  @Inject
  OrderPages(
      Orders orders,
      OrderSearch search,
      Refunds refunds,
      Offers offers,
      OrderSecrets secrets,
      OfficeEvents events,
      Caller caller,
      AttendeeFile attendees,
      Reservations reservations,
      Till till) {
    this.attendees = attendees;
    this.reservations = reservations;
    this.till = till;
    this.orders = orders;
    this.search = search;
    this.refunds = refunds;
    this.offers = offers;
    this.caller = caller;
    this.secrets = secrets;
    this.events = events;
  }

  /** All of them with who will come, as a file. */
  @GET
  @Path("attendees.csv")
  @Produces("text/csv")
  public Response attendees(@PathParam("event") String reference) {
    Event event = events.find(reference);
    StreamingOutput body = out -> attendees.write(event.id(), out);
    return Response.ok(body)
        .header("Content-Disposition", "attachment; filename=\"" + event.slug() + ".csv\"")
        .build();
  }

  @GET
  public TemplateInstance list(
      @PathParam("event") String reference,
      @QueryParam("q") @DefaultValue("") String text,
      @QueryParam("status") @DefaultValue("") String wanted,
      @QueryParam("cursor") @Nullable String cursor) {
    Event event = events.find(reference);
    String from = cursor == null || OrderCode.parse(cursor).isEmpty() ? null : cursor;
    Order.Status status =
        Arrays.stream(Order.Status.values())
            .filter(each -> id(each).equals(wanted))
            .findFirst()
            .orElse(null);
    Page<OrderItem> page =
        search
            .find(event, text, status, from, PAGE)
            .map(order -> item(order, event.venue().timeZone()));
    return Templates.orders(
        events.head(event, "orders"), page, sought(text.strip(), status), from == null);
  }

  private static Sought sought(String text, Order.@Nullable Status status) {
    List<StatusChoice> statuses =
        Arrays.stream(Order.Status.values())
            .map(each -> new StatusChoice(id(each), word(each), each == status))
            .toList();
    String query =
        "q="
            + URLEncoder.encode(text, StandardCharsets.UTF_8)
            + "&status="
            + (status == null ? "" : id(status));
    return new Sought(text, statuses, query, text.isEmpty() && status == null);
  }

  /** For addresses and the stylesheet. */
  static String id(Order.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  static String word(Order.Status status) {
    OrderWords words = PageLanguage.words(OrderWords.class);
    return switch (status) {
      case PENDING -> words.pending();
      case OFFERED -> words.offered();
      case AUTHORISED -> words.authorised();
      case CONFIRMED -> words.confirmed();
      case PAID -> words.paid();
      case CANCELLED -> words.orderCancelled();
      case REFUNDED -> words.refundedStatus();
    };
  }

  private static OrderItem item(Order order, ZoneId zone) {
    return new OrderItem(
        order.code().value(),
        id(order.status()),
        word(order.status()),
        Times.shown(order.createdAt(), zone),
        order.buyer().name(),
        order.buyer().email(),
        order.lines().size(),
        Amounts.shown(order.total()));
  }

  @GET
  @Path("{code}")
  public TemplateInstance order(
      @PathParam("event") String reference,
      @PathParam("code") String code,
      @QueryParam("done") @Nullable String done) {
    Event event = events.find(reference);
    Order order = find(event, code);
    return Templates.order(events.head(event, "orders"), view(event, order), Done.of(done));
  }

  private Order find(Event event, String code) {
    return OrderCode.parse(code)
        .filter(parsed -> parsed.event().equals(event.id()))
        .flatMap(orders::find)
        .orElseThrow(() -> Problem.notFound("order").asException());
  }

  /** Shows what would be given back before anything is. */
  @GET
  @Path("{code}/refund")
  public Response askRefund(
      @PathParam("event") String reference,
      @PathParam("code") String code,
      @QueryParam("line") List<Integer> lines) {
    Event event = events.find(reference);
    Order order = find(event, code);
    List<PlaceLine> places = places(event, order, refunds.of(order.code()), Set.copyOf(lines));
    if (places.isEmpty() || order.status() != Order.Status.PAID) {
      return Pages.done(path(event, order), "nothing-chosen");
    }
    return Pages.page(asked(event, order, places, UUID.randomUUID().toString(), Form.empty()));
  }

  private TemplateInstance asked(
      Event event, Order order, List<PlaceLine> places, String key, Form form) {
    Set<Integer> numbers = places.stream().map(PlaceLine::number).collect(Collectors.toSet());
    List<Refund> before = refunds.of(order.code());
    Money amount = Refund.split(order, numbers, true, before).amount();
    Refund.Split withoutFees = Refund.split(order, numbers, false, before);
    return Templates.orderRefund(
        events.head(event, "orders"),
        new RefundAsked(
            order.code().value(),
            order.buyer().name(),
            Amounts.shown(amount),
            Amounts.shown(withoutFees.amount()),
            withoutFees.kept().amount() == 0 ? "" : Amounts.shown(withoutFees.kept()),
            places,
            reservations.isPaid(order.code()),
            key),
        form);
  }

  @POST
  @Path("{code}/refund")
  public Response refund(@PathParam("event") String reference, @PathParam("code") String code) {
    Event event = events.find(reference);
    Order order = find(event, code);
    Form form = SentForm.read();
    List<Integer> lines =
        order.lines().stream()
            .map(OrderLine::number)
            .filter(number -> !form.value("line." + number).isEmpty())
            .toList();
    String reason = form.value("reason").strip();
    if (lines.isEmpty()) {
      return Pages.done(path(event, order), "nothing-chosen");
    }
    if (reason.length() > RefundRequest.MAX_REASON) {
      form.refused("reason", "Is longer than {1} characters.", RefundRequest.MAX_REASON);
      List<PlaceLine> places = places(event, order, List.of(), Set.copyOf(lines));
      return Pages.refused(asked(event, order, places, form.value("key"), form));
    }
    RefundRequest request =
        new RefundRequest(lines, !form.value("fees").equals("keep"), caller.name(), reason);
    RefundOutcome outcome =
        refunds.refund(
            order.code(),
            request,
            IdempotencyKey.of(
                "office-" + form.value("key"), lines + " " + request.withFees() + " " + reason));
    return Pages.done(
        path(event, order), outcome instanceof RefundOutcome.Given ? "refunded" : "overtaken");
  }

  @POST
  @Path("{code}/refunds/{number}")
  public Response again(
      @PathParam("event") String reference,
      @PathParam("code") String code,
      @PathParam("number") int number) {
    Event event = events.find(reference);
    Order order = find(event, code);
    return Pages.done(
        path(event, order),
        refunds.again(order.code(), number).isPresent() ? "asked-again" : "overtaken");
  }

  /** The buyer has paid at the box office. */
  @POST
  @Path("{code}/box-office-payment")
  public Response takeMoney(@PathParam("event") String reference, @PathParam("code") String code) {
    Event event = events.find(reference);
    Order order = find(event, code);
    return Pages.done(
        path(event, order),
        switch (till.take(order.code(), caller.name())) {
          case TillOutcome.Paid paid -> "taken";
          case TillOutcome.NotReserved not -> "not-reserved";
          case TillOutcome.Over over -> "reservation-over";
          case TillOutcome.Overtaken overtaken -> "reservation-overtaken";
        });
  }

  private static String path(Event event, Order order) {
    return OfficeEvents.path(event, "/orders/" + order.code());
  }

  /** The places of an order, or those of them that are named and not refunded yet. */
  private static List<PlaceLine> places(
      Event event, Order order, List<Refund> given, @Nullable Set<Integer> only) {
    Set<Integer> gone = Refund.linesOf(given);
    return order.lines().stream()
        .filter(
            line -> only == null || (only.contains(line.number()) && !gone.contains(line.number())))
        .map(
            line ->
                new PlaceLine(
                    line.number(),
                    line.place(PageLanguage.reader()),
                    line.seat() == null
                        ? null
                        : StoryPages.path(event, "#" + line.seat(), "", null),
                    line.kind(),
                    line.attendee(),
                    Amounts.shown(only == null ? line.price() : line.paid(order.charges())),
                    gone.contains(line.number())))
        .toList();
  }

  private static List<ChargeLine> charges(Charges charges) {
    OrderWords words = PageLanguage.words(OrderWords.class);
    List<ChargeLine> lines = new ArrayList<>();
    if (charges.discount().amount() > 0) {
      String discount = "−" + Amounts.shown(charges.discount());
      lines.add(new ChargeLine(words.code(charges.promoCode()), discount, false));
    }
    if (charges.fee().amount() > 0) {
      lines.add(new ChargeLine(words.fees(), Amounts.shown(charges.fee()), false));
    }
    if (!charges.taxName().isEmpty()) {
      boolean contained = charges.taxIncluded();
      String tax =
          contained
              ? words.taxIncluded(charges.shownRate(), charges.taxName())
              : words.tax(charges.taxName(), charges.shownRate());
      lines.add(new ChargeLine(tax, Amounts.shown(charges.tax()), contained));
    }
    return lines;
  }

  private OrderView view(Event event, Order order) {
    ZoneId zone = event.venue().timeZone();
    List<Refund> given = refunds.of(order.code());
    return new OrderView(
        order.code().value(),
        id(order.status()),
        word(order.status()),
        Times.shown(order.createdAt(), zone),
        order.status() == Order.Status.PENDING ? Times.shown(order.payBy(), zone) : "",
        reservations.of(order.code()).isPresent(),
        order.status() == Order.Status.OFFERED
            ? offers.of(order.code()).map(o -> Times.shown(o.until(), zone)).orElse("")
            : "",
        order.buyer(),
        Amounts.shown(order.total()),
        places(event, order, given, null),
        given.stream().map(refund -> line(order, refund, zone)).toList(),
        history(order, zone),
        order.status() == Order.Status.PAID,
        order.status().wasPaid() ? file(order, "receipt.pdf") : null,
        charges(order.charges()),
        answers(order),
        StoryPages.path(event, order.code().value(), "", null),
        "/orders/" + order.code() + "?secret=" + secrets.of(order.code()));
  }

  private List<HistoryLine> history(Order order, ZoneId zone) {
    List<HistoryLine> lines = new ArrayList<>();
    String day = "";
    for (Orders.HistoryEntry entry : orders.history(order.code())) {
      String today = Times.day(entry.at(), zone);
      lines.add(
          new HistoryLine(
              today.equals(day) ? "" : today,
              Times.clock(entry.at(), zone),
              entry.at().toString(),
              state(entry.status()),
              word(entry.status()),
              PageLanguage.say(entry.reason())));
      day = today;
    }
    return lines;
  }

  /** What its places are, as the stories of seats draw it. */
  private static String state(Order.Status status) {
    return switch (status) {
      case PENDING, OFFERED, AUTHORISED -> "held";
      case CONFIRMED, PAID -> "sold";
      case CANCELLED, REFUNDED -> "free";
    };
  }

  private List<AnswerLine> answers(Order order) {
    Map<Integer, String> places =
        order.lines().stream()
            .collect(
                Collectors.toMap(OrderLine::number, line -> line.place(PageLanguage.reader())));
    return orders.answers(order.code()).stream()
        .map(
            answer ->
                new AnswerLine(
                    places.getOrDefault(answer.line(), ""), answer.label(), answer.answer()))
        .toList();
  }

  private String file(Order order, String name) {
    return "/api/v1/orders/" + order.code() + "/" + name + "?secret=" + secrets.of(order.code());
  }

  private RefundLine line(Order order, Refund refund, ZoneId zone) {
    return new RefundLine(
        refund.number(),
        refund.status().name().toLowerCase(Locale.ROOT),
        Times.shown(refund.startedAt(), zone),
        Amounts.shown(refund.amount()),
        refund.kept().amount() == 0 ? "" : Amounts.shown(refund.kept()),
        refund.lines().size(),
        PageLanguage.say(Phrase.stored(refund.by())),
        PageLanguage.say(Phrase.stored(refund.reason())),
        PageLanguage.say(Phrase.stored(refund.problem())),
        file(order, "credit-notes/" + refund.number() + ".pdf"));
  }
}
