package org.onsale.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the rules against the house, and each rule against a fixture that breaks it. */
class ArchitectureTest {
  private static final String HOUSE = "org.onsale";
  private static final String FIXTURES = "org.onsale.architecture.fixtures";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/quarkus-app/"))
          .importPackages(HOUSE);

  /** A rule, and the fixture packages below {@link #FIXTURES} that each must break it. */
  private record Proven(Function<String, ArchRule> rule, List<String> brokenBy) {}

  private static final Map<String, Proven> RULES = rules();

  private static Map<String, Proven> rules() {
    var rules = new LinkedHashMap<String, Proven>();
    rules.put(
        "modules use only what the table allows",
        new Proven(
            root -> Rules.modules_use_only_what_the_table_allows(Modules.in(root)),
            List.of("upward", "sideways", "intotheroot")));
    rules.put(
        "every module is in the table",
        new Proven(
            root -> Rules.every_module_is_in_the_table(Modules.in(root)), List.of("unknown")));
    rules.put(
        "modules are free of cycles",
        new Proven(Rules::modules_are_free_of_cycles, List.of("cycle")));
    rules.put(
        "a module is one flat package",
        new Proven(Rules::a_module_is_one_flat_package, List.of("deep")));
    rules.put(
        "the ledger uses platform only",
        new Proven(Rules::the_ledger_uses_platform_only, List.of("ledger")));
    rules.put(
        "only pages and contract depend on notifications",
        new Proven(Rules::only_pages_and_contract_depend_on_notifications, List.of("told")));
    rules.put(
        "nobody depends on analytics",
        new Proven(Rules::nobody_depends_on_analytics, List.of("counted")));
    rules.put(
        "what sells knows no HTTP",
        new Proven(Rules::what_sells_knows_no_http, List.of("http", "problem")));
    rules.put(
        "nothing is injected into fields",
        new Proven(Rules::nothing_is_injected_into_fields, List.of("fieldinjection")));
    rules.put(
        "time is asked of a clock",
        new Proven(
            Rules::time_is_asked_of_a_clock, List.of("instantnow", "zonednow", "millis", "date")));
    rules.put(
        "names say what a class is",
        new Proven(Rules::names_say_what_a_class_is, List.of("vague", "vaguenested")));
    rules.put(
        "what is compressed is for everybody",
        new Proven(
            Rules::what_is_compressed_is_for_everybody,
            List.of("compressedsecret", "compressedoffice")));
    rules.put(
        "null is marked everywhere",
        new Proven(Rules::null_is_marked_everywhere, List.of("unmarked")));
    return rules;
  }

  @TestFactory
  Stream<DynamicTest> the_house_keeps_its_rules() {
    return RULES.entrySet().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.getKey(), () -> rule.getValue().rule().apply(HOUSE).check(CLASSES)));
  }

  @TestFactory
  Stream<DynamicTest> a_fixture_that_breaks_a_rule_is_caught() {
    return RULES.entrySet().stream()
        .flatMap(
            rule ->
                rule.getValue().brokenBy().stream()
                    .map(
                        fixture ->
                            DynamicTest.dynamicTest(
                                rule.getKey() + ": " + fixture,
                                () -> assertCaught(rule.getValue().rule(), fixture))));
  }

  private static void assertCaught(Function<String, ArchRule> rule, String fixture) {
    String root = FIXTURES + "." + fixture;
    JavaClasses classes = new ClassFileImporter().importPackages(root);
    assertThat(classes).as("classes of the fixture").isNotEmpty();
    EvaluationResult result = rule.apply(root).evaluate(classes);
    assertThat(result.hasViolation()).as("caught").isTrue();
    assertThat(result.getFailureReport().getDetails())
        .as("caught for what the fixture is about")
        .anyMatch(detail -> detail.contains("Broken"));
  }

  @Test
  void every_fixture_is_there_for_a_rule() {
    var packages =
        new ClassFileImporter()
            .importPackages(FIXTURES).stream()
                .map(type -> type.getPackageName().substring(FIXTURES.length() + 1))
                .map(name -> name.split("\\.", 2)[0])
                .collect(Collectors.toSet());
    var used = RULES.values().stream().flatMap(rule -> rule.brokenBy().stream()).toList();
    assertThat(used).containsExactlyInAnyOrderElementsOf(packages);
  }

  @Test
  void every_module_of_the_table_is_there() {
    Modules modules = Modules.in(HOUSE);
    var missing = new HashSet<>(modules.allowed().keySet());
    CLASSES.forEach(type -> modules.of(type).ifPresent(missing::remove));
    assertThat(missing).isEmpty();
  }
}
