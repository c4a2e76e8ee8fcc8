package org.onsale.inventory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What happened in a simulation, a line a step; silent unless somebody wants to read it. */
final class Trace {
  private final boolean on;
  private final List<String> lines = new ArrayList<>();
  private final Map<UUID, String> batches = new HashMap<>();

  Trace(boolean on) {
    this.on = on;
  }

  void say(Object... words) {
    if (on) {
      StringBuilder line = new StringBuilder().append(lines.size()).append(' ');
      for (Object word : words) {
        line.append(' ').append(word instanceof Command<?> command ? describe(command) : word);
      }
      lines.add(line.toString());
    }
  }

  private static String describe(Command<?> command) {
    return switch (command) {
      case Command.TakeHold take ->
          "hold %s of %s%s%s for %s"
              .formatted(
                  number(take.id()),
                  take.best() == null ? take.seats() : "the best " + take.best().quantity(),
                  take.pools().isEmpty() ? "" : " and " + take.pools(),
                  take.replaces() == null ? "" : " instead of " + number(take.replaces()),
                  take.lifetime());
      case Command.Claim claim ->
          "claim %s for %s of %s for %s"
              .formatted(
                  number(claim.hold()), claim.order(), claim.customer(), claim.paymentTime());
      case Command.Confirm confirm ->
          "confirm %s for %s".formatted(number(confirm.hold()), confirm.order());
      case Command.Cancel cancel ->
          "cancel %s of %s".formatted(number(cancel.hold()), cancel.order());
      case Command.Return back ->
          "return %s %s of %s of %s"
              .formatted(back.seats(), back.pools(), number(back.hold()), back.order());
      case Command.Release release ->
          "release %s by %s"
              .formatted(
                  number(release.hold()), release.order() == null ? "buyer" : release.order());
      default -> command.toString();
    };
  }

  /** {@link Buyers} number their holds. */
  private static String number(UUID hold) {
    return "#" + hold.getLeastSignificantBits();
  }

  /** Batches have random ids; in a trace they are numbered as they appear. */
  String name(UUID batch) {
    return on ? batches.computeIfAbsent(batch, id -> "batch " + (batches.size() + 1)) : "";
  }

  List<String> lines() {
    return lines;
  }
}
