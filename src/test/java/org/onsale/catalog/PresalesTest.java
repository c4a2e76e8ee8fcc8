package org.onsale.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.onsale.platform.AccessCodes;
import org.onsale.platform.FieldError;
import org.onsale.platform.StoredJson;
import org.onsale.platform.TestDatabase;
import org.onsale.platform.TestFolder;

class PresalesTest {
  private static final Duration TICK = Duration.ofNanos(1000);

  private Catalog catalog;
  private PresaleCodes presales;
  private Event event;
  private Instant opens;

  @BeforeEach
  void open() {
    catalog = new Catalog(TestDatabase.create().database(), Clock.systemUTC());
    presales = new PresaleCodes(catalog, new AccessCodes(TestFolder.secrets()));
    event =
        Drafts.withPool(
            catalog,
            new VenueDetails("Hall", "Street 1", "Berlin", "DE", "Europe/Berlin"),
            "Club night",
            new PoolDetails(null, "Standing", 100, 1250L));
    opens = event.saleOpensAt();
  }

  private PresaleDetails phase(String name, int from, int until, String... codes) {
    return new PresaleDetails(
        name,
        opens.minus(Duration.ofHours(from)),
        opens.minus(Duration.ofHours(until)),
        Arrays.asList(codes),
        null,
        null,
        null);
  }

  private Event set(PresaleDetails... phases) {
    EventChange change = presales.set(event.id(), event.version(), Arrays.asList(phases));
    assertThat(change).isInstanceOf(EventChange.Changed.class);
    event = ((EventChange.Changed) change).event();
    return event;
  }

  private List<String> faults(@Nullable PresaleDetails... phases) {
    EventChange change = presales.set(event.id(), event.version(), Arrays.asList(phases));
    assertThat(change).isInstanceOf(EventChange.Refused.class);
    return ((EventChange.Refused) change).errors().stream().map(FieldError::field).toList();
  }

  @Test
  void a_presale_is_on_from_its_first_instant_to_the_one_before_its_end() {
    Event with = set(phase("Fans", 3, 1, "FANCLUB"));
    Instant from = opens.minus(Duration.ofHours(3));
    Instant until = opens.minus(Duration.ofHours(1));
    assertThat(with.phase(from.minus(TICK))).isEqualTo(Event.Phase.UPCOMING);
    assertThat(with.phase(from)).isEqualTo(Event.Phase.PRESALE);
    assertThat(with.phase(until.minus(TICK))).isEqualTo(Event.Phase.PRESALE);
    assertThat(with.phase(until)).isEqualTo(Event.Phase.UPCOMING);
    assertThat(with.phase(opens)).isEqualTo(Event.Phase.ON_SALE);
  }

  @Test
  void presales_follow_on_one_another_and_on_them_the_public_sale() {
    Event with = set(phase("Members", 1, 0, "MEMBER"), phase("Fans", 2, 1, "FANCLUB"));
    assertThat(with.presales().phases())
        .extracting(Presales.Presale::name)
        .containsExactly("Fans", "Members");
    Instant handOver = opens.minus(Duration.ofHours(1));
    assertThat(with.presales().at(handOver.minus(TICK)).orElseThrow().name()).isEqualTo("Fans");
    assertThat(with.presales().at(handOver).orElseThrow().name()).isEqualTo("Members");
    assertThat(with.presales().at(opens)).isEmpty();
    assertThat(with.nextTurn(handOver)).isEqualTo(opens);
    assertThat(with.nextTurn(handOver.minus(TICK))).isEqualTo(handOver);
  }

  @Test
  void a_code_opens_its_presale_of_its_event_however_it_is_typed() {
    Event with = set(phase("Fans", 3, 1, "fanclub", "FRIENDS"), phase("All", 1, 0));
    Presales.Presale fans = with.presales().phases().getFirst();
    assertThat(presales.opens(with, fans, " FanClub ")).isTrue();
    assertThat(presales.opens(with, fans, "friends")).isTrue();
    assertThat(presales.opens(with, fans, "FANCLUBS")).isFalse();
    assertThat(presales.opens(with, fans, "X".repeat(10_000))).isFalse();
    assertThat(with.presales().phases().getLast().needsCode()).isFalse();
    Event other = Drafts.of(catalog, new VenueDetails("A", "", "B", "DE", "Europe/Berlin"), "C");
    assertThat(presales.opens(other, fans, "FANCLUB")).isFalse();
  }

  @Test
  void organisers_read_codes_again_and_nobody_else_does() {
    Event with = set(phase("Fans", 3, 1, "fanclub"));
    assertThat(presales.of(with).getFirst().codes()).containsExactly("FANCLUB");
    assertThat(StoredJson.write(with)).doesNotContainIgnoringCase("FANCLUB");
    assertThat(StoredJson.read(StoredJson.write(with), Event.class)).isEqualTo(with);
    assertThat(catalog.event(with.id())).contains(with);
  }

  @Test
  void overlaps_are_refused_naming_the_later_of_the_two() {
    assertThat(faults(phase("Fans", 4, 2), phase("Members", 3, 1)))
        .containsExactly("presales[1].from");
    assertThat(faults(phase("Fans", 3, 2), phase("Members", 4, 1)))
        .containsExactly("presales[1].from");
    set(phase("Fans", 4, 2), phase("Members", 2, 1));
  }

  @Test
  void reversed_empty_and_late_times_are_refused() {
    assertThat(faults(phase("Fans", 1, 2))).containsExactly("presales[0].until");
    assertThat(faults(phase("Fans", 1, 1))).containsExactly("presales[0].until");
    assertThat(faults(phase("Fans", 1, -1))).containsExactly("presales[0].until");
    assertThat(faults(new PresaleDetails("Fans", null, null, null, null, null, null)))
        .containsExactly("presales[0].from", "presales[0].until");
    set(phase("Fans", 1, 0));
  }

  @Test
  void every_fault_is_named() {
    Instant from = opens.minus(Duration.ofHours(2));
    assertThat(
            faults(
                phase("Fans", 1, 0, "SHORT", "FANCLUB", "fanclub "),
                new PresaleDetails(
                    " fans", from, from.plusSeconds(1), null, 0, List.of(7), List.of(8)),
                null))
        .containsExactly(
            "presales[0].codes[0]",
            "presales[0].codes[2]",
            "presales[1].name",
            "presales[1].limitPerCustomer",
            "presales[1].categories",
            "presales[1].pools",
            "presales[2]");
    assertThat(catalog.event(event.id()).orElseThrow().presales()).isEqualTo(Presales.NONE);
  }

  @Test
  void there_are_at_most_ten_with_a_hundred_codes_each() {
    PresaleDetails[] many = new PresaleDetails[11];
    Arrays.setAll(many, i -> phase("Phase " + i, i + 1, i));
    assertThat(faults(many)).containsExactly("presales");
    String[] codes = new String[101];
    Arrays.setAll(codes, i -> "CODE" + (100 + i));
    assertThat(faults(phase("Fans", 1, 0, codes))).containsExactly("presales[0].codes");
  }

  @Test
  void the_public_sale_cannot_be_moved_into_a_presale() {
    set(phase("Fans", 3, 1));
    assertThat(open(opens.minus(Duration.ofHours(1)).minus(TICK)))
        .isInstanceOfSatisfying(
            EventChange.Refused.class,
            refused ->
                assertThat(refused.errors())
                    .extracting(FieldError::field)
                    .containsExactly("saleOpensAt"));
    assertThat(open(opens.minus(Duration.ofHours(1)))).isInstanceOf(EventChange.Changed.class);
  }

  private EventChange open(Instant at) {
    return catalog.update(
        event.id(),
        event.version(),
        new EventDetails(
            event.name(),
            "",
            event.venue().id(),
            event.startsAt(),
            at,
            event.saleClosesAt(),
            event.holdTime(),
            event.paymentTime(),
            event.limitPerCustomer(),
            "EUR"));
  }

  @Test
  void a_presale_of_places_that_are_gone_does_not_become_one_of_all() {
    EventChange planned =
        catalog.attachPlan(
            event.id(),
            event.version(),
            new Event.Plan(1, 1),
            List.of(new PlanCategory(1, "Floor", "#aa0000")),
            Map.of(1, 1000L));
    event = ((EventChange.Changed) planned).event();
    Instant from = opens.minus(Duration.ofHours(1));
    set(new PresaleDetails("Floor", from, opens, List.of(), null, List.of(1), null));
    EventChange detached = catalog.detachPlan(event.id(), event.version());
    assertThat(((EventChange.Changed) detached).event().presales()).isEqualTo(Presales.NONE);
  }

  @Test
  void who_lists_events_sees_that_a_presale_is_on() {
    Event with = set(phase("Fans", 3, 1));
    EventSummary listed = catalog.events("", null, 10).items().getFirst();
    assertThat(listed.phase(opens.minus(Duration.ofHours(2)))).isEqualTo(Event.Phase.PRESALE);
    assertThat(listed.presales()).isEqualTo(with.presales());
  }
}
