package org.onsale.storefront;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.onsale.catalog.EventSummary;
import org.onsale.catalog.Presales;

/** When one can begin to buy, as people say it: the nearer, the more exact. */
final class Opening {
  private static final int WITHIN_DAYS = 6;
  private static final int WITHOUT_YEAR = 300;

  private Opening() {}

  static String words(EventSummary event, Instant now, Reader reader) {
    Optional<Presales.Presale> presale = event.presales().after(now);
    Instant opens = presale.map(Presales.Presale::from).orElse(event.saleOpensAt());
    ZonedDateTime at = opens.atZone(event.venue().timeZone());
    return words(presale.isPresent(), at, Reader.daysUntil(now, at), reader);
  }

  private static String words(boolean presale, ZonedDateTime at, long days, Reader reader) {
    EventWords words = reader.words();
    String time = reader.clock(at);
    if (days == 0) {
      return presale ? words.presaleToday(time) : words.onSaleToday(time);
    }
    if (days == 1) {
      return presale ? words.presaleTomorrow(time) : words.onSaleTomorrow(time);
    }
    if (days <= WITHIN_DAYS) {
      return presale ? words.presaleInDays(days) : words.onSaleInDays(days);
    }
    String day = day(days, at, reader);
    return presale ? words.presaleOn(day) : words.onSaleOn(day);
  }

  private static String day(long days, ZonedDateTime at, Reader reader) {
    return days <= WITHOUT_YEAR ? reader.nearDay(at) : reader.shortDay(at);
  }
}
