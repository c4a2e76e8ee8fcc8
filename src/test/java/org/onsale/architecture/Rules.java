package org.onsale.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.onsale.identity.GateOnly;
import org.onsale.identity.OrganiserOnly;
import org.onsale.platform.Gzipped;

/**
 * The rules of the house, as functions of the package that the modules are in, so that fixtures can
 * break them somewhere else.
 */
final class Rules {
  private static final String VAGUE = ".*(Service|Impl|Utils?|Manager|Helper|Dto|DTO)";

  /** Parameters by which pages are opened that not everybody may see. */
  private static final Set<String> SECRETS = Set.of("secret", "token", "hold", "code");

  private Rules() {}

  static ArchRule modules_use_only_what_the_table_allows(Modules modules) {
    return classes()
        .that(areIn(modules.root()))
        .should(
            new ArchCondition<JavaClass>("use only what the table of modules allows") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                String module = modules.of(type).orElseThrow();
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                  modules
                      .of(dependency.getTargetClass().getBaseComponentType())
                      .filter(used -> !used.equals(module))
                      .filter(used -> !allowed(modules, module).contains(used))
                      .ifPresent(used -> events.add(violated(dependency)));
                }
              }
            });
  }

  private static Set<String> allowed(Modules modules, String module) {
    return modules.allowed().getOrDefault(module, Set.of());
  }

  private static ConditionEvent violated(Dependency dependency) {
    return SimpleConditionEvent.violated(dependency, dependency.getDescription());
  }

  static ArchRule every_module_is_in_the_table(Modules modules) {
    return classes()
        .that(areIn(modules.root()))
        .should(
            new ArchCondition<JavaClass>("be in a module of the table") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                String module = modules.of(type).orElseThrow();
                if (!modules.allowed().containsKey(module)) {
                  events.add(SimpleConditionEvent.violated(type, type + " is in " + module));
                }
              }
            });
  }

  static ArchRule modules_are_free_of_cycles(String root) {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles();
  }

  static ArchRule a_module_is_one_flat_package(String root) {
    return classes()
        .that(areIn(root))
        .should(
            new ArchCondition<JavaClass>("be directly in the package of their module") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                String below = type.getPackageName().substring(root.length());
                if (below.lastIndexOf('.') > 0) {
                  events.add(SimpleConditionEvent.violated(type, type + " is too deep"));
                }
              }
            });
  }

  static ArchRule the_ledger_uses_platform_only(String root) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".inventory..")
        .should()
        .dependOnClassesThat(
            areIn(root)
                .and(DescribedPredicate.not(resideInAPackage(root + ".inventory..")))
                .and(DescribedPredicate.not(resideInAPackage(root + ".platform.."))));
  }

  /** It only hears of things; pages and contract show what it makes of them. */
  static ArchRule only_pages_and_contract_depend_on_notifications(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            root + ".notifications..",
            root + ".api..",
            root + ".backoffice..",
            root + ".storefront..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(root + ".notifications..");
  }

  static ArchRule nobody_depends_on_analytics(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(root + ".analytics..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(root + ".analytics..");
  }

  /** What sells and admits can be driven by anything: pages, the API, a test, a batch. */
  static ArchRule what_sells_knows_no_http(String root) {
    return noClasses()
        .that()
        .resideInAnyPackage(
            root + ".seating..",
            root + ".inventory..",
            root + ".orders..",
            root + ".tickets..",
            root + ".checkin..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("jakarta.ws.rs..")
                .or(resideInAPackage("io.vertx.ext.web.."))
                .or(named(root + ".platform.Problem"))
                .or(named(root + ".platform.ProblemException")));
  }

  static ArchRule nothing_is_injected_into_fields(String root) {
    return noFields()
        .that()
        .areDeclaredInClassesThat(areIn(root))
        .should()
        .beAnnotatedWith("jakarta.inject.Inject")
        .orShould()
        .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty")
        .orShould()
        .beAnnotatedWith("jakarta.ws.rs.core.Context");
  }

  /** Outside the command line, which has no clock to be given. */
  static ArchRule time_is_asked_of_a_clock(String root) {
    return noClasses()
        .that(areIn(root).and(DescribedPredicate.not(areDirectlyIn(root))))
        .should()
        .callMethodWhere(target(asksTheSystemForTheTime()))
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Date")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Calendar");
  }

  private static DescribedPredicate<AccessTarget> asksTheSystemForTheTime() {
    return new DescribedPredicate<>("asks the system for the time") {
      @Override
      public boolean test(AccessTarget target) {
        String owner = target.getOwner().getName();
        boolean system = owner.equals("java.lang.System");
        boolean now = owner.startsWith("java.time.") && target.getName().equals("now");
        return (system && target.getName().equals("currentTimeMillis"))
            || (now && !takesClock((AccessTarget.CodeUnitCallTarget) target));
      }

      private static boolean takesClock(AccessTarget.CodeUnitCallTarget target) {
        return target.getRawParameterTypes().stream()
            .anyMatch(type -> type.getName().equals("java.time.Clock"));
      }
    };
  }

  static ArchRule names_say_what_a_class_is(String root) {
    return noClasses().that(areIn(root)).should().haveNameMatching(VAGUE);
  }

  static ArchRule null_is_marked_everywhere(String root) {
    return classes()
        .that(areIn(root))
        .should(
            new ArchCondition<JavaClass>("be in a package that is @NullMarked") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                JavaPackage home = type.getPackage();
                boolean marked =
                    home.tryGetPackageInfo().isPresent() && home.isAnnotatedWith(NullMarked.class);
                if (!marked) {
                  events.add(SimpleConditionEvent.violated(type, type + " is not marked"));
                }
              }
            });
  }

  /** Beside words that a stranger chose, the size of a compressed page tells its secrets. */
  static ArchRule what_is_compressed_is_for_everybody(String root) {
    return methods()
        .that()
        .areDeclaredInClassesThat(areIn(root))
        .and(areCompressed())
        .should(
            new ArchCondition<JavaMethod>("ask for nobody's secret and be behind no door") {
              @Override
              public void check(JavaMethod method, ConditionEvents events) {
                JavaClass type = method.getOwner();
                if (isGuarded(type) || isGuarded(method) || takesSecret(method)) {
                  events.add(SimpleConditionEvent.violated(method, method + " has secrets"));
                }
              }
            });
  }

  private static DescribedPredicate<JavaMethod> areCompressed() {
    return new DescribedPredicate<>("are compressed") {
      @Override
      public boolean test(JavaMethod method) {
        return method.isAnnotatedWith(Gzipped.class)
            || method.getOwner().isAnnotatedWith(Gzipped.class);
      }
    };
  }

  private static boolean isGuarded(CanBeAnnotated it) {
    return it.isAnnotatedWith(OrganiserOnly.class)
        || it.isAnnotatedWith(GateOnly.class)
        || it.isAnnotatedWith(POST.class);
  }

  private static boolean takesSecret(JavaMethod method) {
    return method.getParameters().stream()
        .anyMatch(
            parameter ->
                parameter.isAnnotatedWith(CookieParam.class)
                    || parameter
                        .tryGetAnnotationOfType(QueryParam.class)
                        .map(QueryParam::value)
                        .or(
                            () ->
                                parameter
                                    .tryGetAnnotationOfType(PathParam.class)
                                    .map(PathParam::value))
                        .filter(SECRETS::contains)
                        .isPresent());
  }

  private static DescribedPredicate<JavaClass> areIn(String root) {
    return resideInAPackage(root + "..").as("are in " + root);
  }

  private static DescribedPredicate<JavaClass> areDirectlyIn(String root) {
    return resideInAPackage(root);
  }

  private static DescribedPredicate<JavaClass> named(String name) {
    return new DescribedPredicate<>("is " + name) {
      @Override
      public boolean test(JavaClass type) {
        return type.getName().equals(name);
      }
    };
  }
}
