package org.onsale;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.io.PrintStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.onsale.demo.Demo;
import org.onsale.identity.SetupLinks;

/** What a start says once the server answers: where to go, and nothing else. */
final class Welcome implements QuarkusApplication {

  private final SetupLinks setupLinks;
  private final Demo demo;
  private final boolean withDemo;
  private final boolean training;
  private final String publicUrl;
  private final String data;

  /**
   * @param training ends as soon as the server answers, for the JVM to keep what it has loaded
   */
  @Inject
  Welcome(
      SetupLinks setupLinks,
      Demo demo,
      @ConfigProperty(name = "onsale.demo", defaultValue = "true") boolean withDemo,
      @ConfigProperty(name = "onsale.training", defaultValue = "false") boolean training,
      @ConfigProperty(name = "onsale.public-url", defaultValue = "http://localhost:8080")
          String publicUrl,
      @ConfigProperty(name = "onsale.data", defaultValue = "data") String data) {
    this.setupLinks = setupLinks;
    this.demo = demo;
    this.withDemo = withDemo;
    this.training = training;
    this.publicUrl = publicUrl;
    this.data = data;
  }

  @Override
  public int run(String... arguments) {
    if (withDemo && demo.load()) {
      System.out.println("The demo events are there: a theatre, a stadium and a club night.");
    }
    greet(System.out);
    if (!training) {
      Quarkus.waitForExit();
    }
    return 0;
  }

  private void greet(PrintStream out) {
    out.println();
    out.println("Onsale is running.");
    out.println();
    line(out, "Shop", publicUrl + "/");
    line(out, "Organisers", publicUrl + "/office");
    line(out, "API", publicUrl + "/api/docs");
    line(out, "Data", data);
    setupLinks.issueForOwner().ifPresent(token -> setUp(out, token));
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

  private static void line(PrintStream out, String name, String value) {
    out.printf("  %-12s %s%n", name, value);
  }
}
