package org.onsale;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.onsale.demo.Demo;
import org.onsale.identity.SetupLinks;
import org.onsale.platform.Health;

/** What is done once the server answers: the demo events are made, and the person is greeted. */
final class Welcome implements QuarkusApplication {

  private final SetupLinks setupLinks;
  private final Demo demo;
  private final boolean withDemo;
  private final boolean training;
  private final boolean node;
  private final Health health;
  private final String publicUrl;
  private final String data;

  /**
   * @param training ends as soon as the server answers, for the JVM to keep what it has loaded
   * @param node is one of several, whose launcher greets
   */
  @Inject
  Welcome(
      SetupLinks setupLinks,
      Demo demo,
      Health health,
      @ConfigProperty(name = "onsale.demo", defaultValue = "true") boolean withDemo,
      @ConfigProperty(name = "onsale.training", defaultValue = "false") boolean training,
      @ConfigProperty(name = "onsale.node", defaultValue = "false") boolean node,
      @ConfigProperty(name = "onsale.public-url", defaultValue = "http://localhost:8080")
          String publicUrl,
      @ConfigProperty(name = "onsale.data", defaultValue = "data") String data) {
    this.setupLinks = setupLinks;
    this.demo = demo;
    this.withDemo = withDemo;
    this.training = training;
    this.node = node;
    this.health = health;
    this.publicUrl = publicUrl;
    this.data = data;
  }

  @Override
  public int run(String... arguments) {
    if (withDemo && demo.load()) {
      System.out.println("The demo events are there: a theatre, a stadium and a club night.");
    }
    health.open();
    if (!node) {
      new Greeting(publicUrl, data).print(System.out, setupLinks.issueForOwner());
    }
    if (!training) {
      Quarkus.waitForExit();
    }
    return 0;
  }
}
