package org.onsale;

import io.quarkus.runtime.annotations.QuarkusMain;
import org.onsale.nodes.Nodes;
import org.onsale.platform.EmbeddedPostgres;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code ./onsale COMMAND}. */
@QuarkusMain
@Command(
    name = "./onsale",
    description = "Onsale sells tickets, and is built for the minute they go on sale.",
    subcommands = {
      RunCommand.class,
      ImportPlanCommand.class,
      TokenCommand.class,
      VerifyCommand.class,
      ProveCommand.class,
    })
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    // RequestGuard looks at addresses itself, and says what is wrong with them.
    System.setProperty("vertx.disableURIValidation", "true");
    int exit = commandLine().execute(arguments);
    System.out.flush();
    System.exit(exit);
  }

  private static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(
            (exception, commandLine, parsed) -> {
              if (exception instanceof PlainException
                  || exception instanceof EmbeddedPostgres.UnusableException
                  || exception instanceof Nodes.DidNotStart) {
                commandLine.getErr().println(exception.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
              }
              throw exception;
            });
  }
}
