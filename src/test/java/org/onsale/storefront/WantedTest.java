package org.onsale.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.onsale.catalog.Search;

class WantedTest {
  private static final LocalDate WEDNESDAY = LocalDate.parse("2026-03-04");

  @Test
  void the_weekend_begins_on_friday_or_now_and_ends_on_sunday() {
    assertThat(days("weekend", WEDNESDAY)).isEqualTo("2026-03-06/2026-03-08");
    assertThat(days("weekend", LocalDate.parse("2026-03-06"))).isEqualTo("2026-03-06/2026-03-08");
    assertThat(days("weekend", LocalDate.parse("2026-03-08"))).isEqualTo("2026-03-08/2026-03-08");
  }

  @Test
  void the_month_begins_now() {
    assertThat(days("month", WEDNESDAY)).isEqualTo("2026-03-04/2026-03-31");
  }

  @Test
  void a_day_that_is_named_alone_is_meant() {
    Wanted wanted = Wanted.of("", "", "", "2026-05-01");
    assertThat(wanted.when()).isEqualTo(Wanted.When.DATE);
    Search search = wanted.search(WEDNESDAY);
    assertThat(search.from()).isEqualTo(search.until()).isEqualTo("2026-05-01");
    assertThat(Wanted.of("", "", "weekend", "2026-05-01").when()).isEqualTo(Wanted.When.WEEKEND);
  }

  @Test
  void what_makes_no_sense_is_left_out() {
    for (String date : List.of("", "soon", "2026-02-30", "+999999999-01-01", "-0001-01-01")) {
      assertThat(Wanted.of("", "", "date", date).isEmpty()).as(date).isTrue();
    }
    assertThat(Wanted.of(" \0 ", "", "next year", "").isEmpty()).isTrue();
    assertThat(Wanted.of("x".repeat(1_000), "", "", "").words()).hasSize(100);
  }

  @Test
  void its_address_says_all_of_it_and_nothing_else() {
    assertThat(Wanted.of("", "", "", "").address()).isEqualTo("/");
    assertThat(Wanted.of("a&b", "Köln", "month", "").address())
        .isEqualTo("/?q=a%26b&city=K%C3%B6ln&when=month");
    assertThat(Wanted.of("", "", "date", "2026-05-01").address("abc"))
        .isEqualTo("/?date=2026-05-01&cursor=abc");
  }

  private static String days(String when, LocalDate today) {
    Search search = Wanted.of("", "", when, "").search(today);
    return search.from() + "/" + search.until();
  }
}
