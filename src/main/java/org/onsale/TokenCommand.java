package org.onsale;

import java.io.PrintWriter;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.onsale.catalog.Catalog;
import org.onsale.catalog.Event;
import org.onsale.identity.Tokens;
import org.onsale.platform.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./onsale token}: prints a new API token, and nothing else, for scripts to catch. */
@Command(
    name = "token",
    description = "Prints a token for scripts, or for the gate of an event.",
    sortOptions = false)
final class TokenCommand implements Runnable {

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--label",
      paramLabel = "TEXT",
      scope = picocli.CommandLine.ScopeType.INHERIT,
      description = "what the list of tokens calls it")
  String label = "made by ./onsale token";

  @Override
  public void run() {
    if (spec == null) {
      throw new IllegalStateException("not parsed");
    }
    throw new ParameterException(
        spec.commandLine(), "Say which: ./onsale token organiser, or ./onsale token gate EVENT.");
  }

  @Command(description = "Prints a token that may do all an organiser may.")
  void organiser(@Mixin DatabaseOptions database) {
    try (OpenDatabase open = database.open()) {
      out().println(new Tokens(open.migrated(), Clock.systemUTC()).issueOrganiser(label));
    }
  }

  @Command(description = "Prints a token that may scan the tickets of one event.")
  void gate(
      @Mixin DatabaseOptions database,
      @Parameters(paramLabel = "EVENT", description = "its id or slug") String reference) {
    try (OpenDatabase open = database.open()) {
      Database migrated = open.migrated();
      Event event =
          new Catalog(migrated, Clock.systemUTC())
              .eventByIdOrSlug(reference)
              .orElseThrow(() -> new PlainException("There is no event " + reference + "."));
      out().println(new Tokens(migrated, Clock.systemUTC()).issueGate(event.id(), label));
    }
  }

  private PrintWriter out() {
    if (spec == null) {
      throw new IllegalStateException("not parsed");
    }
    return spec.commandLine().getOut();
  }
}
