package org.onsale;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.onsale.seating.ImportOutcome;
import org.onsale.seating.PlanError;
import org.onsale.seating.Plans;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./onsale import-plan}: a file of the open seating-plan format becomes a plan. */
@Command(name = "import-plan", description = "Imports a seating plan.", sortOptions = false)
final class ImportPlanCommand implements Callable<Integer> {

  @Spec @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "the plan, a JSON file")
  @Nullable Path file;

  @Option(names = "--name", paramLabel = "NAME", description = "its name (the one in the file)")
  String name = "";

  @Option(
      names = "--plan",
      paramLabel = "NUMBER",
      description = "makes a new version of this plan instead of a new plan")
  @Nullable Long plan;

  @Mixin DatabaseOptions database = new DatabaseOptions();

  @Override
  public Integer call() {
    Path source = file;
    if (source == null || spec == null) {
      throw new IllegalStateException("not parsed");
    }
    if (!Files.isReadable(source) || Files.isDirectory(source)) {
      throw new PlainException("There is no file " + source + " that can be read.");
    }
    PrintWriter out = spec.commandLine().getOut();
    return switch (load(source)) {
      case ImportOutcome.Imported imported -> {
        out.printf(
            "Plan %d, version %d: %,d seats.%n",
            imported.plan(), imported.version(), imported.seats());
        yield ExitCode.OK;
      }
      case ImportOutcome.Refused refused -> {
        complain(refused, spec.commandLine().getErr());
        yield ExitCode.SOFTWARE;
      }
      case ImportOutcome.UnknownPlan unknown ->
          throw new PlainException("There is no plan " + unknown.plan() + ".");
    };
  }

  private ImportOutcome load(Path source) {
    try (OpenDatabase open = database.open();
        InputStream json = Files.newInputStream(source)) {
      Plans plans = new Plans(open.migrated());
      return plan == null ? plans.importPlan(name, json) : plans.importVersion(plan, json);
    } catch (IOException e) {
      throw new PlainException("The file " + source + " cannot be read: " + e.getMessage());
    }
  }

  private static void complain(ImportOutcome.Refused refused, PrintWriter err) {
    err.printf(
        "The plan has %d %s, and nothing was changed:%n",
        refused.count(), refused.count() == 1 ? "fault" : "faults");
    for (PlanError error : refused.errors()) {
      err.println("  " + error.sentence());
    }
    if (refused.count() > refused.errors().size()) {
      err.printf("  … and %d more%n", refused.count() - refused.errors().size());
    }
  }
}
