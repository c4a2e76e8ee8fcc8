package org.onsale;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.onsale.platform.Database;
import org.onsale.verify.Audit;
import org.onsale.verify.Check;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./onsale verify}: prints every check of the audit; fails when one does not hold. */
@Command(name = "verify", description = "Audits the database.", sortOptions = false)
final class VerifyCommand implements Callable<Integer> {

  @Spec @Nullable CommandSpec spec;

  @Mixin DatabaseOptions database = new DatabaseOptions();

  @Override
  public Integer call() {
    if (spec == null) {
      throw new IllegalStateException("not parsed");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (OpenDatabase open = database.open()) {
      List<Check> checks = new Audit(new Database(open.address().dataSource())).run();
      checks.forEach(check -> print(check, out));
      long broken = checks.stream().filter(check -> !check.holds()).count();
      out.println();
      out.println(
          broken == 0
              ? "All is as it should be."
              : broken + " of " + checks.size() + " checks failed.");
      return broken == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    } catch (SQLException e) {
      throw new PlainException("The database cannot be audited: " + e.getMessage());
    }
  }

  private static void print(Check check, PrintWriter out) {
    out.println(check.verdict());
    check.faults().forEach(fault -> out.println("         " + fault));
  }
}
