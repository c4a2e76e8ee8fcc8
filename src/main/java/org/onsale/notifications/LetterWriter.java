package org.onsale.notifications;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Event;
import org.onsale.orders.Order;
import org.onsale.orders.OrderLine;
import org.onsale.orders.Refund;
import org.onsale.platform.Language;

/** Writes letters about orders: in the buyer's language, by each way that they shall go. */
@Singleton
final class LetterWriter {
  private final Templates templates;
  private final MessageSettings settings;
  private final Enclosures enclosures;

  @Inject
  LetterWriter(Templates templates, MessageSettings settings, Enclosures enclosures) {
    this.templates = templates;
    this.settings = settings;
    this.enclosures = enclosures;
  }

  /** The lines of an order that were not given back. */
  static List<OrderLine> left(Order order, Collection<Refund> given) {
    Set<Integer> gone = Refund.linesOf(given);
    return order.lines().stream().filter(line -> !gone.contains(line.number())).toList();
  }

  /** A writer with the words and settings of this moment, for many letters. */
  Pen take() {
    return new Pen(templates.current(), settings.read());
  }

  /** Writes with the words of one moment. */
  final class Pen {
    private final Function<TemplateKey, Template> words;
    private final Settings wishes;

    private Pen(Function<TemplateKey, Template> words, Settings wishes) {
      this.words = words;
      this.wishes = wishes;
    }

    /**
     * @param places those of the order's lines that it is about
     * @param more what this kind of message has to say besides what all have
     */
    List<Letter> write(
        Kind kind,
        String occasion,
        Order order,
        List<OrderLine> places,
        Event event,
        UnaryOperator<Values> more) {
      Values values = more.apply(Values.of(order, places, event, enclosures.page(order.code())));
      List<Letter> letters = new ArrayList<>();
      Instant notAfter = Reminders.notAfter(kind, event);
      letters.add(
          letter(kind, occasion, Channel.MAIL, order, order.buyer().email(), values, notAfter));
      String phone = Twilio.number(order.buyer().phone());
      if (!phone.isEmpty() && wishes.wantSms(kind)) {
        letters.add(letter(kind, occasion, Channel.SMS, order, phone, values, notAfter));
      }
      return letters;
    }

    private Letter letter(
        Kind kind,
        String occasion,
        Channel channel,
        Order order,
        String to,
        Values values,
        @Nullable Instant notAfter) {
      Language language = Language.ofTag(order.buyer().language());
      Template template = words.apply(new TemplateKey(kind, channel, language));
      Rendered rendered = Templates.render(template, channel, language, values);
      return new Letter(
          order.code(),
          kind,
          kind.urgency(),
          occasion,
          channel,
          language,
          to,
          rendered.subject(),
          rendered.text(),
          rendered.html(),
          notAfter);
    }
  }
}
