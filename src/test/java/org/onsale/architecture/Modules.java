package org.onsale.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may use whom: the table of the design. Everyone may use platform; the root package, the HTTP
 * contract and the pages put everything together.
 *
 * @param root the package that the modules are in
 * @param allowed the modules, and for each what it may use besides itself
 */
record Modules(String root, Map<String, Set<String>> allowed) {

  /** The root package itself, which holds the main class and the command line. */
  static final String ROOT = "";

  private static final Set<String> ENTRY_POINTS =
      Set.of(
          "platform",
          "identity",
          "catalog",
          "seating",
          "inventory",
          "allocations",
          "payments",
          "orders",
          "tickets",
          "checkin",
          "notifications",
          "webhooks");

  /** The table, for modules that are in {@code root}. */
  static Modules in(String root) {
    return new Modules(
        root,
        Map.ofEntries(
            Map.entry("platform", Set.of()),
            Map.entry("identity", Set.of("platform")),
            Map.entry("catalog", Set.of("platform", "identity")),
            Map.entry("seating", Set.of("platform", "catalog")),
            Map.entry("inventory", Set.of("platform")),
            Map.entry("allocations", Set.of("platform", "catalog", "inventory")),
            Map.entry("payments", Set.of("platform")),
            Map.entry("orders", Set.of("platform", "catalog", "seating", "inventory", "payments")),
            Map.entry("tickets", Set.of("platform", "orders", "catalog")),
            Map.entry("checkin", Set.of("platform", "tickets")),
            Map.entry("notifications", Set.of("platform", "catalog", "orders", "tickets")),
            Map.entry("webhooks", Set.of("platform", "catalog", "orders")),
            Map.entry("api", ENTRY_POINTS),
            Map.entry("storefront", ENTRY_POINTS),
            Map.entry("backoffice", ENTRY_POINTS),
            Map.entry("demo", ENTRY_POINTS),
            Map.entry(
                "bench",
                Set.of("api", "catalog", "orders", "inventory", "payments", "platform", "verify")),
            Map.entry("nodes", Set.of("platform")),
            Map.entry("verify", Set.of("platform", "inventory")),
            Map.entry("prove", Set.of("platform", "identity", "verify")),
            Map.entry(
                ROOT,
                Set.of(
                    "platform",
                    "identity",
                    "catalog",
                    "seating",
                    "inventory",
                    "payments",
                    "orders",
                    "tickets",
                    "checkin",
                    "demo",
                    "bench",
                    "nodes",
                    "prove",
                    "verify"))));
  }

  /** The module of a class: the first package below the root; empty for classes of others. */
  Optional<String> of(JavaClass type) {
    String name = type.getPackageName();
    if (name.equals(root)) {
      return Optional.of(ROOT);
    }
    return name.startsWith(root + ".")
        ? Optional.of(name.substring(root.length() + 1).split("\\.", 2)[0])
        : Optional.empty();
  }
}
