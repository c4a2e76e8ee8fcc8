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
    return presale.isPresent() ? presale(at, now, reader) : sale(at, now, reader);
  }

  private static String sale(ZonedDateTime at, Instant now, Reader reader) {
    long days = Reader.daysUntil(now, at);
    EventWords words = reader.words();
    if (days == 0) {
      return words.onSaleToday(reader.clock(at));
    }
    if (days == 1) {
      return words.onSaleTomorrow(reader.clock(at));
    }
    return days <= WITHIN_DAYS ? words.onSaleInDays(days) : words.onSaleOn(day(days, at, reader));
  }

  private static String presale(ZonedDateTime at, Instant now, Reader reader) {
    long days = Reader.daysUntil(now, at);
    EventWords words = reader.words();
    if (days == 0) {
      return words.presaleToday(reader.clock(at));
    }
    if (days == 1) {
      return words.presaleTomorrow(reader.clock(at));
    }
    return days <= WITHIN_DAYS ? words.presaleInDays(days) : words.presaleOn(day(days, at, reader));
  }

  private static String day(long days, ZonedDateTime at, Reader reader) {
    return days <= WITHOUT_YEAR ? reader.nearDay(at) : reader.shortDay(at);
  }
}
