package org.onsale.demo;

/** A club: fifteen tables around a dance floor, whose standing places are a pool of the event. */
final class ClubNight {
  private static final double TABLE = 27;
  private static final double CHAIR = 44;

  private final PlanSketch sketch = new PlanSketch("Club", 900, 1010);
  private final String booth = sketch.category("Stage table", "#e64980");
  private final String table = sketch.category("Table", "#15aabf");
  private int tables;

  private ClubNight() {}

  static PlanSketch draw() {
    var club = new ClubNight();
    club.sketch.seatRadius(12);
    club.tables();
    return club.sketch;
  }

  private void tables() {
    PlanSketch.Zone zone = sketch.zone("Tables", 450, 500);
    zone.rectangle(230, 40, 440, 110)
        .fill("#33264a")
        .border("#33264a")
        .text("Stage", 450, 95, 30, "#ffffff");
    zone.rectangle(205, 190, 490, 470)
        .fill("#e6498014")
        .border("#e6498066")
        .text("Dance floor", 450, 425, 34, "#d6588a");
    zone.rectangle(230, 930, 440, 46)
        .fill("#80808022")
        .border("#80808055")
        .text("Bar", 450, 953, 20, "#808890");
    for (int row = 0; row < 4; row++) {
      double y = 240 + row * 125;
      String category = row < 2 ? booth : table;
      int chairs = row < 2 ? 4 : 5;
      table(zone, 100, y, chairs, category);
      table(zone, 800, y, chairs, category);
    }
    for (int column = 0; column < 7; column++) {
      table(zone, 96 + column * 118, column % 2 == 0 ? 770 : 840, 6, table);
    }
  }

  private void table(PlanSketch.Zone zone, double x, double y, int chairs, String category) {
    tables++;
    String number = Integer.toString(tables);
    zone.circle(x, y, TABLE)
        .fill("#80808026")
        .border("#80808055")
        .text(number, x, y, 18, "#808890");
    PlanSketch.Row row = zone.row(number, "Table %s", "none");
    for (int chair = 0; chair < chairs; chair++) {
      double angle = Math.PI * (2.0 * chair / chairs - 0.5);
      row.seat(x + CHAIR * Math.cos(angle), y + CHAIR * Math.sin(angle), category);
    }
  }
}
