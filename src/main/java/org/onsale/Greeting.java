package org.onsale;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.onsale.identity.SetupLinks;

/** What a start says once the server answers: where to go, and nothing else. */
final class Greeting {
  private final String publicUrl;
  private final Map<String, String> lines = new LinkedHashMap<>();

  Greeting(String publicUrl, String data) {
    this.publicUrl = publicUrl;
    lines.put("Shop", publicUrl + "/");
    lines.put("Organisers", publicUrl + "/office");
    lines.put("API", publicUrl + "/api/docs");
    lines.put("Data", data);
  }

  Greeting with(String name, String text) {
    lines.put(name, text);
    return this;
  }

  /**
   * @param setupToken of the link with which the owner begins, when there is no owner yet
   */
  void print(PrintStream out, Optional<String> setupToken) {
    out.println();
    out.println("Onsale is running.");
    out.println();
    lines.forEach((name, text) -> out.printf("  %-12s %s%n", name, text));
    setupToken.ifPresent(token -> setUp(out, token));
    out.println();
    out.println("Ctrl-C stops it.");
    out.flush();
  }

  private void setUp(PrintStream out, String token) {
    out.println();
    out.println(
        "Nobody owns this Onsale yet. Set your password (the link works once, for "
            + SetupLinks.VALID.toHours()
            + " hours):");
    out.println("  " + publicUrl + "/set-up?token=" + token);
  }
}
