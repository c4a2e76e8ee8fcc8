package org.onsale.demo;

import java.time.LocalTime;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.VenueDetails;

/**
 * One event to show.
 *
 * @param slug what the catalogue makes of the name; names the poster too
 * @param daysAhead of the first start, on which it takes place
 * @param prices in minor units, by the name of the price category
 * @param pool places without numbers; null for none
 */
record DemoEvent(
    String slug,
    String name,
    String description,
    VenueDetails venue,
    int daysAhead,
    LocalTime startsAt,
    int limitPerCustomer,
    String planName,
    Supplier<PlanSketch> plan,
    Map<String, Long> prices,
    @Nullable Pool pool) {

  record Pool(String name, int capacity, long price) {}

  static final String CURRENCY = "EUR";

  static DemoEvent theatre() {
    return new DemoEvent(
        "the-tempest",
        "The Tempest",
        """
        A ship breaks, a magician waits, and an island full of voices decides who may leave it.

        Shakespeare's last great play in a new staging: a cast of fourteen, live music on an organ of \
        glass, and a storm you can feel in the upper circle. Two hours and forty minutes with one \
        interval.""",
        new VenueDetails(
            "Alder Street Theatre", "12 Alder Street", "Dublin", "IE", "Europe/Dublin"),
        24,
        LocalTime.of(19, 30),
        8,
        "Alder Street Theatre",
        Theatre::draw,
        Map.of(
            "Premium stalls", 9500L,
            "Stalls", 7200L,
            "Dress circle", 5800L,
            "Upper circle", 3400L,
            "Boxes", 11000L),
        null);
  }

  static DemoEvent stadium() {
    return new DemoEvent(
        "harbour-cup-final",
        "Harbour Cup Final",
        """
        Eighty thousand people, two teams, one cup.

        Gates open three hours before kick-off. Come early: the harbour bands play in the fan park, and \
        the walk from the station takes twenty minutes when everybody else is walking too.""",
        new VenueDetails("Meridian Stadium", "1 Meridian Quay", "Hamburg", "DE", "Europe/Berlin"),
        52,
        LocalTime.of(20, 45),
        6,
        "Meridian Stadium",
        Stadium::draw,
        Map.of(
            "Halfway line", 14500L,
            "Long side", 11000L,
            "Corner", 7500L,
            "Behind the goal", 6000L,
            "Upper tier", 4000L),
        null);
  }

  static DemoEvent club() {
    return new DemoEvent(
        "nightshift",
        "Nightshift",
        """
        Five sets, one room, no phones on the floor.

        Dance on the floor, or take a table and keep your drink. Doors at ten, last entry at one. \
        Eighteen and over.""",
        new VenueDetails("Tidal Club", "Rua do Cais 44", "Lisbon", "PT", "Europe/Lisbon"),
        11,
        LocalTime.of(22, 0),
        10,
        "Tidal Club",
        ClubNight::draw,
        Map.of("Stage table", 6500L, "Table", 4500L),
        new Pool("Dance floor", 900, 2200L));
  }
}
