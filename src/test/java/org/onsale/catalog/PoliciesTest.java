package org.onsale.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.onsale.platform.FieldError;
import org.onsale.platform.StoredJson;
import org.onsale.platform.TestDatabase;

class PoliciesTest {
  private static final PoliciesDetails GENEROUS =
      new PoliciesDetails(
          "give_back",
          new PoliciesDetails.Refunds(48, true, true),
          new PoliciesDetails.BoxOffice(72));

  private final Catalog catalog = new Catalog(TestDatabase.create().database(), Clock.systemUTC());
  private final Event event =
      Drafts.of(
          catalog,
          new VenueDetails("Hall", "Street 1", "Vienna", "AT", "Europe/Vienna"),
          "Concert");

  private EventChange set(PoliciesDetails details) {
    return catalog.setPolicies(event.id(), event.version(), details);
  }

  @Test
  void an_event_begins_with_places_retaken_or_offered_and_no_refunds() {
    assertThat(event.policies())
        .isEqualTo(new Policies(Policies.LatePayment.RETAKE_OR_OFFER, null, null));
  }

  @Test
  void policies_are_kept_and_go_from_node_to_node() {
    Event changed = ((EventChange.Changed) set(GENEROUS)).event();
    assertThat(changed.policies())
        .isEqualTo(
            new Policies(
                Policies.LatePayment.GIVE_BACK,
                new RefundPolicy(48, true, true),
                new BoxOfficePolicy(72)));
    assertThat(changed.version()).isEqualTo(event.version() + 1);
    assertThat(catalog.event(event.id())).contains(changed);
    assertThat(PoliciesDetails.of(changed.policies())).isEqualTo(GENEROUS);
    assertThat(StoredJson.read(StoredJson.write(changed), Event.class)).isEqualTo(changed);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(ints = {0, 721})
  void a_reservation_lasts_for_one_to_720_hours(@Nullable Integer hours) {
    EventChange change = set(new PoliciesDetails(null, null, new PoliciesDetails.BoxOffice(hours)));
    assertThat(((EventChange.Refused) change).errors())
        .extracting(FieldError::field)
        .containsExactly("boxOffice.hours");
  }

  @Test
  void a_reservation_ends_no_later_than_the_event_begins() {
    Instant placed = Instant.parse("2026-03-01T12:00:00Z");
    BoxOfficePolicy twoHours = new BoxOfficePolicy(2);
    assertThat(twoHours.deadline(placed, placed.plusSeconds(7201)))
        .isEqualTo(placed.plusSeconds(7200));
    assertThat(twoHours.deadline(placed, placed.plusSeconds(7199)))
        .isEqualTo(placed.plusSeconds(7199));
  }

  @Test
  void what_is_left_out_gets_its_default() {
    Event changed = ((EventChange.Changed) set(new PoliciesDetails(null, null, null))).event();
    assertThat(changed.policies()).isEqualTo(Policies.DEFAULT);
  }

  @Test
  void an_old_version_overwrites_nothing() {
    set(GENEROUS);
    assertThat(set(GENEROUS)).isInstanceOf(EventChange.Conflict.class);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(ints = {-1, RefundPolicy.MAX_HOURS + 1})
  void hours_that_make_no_deadline_are_refused_by_name(@Nullable Integer hours) {
    EventChange change =
        set(new PoliciesDetails("keep it", new PoliciesDetails.Refunds(hours, null, null), null));
    assertThat(((EventChange.Refused) change).errors())
        .extracting(FieldError::field)
        .containsExactly("latePayment", "refunds.hoursBefore");
  }

  @Test
  void a_deadline_is_hours_before_the_start() {
    assertThat(new RefundPolicy(48, false, false).deadline(Instant.parse("2030-06-03T18:00:00Z")))
        .isEqualTo("2030-06-01T18:00:00Z");
  }
}
