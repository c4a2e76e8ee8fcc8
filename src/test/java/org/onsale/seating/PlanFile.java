package org.onsale.seating;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Plan files for tests. */
final class PlanFile {

  /** Two zones, three rows, seven seats, two categories and one area of each shape. */
  static final String SMALL =
      """
      {
        "name": "Small hall",
        "size": {"width": 400, "height": 300},
        "categories": [
          {"name": "Stalls", "color": "#7b2cbf"},
          {"name": "Circle", "color": "rgb(255, 0, 128)"}
        ],
        "zones": [
          {
            "name": "Stalls", "zone_id": "stalls", "position": {"x": 100, "y": 50},
            "areas": [
              {"shape": "polygon", "position": {"x": 0, "y": -40}, "color": "#ddd",
               "polygon": {"points": [{"x": 0, "y": 0}, {"x": 90, "y": 0}, {"x": 45, "y": 20.5}]}},
              {"shape": "rectangle", "position": {"x": 10, "y": 0}, "rotation": 90, "border_color": "Navy",
               "rectangle": {"width": 30, "height": 20}},
              {"shape": "ellipse", "position": {"x": 1, "y": 2}, "ellipse": {"radius": {"x": 3, "y": 4}}},
              {"shape": "circle", "position": {"x": 5, "y": 6}, "circle": {"radius": 7}},
              {"shape": "text", "position": {"x": 8, "y": 9},
               "text": {"text": "Bühne", "position": {"x": 1, "y": 1}, "color": "#333333", "size": 18}}
            ],
            "rows": [
              {"row_number": "1", "row_label": "Reihe %s", "seat_label": "Platz %s",
               "row_number_position": "both", "position": {"x": 0, "y": 0},
               "seats": [
                 {"seat_guid": "s-1-2", "seat_number": "2", "position": {"x": 0, "y": 0}, "category": "Stalls"},
                 {"seat_guid": "s-1-1", "seat_number": "1", "position": {"x": 10.5, "y": 0}, "category": "Stalls"},
                 {"seat_guid": "s-1-3", "seat_number": "3", "position": {"x": 40, "y": 0}, "category": "Stalls", "radius": 6}
               ]},
              {"row_number": 2, "position": {"x": 0, "y": 20.25},
               "seats": [
                 {"seat_guid": "s-2-1", "seat_number": "1", "position": {"x": 0, "y": 0}, "category": "Stalls"},
                 {"seat_guid": "s-2-2", "seat_number": "2", "position": {"x": 10, "y": 0}, "category": "Stalls"}
               ]}
            ]
          },
          {
            "name": "Circle", "position": {"x": 100, "y": 200},
            "rows": [
              {"row_number": "A", "row_number_position": "start",
               "seats": [
                 {"seat_guid": "c-A-1", "seat_number": "1", "position": {"x": 0, "y": 0}, "category": "Circle"},
                 {"seat_guid": "c-A-2", "seat_number": "2", "position": {"x": 10, "y": 0}, "category": "Circle"}
               ]}
            ]
          }
        ]
      }
      """;

  private PlanFile() {}

  static InputStream stream(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }

  /** The small hall with one change. */
  static String smallWith(String old, String fresh) {
    if (!SMALL.contains(old)) {
      throw new IllegalArgumentException("not in the small hall: " + old);
    }
    return SMALL.replace(old, fresh);
  }

  /** A plain plan of {@code rows} rows of {@code seats} seats. */
  static String rectangular(int rows, int seats) {
    var json = new StringBuilder(rows * seats * 110 + 200);
    json.append(
        """
        {"name": "Field", "categories": [{"name": "All", "color": "#123456"}], "zones": [
        {"name": "Field", "position": {"x": 0, "y": 0}, "rows": [""");
    for (int row = 0; row < rows; row++) {
      json.append(row == 0 ? "" : ",");
      json.append(
          "{\"row_number\": \"%d\", \"row_number_position\": \"both\", \"position\": {\"x\": 0, \"y\": %d}, \"seats\": ["
              .formatted(row + 1, row * 10));
      for (int seat = 0; seat < seats; seat++) {
        json.append(seat == 0 ? "" : ",");
        json.append(
            "{\"seat_guid\": \"%d-%d\", \"seat_number\": \"%d\", \"category\": \"All\", \"position\": {\"x\": %s, \"y\": 0.5}}"
                .formatted(row, seat, seat + 1, String.format(Locale.ROOT, "%.2f", seat * 9.37)));
      }
      json.append("]}");
    }
    return json.append("]}]}").toString();
  }
}
