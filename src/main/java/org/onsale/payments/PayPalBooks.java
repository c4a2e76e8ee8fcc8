package org.onsale.payments;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Money;
import org.onsale.platform.Page;

/**
 * PayPal's search of transactions, which tells what there is; what has become of it, PayPal is
 * asked for each that is news to us. Others share the account: those count that this Onsale made.
 * One that our database does not know any more, after a restore, is taken into it, so that its
 * money can be given back.
 *
 * <p>Source: Transaction Search API 1.9 (developer.paypal.com/docs/api/transaction-search/v1).
 */
final class PayPalBooks {
  private static final Logger LOG = Logger.getLogger(PayPalBooks.class);

  /** Some hundred bytes each, and an answer has a mebibyte at most. */
  private static final int PAGE = 200;

  /** It takes up to three hours until a transaction is listed. */
  private static final Duration LATE = Duration.ofHours(4);

  private final PayPalClient paypal;
  private final Attempts attempts;
  private final String site;
  private final Clock clock;

  PayPalBooks(PayPalClient paypal, Attempts attempts, String site, Clock clock) {
    this.paypal = paypal;
    this.attempts = attempts;
    this.site = site;
    this.clock = clock;
  }

  /**
   * What is listed of the time since then, or of four hours before; empty if the account's app may
   * not search. A page may hold none and not be the last.
   *
   * @param cursor of the page before
   * @throws IOException when there is no answer that counts
   */
  Optional<Page<GatewayEntry>> madeSince(Instant since, @Nullable String cursor, int limit)
      throws IOException {
    Walk walk = cursor == null ? walk(since) : Walk.at(cursor);
    PayPalClient.Answer found;
    try {
      found = paypal.get(walk.search(Math.min(limit, PAGE)), Deadline.ofStep());
    } catch (PayPalClient.Forbidden e) {
      LOG.warn("PayPal's books are not read: its app has no permission for Transaction Search");
      return Optional.empty();
    }
    if (found.text("name").equals("RESULTSET_TOO_LARGE") && walk.isLong()) {
      return madeSince(since, walk.halved().cursor(), limit);
    }
    if (!found.isDone()) {
      throw new IOException("PayPal does not list its transactions");
    }
    List<GatewayEntry> entries = new ArrayList<>();
    for (String news : news(found.body().path("transaction_details"))) {
      entry(news).ifPresent(entries::add);
    }
    Walk next = walk.next(found.body().path("total_pages").asInt(1));
    return Optional.of(new Page<>(entries, next == null ? null : next.cursor()));
  }

  /** In one search, which may span 31 days. */
  private Walk walk(Instant since) {
    Instant now = clock.instant();
    long from = Lookback.from(since, LATE, now).getEpochSecond();
    return new Walk(from, now.getEpochSecond(), now.getEpochSecond(), 1);
  }

  /** The addresses of what these transactions tell of and we do not know yet, each once. */
  private Set<String> news(JsonNode details) {
    Set<String> news = new LinkedHashSet<>();
    for (JsonNode detail : details) {
      Listed listed = new Listed(detail.path("transaction_info"));
      listed
          .name()
          .filter(name -> isOurs(name) && isNews(name.key(), listed))
          .ifPresent(name -> news.add(listed.money()));
    }
    news.remove("");
    return news;
  }

  private boolean isOurs(PayPalName name) {
    return name.site().equals(site)
        || (name.site().isEmpty() && attempts.find(name.key()).isPresent());
  }

  /** What we have closed is always news: no money should be under it. */
  private boolean isNews(String key, Listed listed) {
    Optional<Attempt> attempt = attempts.find(key);
    if (attempt.isEmpty() || attempt.get().closed()) {
      return true;
    }
    return listed.isRefund()
        ? !attempts.hasRefund(key, listed.id())
        : !listed.id().equals(attempt.get().capture())
            && !listed.id().equals(attempt.get().authorisation());
  }

  /** Empty for what is decided by no one yet, and for what another program made after all. */
  private Optional<GatewayEntry> entry(String address) throws IOException {
    PayPalClient.Answer answer = paypal.get(address, Deadline.ofStep());
    PayPalMoney money = new PayPalMoney(answer.body());
    Optional<PayPalName> name = money.name().filter(this::isOurs);
    if (!answer.isDone() || name.isEmpty() || money.state() == PaymentState.UNKNOWN) {
      return Optional.empty();
    }
    String key = name.get().key();
    if (attempts.find(key).isEmpty()) {
      if (money.order().isEmpty()) {
        LOG.warnf("PayPal has payment %s, of which we know nothing, without an order", key);
        return Optional.empty();
      }
      attempts.adopt(key, "paypal", money.amount(), new Attempts.Lost(money.order(), null));
    }
    return Optional.of(new GatewayEntry(key, money.state(), money.amount(), givenBack(money)));
  }

  /** How much of it, only the order tells. */
  private Money givenBack(PayPalMoney money) throws IOException {
    Money none = Money.zero(money.amount().currency());
    if (!money.isGivenBackInPart()) {
      return money.isGivenBack() ? money.amount() : none;
    }
    PayPalClient.Answer order =
        paypal.get("/v2/checkout/orders/" + money.order(), Deadline.ofStep());
    return order.isDone() ? new PayPalOrder(order.body()).givenBack(none) : none;
  }

  /** A line of the search. */
  private record Listed(JsonNode info) {
    String id() {
      return text("transaction_id");
    }

    Optional<PayPalName> name() {
      return PayPalName.read(text("custom_field"));
    }

    boolean isRefund() {
      return text("transaction_event_code").startsWith("T11");
    }

    /** Where the money that it tells of is shown; empty of fees and other things. */
    String money() {
      String code = text("transaction_event_code");
      if (code.startsWith("T00")) {
        return "/v2/payments/captures/" + id();
      }
      if (code.startsWith("T13")) {
        return "/v2/payments/authorizations/" + id();
      }
      return isRefund() ? "/v2/payments/captures/" + text("paypal_reference_id") : "";
    }

    private String text(String field) {
      return info.path(field).asText("");
    }
  }

  /**
   * Where a walk through the search is, in seconds of the epoch: at a page of a stretch of time,
   * after which others come until the end.
   */
  private record Walk(long from, long to, long end, int page) {
    static Walk at(String cursor) {
      String[] parts = cursor.split(",", 4);
      return new Walk(
          Long.parseLong(parts[0]),
          Long.parseLong(parts[1]),
          Long.parseLong(parts[2]),
          Integer.parseInt(parts[3]));
    }

    String cursor() {
      return from + "," + to + "," + end + "," + page;
    }

    /** All kinds are asked for: what is set aside moves no balance. */
    String search(int size) {
      return "/v1/reporting/transactions?fields=transaction_info&balance_affecting_records_only=N"
          + "&start_date="
          + shown(from)
          + "&end_date="
          + shown(to)
          + "&page_size="
          + size
          + "&page="
          + page;
    }

    private static String shown(long second) {
      return Instant.ofEpochSecond(second).toString();
    }

    boolean isLong() {
      return to - from > 1;
    }

    Walk halved() {
      return new Walk(from, from + (to - from) / 2, end, 1);
    }

    /** Null after the last page. */
    @Nullable Walk next(int pages) {
      if (page < pages) {
        return new Walk(from, to, end, page + 1);
      }
      return to < end ? new Walk(to, end, end, 1) : null;
    }
  }
}
