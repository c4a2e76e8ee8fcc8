package org.onsale.storefront;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.catalog.PriceList;
import org.onsale.catalog.Questionnaire;
import org.onsale.inventory.Hold;
import org.onsale.orders.Choice;
import org.onsale.orders.PriceOutcome;
import org.onsale.orders.Quote;
import org.onsale.orders.Quotes;
import org.onsale.orders.Reservations;
import org.onsale.orders.Sale;
import org.onsale.orders.Sales;
import org.onsale.payments.Gateways;
import org.onsale.payments.PaymentMethod;
import org.onsale.platform.Language;
import org.onsale.platform.Money;
import org.onsale.seating.Plans;
import org.onsale.seating.SeatingPlan;

/** Lays out the checkout of a hold: what is asked, what it costs, and how it can be paid. */
@Singleton
final class CheckoutDesk {
  private final Quotes quotes;
  private final Sales sales;
  private final Gateways gateways;
  private final Reservations reservations;
  private final Plans plans;
  private final PageClock clock;

  @Inject
  CheckoutDesk(
      Quotes quotes,
      Sales sales,
      Gateways gateways,
      Reservations reservations,
      Plans plans,
      PageClock clock) {
    this.quotes = quotes;
    this.sales = sales;
    this.gateways = gateways;
    this.reservations = reservations;
    this.plans = plans;
    this.clock = clock;
  }

  /**
   * @param sent its choice of ticket types and code is priced; what is wrong with that is added to
   *     its faults, and standard tickets are shown instead
   */
  CheckoutView view(Event event, Hold hold, CheckoutForm sent, Reader reader) {
    List<Spot> spots = Spot.of(hold);
    Quote quote = quote(event, hold, sent, spots);
    List<CheckoutView.Ticket> tickets = tickets(event, hold, sent, spots, quote, reader);
    List<FieldView> answers = answers(sent, "answers", event.questionnaire().asked(false));
    PurchaseWords words = reader.purchase();
    FieldView name =
        FieldView.of(sent, "buyer.name", words.name(), FieldView.Kind.TEXT, true, "name");
    FieldView email =
        FieldView.of(sent, "buyer.email", words.email(), FieldView.Kind.EMAIL, true, "email")
            .hinting(words.emailHint());
    FieldView phone =
        FieldView.of(sent, "buyer.phone", words.phone(), FieldView.Kind.TEL, false, "tel")
            .hinting(words.phoneHint());
    FieldView code = code(event, sent, words);
    List<String> known = CheckoutView.fields(tickets, answers, Stream.of(name, email, phone, code));
    Optional<Instant> reservedUntil = reservations.offered(event, quote.total());
    return new CheckoutView(
        "/checkout/" + event.slug() + "/" + hold.id(),
        hold.id().toString(),
        hold.expiresAt().toString(),
        clock.left(hold.expiresAt()),
        UUID.randomUUID().toString(),
        sent.errorsBeside(known),
        sent.value("apart").isEmpty() ? "" : words.apart(),
        summary(event, spots, quote, reader),
        name,
        email,
        phone,
        code,
        codeNote(sent, quote, words),
        event.questionnaire().names() == Questionnaire.Names.OPTIONAL
            && event.questionnaire().asked(true).isEmpty(),
        tickets,
        answers,
        payWays(event, quote.total(), reservedUntil, reader));
  }

  private Quote quote(Event event, Hold hold, CheckoutForm sent, List<Spot> spots) {
    return switch (quotes.of(event, hold, sent.choice(spots))) {
      case PriceOutcome.Priced(Quote quote) -> quote;
      case PriceOutcome.Refused refused -> {
        sent.refuse(refused.errors());
        yield standard(event, hold);
      }
    };
  }

  private Quote standard(Event event, Hold hold) {
    return switch (quotes.of(event, hold, Choice.STANDARD)) {
      case PriceOutcome.Priced(Quote quote) -> quote;
      case PriceOutcome.Refused refused ->
          throw new IllegalStateException("standard tickets are refused: " + refused.errors());
    };
  }

  private List<CheckoutView.Ticket> tickets(
      Event event, Hold hold, CheckoutForm sent, List<Spot> spots, Quote quote, Reader reader) {
    Questionnaire asked = event.questionnaire();
    PriceList prices = event.asOf(hold.takenAt()).priceList();
    List<CheckoutView.Ticket> tickets = new ArrayList<>();
    for (int line = 0; line < spots.size(); line++) {
      Spot spot = spots.get(line);
      Quote.Line priced = quote.lines().get(line);
      String field = "attendees[" + line + "]";
      tickets.add(
          new CheckoutView.Ticket(
              line,
              place(event, spot, reader),
              spot.seat(),
              spot.pool(),
              types(prices, priced, sent.type(line), reader),
              sent.error("tickets[" + line + "].type"),
              attendee(asked, sent, field + ".name", reader.purchase()),
              answers(sent, field + ".answers", asked.asked(true))));
    }
    return tickets;
  }

  /** The seat or place as its reader says it. */
  String place(Event event, Spot spot, Reader reader) {
    Integer seat = spot.seat();
    Event.Plan plan = event.plan();
    return seat == null || plan == null
        ? event.pool(Objects.requireNonNull(spot.pool())).map(Event.Pool::name).orElseThrow()
        : plan(plan).name(seat).said().in(reader.locale());
  }

  private SeatingPlan plan(Event.Plan plan) {
    return plans.load(plan.plan(), plan.version());
  }

  private static List<CheckoutView.Type> types(
      PriceList prices, Quote.Line line, int chosen, Reader reader) {
    List<CheckoutView.Type> types = new ArrayList<>();
    for (PriceList.TicketType type : prices.ticketTypes()) {
      type.price(line.place().category(), line.place().pool())
          .map(price -> new Money(price, line.price().currency()).shown(reader.locale()))
          .map(price -> typeLabel(type, price, reader.purchase()))
          .ifPresent(
              label -> types.add(new CheckoutView.Type(type.id(), label, type.id() == chosen)));
    }
    if (!types.isEmpty()) {
      String standard = reader.purchase().standard(line.place().price().shown(reader.locale()));
      types.addFirst(
          new CheckoutView.Type(Choice.STANDARD_TYPE, standard, chosen == Choice.STANDARD_TYPE));
    }
    return types;
  }

  private static String typeLabel(PriceList.TicketType type, String price, PurchaseWords words) {
    return type.needsCode()
        ? words.typeWithCode(type.name(), price)
        : words.type(type.name(), price);
  }

  private static @Nullable FieldView attendee(
      Questionnaire asked, CheckoutForm sent, String field, PurchaseWords words) {
    return switch (asked.names()) {
      case OFF -> null;
      case OPTIONAL ->
          FieldView.of(sent, field, words.attendee(), FieldView.Kind.TEXT, false, "off");
      case REQUIRED ->
          FieldView.of(sent, field, words.attendee(), FieldView.Kind.TEXT, true, "off");
    };
  }

  private static List<FieldView> answers(
      CheckoutForm sent, String field, List<Questionnaire.Question> questions) {
    List<FieldView> answers = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      answers.add(FieldView.of(sent, field + "[" + i + "]", questions.get(i)));
    }
    return answers;
  }

  private static @Nullable FieldView code(Event event, CheckoutForm sent, PurchaseWords words) {
    return event.priceList().promoCodes().isEmpty()
        ? null
        : FieldView.of(sent, "promoCode", words.code(), FieldView.Kind.TEXT, false, "off")
            .hinting(words.codeHint());
  }

  /** A code that changes nothing yet is not refused: it may open a ticket that is not chosen. */
  private static String codeNote(CheckoutForm sent, Quote quote, PurchaseWords words) {
    if (sent.value("promoCode").isBlank() || !sent.error("promoCode").isEmpty()) {
      return "";
    }
    String applied = quote.charges().promoCode();
    return applied.isEmpty() ? words.codeOpens() : words.codeApplied(applied);
  }

  private SummaryView summary(Event event, List<Spot> spots, Quote quote, Reader reader) {
    Sale sale = sales.of(event);
    List<SummaryView.Line> lines = new ArrayList<>();
    for (int line = 0; line < spots.size(); line++) {
      Quote.Line priced = quote.lines().get(line);
      lines.add(
          new SummaryView.Line(
              place(event, spots.get(line), reader),
              detail(event, priced, reader.purchase()),
              sale.viewNote(spots.get(line).seat()),
              priced.price().shown(reader.locale())));
    }
    return SummaryView.of(lines, quote, reader);
  }

  private static String detail(Event event, Quote.Line line, PurchaseWords words) {
    Integer category = line.place().category();
    String where =
        category == null
            ? words.unnumbered()
            : event.category(category).map(Event.PriceCategory::name).orElseThrow();
    return line.type().isEmpty() ? where : where + ", " + line.type();
  }

  private PayWays payWays(
      Event event, Money total, Optional<Instant> reservedUntil, Reader reader) {
    List<PaymentMethod> methods = gateways.methods(total, reservedUntil.isPresent());
    String until =
        reservedUntil
            .map(time -> Language.when(time.atZone(event.venue().timeZone()), reader.locale()))
            .orElse("");
    return PayWays.of(methods, total, until, reader);
  }
}
