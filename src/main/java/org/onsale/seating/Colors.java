package org.onsale.seating;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The colours a plan may use: those of CSS Color Module Level 4 that a file can be expected to
 * hold, {@code #rgb}, {@code #rrggbb} (each with or without alpha), {@code rgb()}, {@code rgba()}
 * and the names. Nothing else, because they go into pages as they are.
 */
final class Colors {
  private static final Pattern HEX =
      Pattern.compile("#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})");
  private static final Pattern RGB =
      Pattern.compile(
          "rgba?\\( ?[0-9]{1,3} ?, ?[0-9]{1,3} ?, ?[0-9]{1,3} ?(, ?(0|1|[01]?\\.[0-9]{1,4}) ?)?\\)");

  private static final Set<String> NAMES =
      Set.of(
          """
          aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue \
          blueviolet brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk \
          crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki \
          darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen \
          darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue \
          dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite \
          gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki \
          lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan \
          lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen \
          lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen \
          magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen \
          mediumslateblue mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream \
          mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid \
          palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum \
          powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown \
          seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen \
          steelblue tan teal thistle tomato transparent turquoise violet wheat white whitesmoke \
          yellow yellowgreen"""
              .split(" "));

  /** For categories without one: apart for most eyes, also those that confuse red and green. */
  private static final String[] PALETTE = {
    "#3366cc", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8c6bb1", "#999933"
  };

  private Colors() {}

  static boolean known(String color) {
    return HEX.matcher(color).matches()
        || RGB.matcher(color).matches()
        || NAMES.contains(color.toLowerCase(Locale.ROOT));
  }

  /** A colour for the category of that number, from 1. */
  static String ofCategory(int number) {
    return PALETTE[(number - 1) % PALETTE.length];
  }
}
