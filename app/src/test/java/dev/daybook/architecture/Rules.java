package dev.daybook.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import dev.daybook.kernel.DaybookException;
import dev.daybook.kernel.context.Aggregate;
import dev.daybook.kernel.context.BoundedContext;
import dev.daybook.kernel.view.View;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * The rules of the house, for the tree below a root package: {@code dev.daybook} itself, or the
 * fixtures that break every one of them.
 */
final class Rules {
  private static final String[] CONTEXTS = {
    "projects", "infrastructure", "knowledge", "assistants", "agents", "prompts", "integration"
  };
  private static final String[] LANGUAGE = {"java..", "org.jspecify.."};
  private static final String[] BEYOND_JAVA_BASE = {
    "java.sql..", "java.net.http..", "java.awt..", "java.rmi..", "java.util.logging.."
  };

  private final String root;

  /** The rule, and the fixture that it is seen to fail on. */
  record Rule(String name, String culprit, ArchRule rule) {
    @Override
    public String toString() {
      return name;
    }
  }

  Rules(String root) {
    this.root = root;
  }

  List<Rule> all() {
    return List.of(
        new Rule("the kernel uses only java.base and JSpecify", "KernelWithSql", kernel()),
        new Rule("contexts see only the kernel", "ViewOnJdbc", contexts()),
        new Rule("contexts never see one another", "Nosy", contextsApart()),
        new Rule("integration sees only the others' api", "Meddler", integration()),
        new Rule("doors see runtime, kernel and api", "DoorWithRules", doors()),
        new Rule("doors never see one another", "Peeking", doorsApart()),
        new Rule("nobody depends on app", "KnowsApp", app()),
        new Rule("stores see only the kernel", "StoreOnRuntime", stores()),
        new Rule("stores never see one another", "StoreOnRuntime", storesApart()),
        new Rule("only app and bench know a store", "KnowsStore", storesHidden()),
        new Rule("aggregates ask the machine nothing", "TaskDecider", aggregates()),
        new Rule("aggregates ask no clock and draw no number", "TaskDecider", handedIn()),
        new Rule("events and commands are records in a sealed interface", "Loose", words()),
        new Rule("what is nested in an event interface has a name", "Nameless", named()),
        new Rule("a context page lists every aggregate and view", "Unlisted", listed()),
        new Rule("exceptions extend DaybookException", "StrayException", exceptions()),
        new Rule("nobody throws a bare exception", "Habits", bareExceptions()),
        new Rule("no future or publisher is promised", "Habits", blocking()),
        new Rule("there are no thread-locals", "Habits", threadLocals()),
        new Rule("nobody sleeps", "Habits", sleeping()),
        new Rule("nobody prints", "Habits", printing()),
        new Rule("reflection stays with codec and catalogue", "Habits", reflection()),
        new Rule("every package is null-marked", "Habits", nullMarked()));
  }

  private ArchRule kernel() {
    return classes()
        .that(in("kernel.."))
        .should()
        .onlyDependOnClassesThat(
            in("kernel..")
                .or(resideInAnyPackage(LANGUAGE))
                .and(not(resideInAnyPackage(BEYOND_JAVA_BASE))));
  }

  private ArchRule contexts() {
    return classes()
        .that(contextClasses())
        .should()
        .onlyDependOnClassesThat(
            contextClasses()
                .or(in("kernel.."))
                .or(resideInAPackage("tools.jackson.core.."))
                .or(resideInAnyPackage(LANGUAGE))
                .and(not(resideInAnyPackage(BEYOND_JAVA_BASE))));
  }

  private ArchRule contextsApart() {
    return slices()
        .matching(root + ".(*)..")
        .as("contexts")
        .that(describe("are contexts", slice -> slice.stream().anyMatch(contextClasses())))
        .should()
        .notDependOnEachOther()
        .ignoreDependency(in("integration.."), resideInAnyPackage(each(".api..")));
  }

  private ArchRule integration() {
    return noClasses()
        .that(in("integration.."))
        .should()
        .dependOnClassesThat(
            contextClasses()
                .and(not(resideInAnyPackage(each(".api.."))))
                .and(not(in("integration.."))));
  }

  private ArchRule doors() {
    return classes()
        .that(in("doors.."))
        .should()
        .onlyDependOnClassesThat(
            in("doors..", "runtime..", "kernel..", "integration.taskmaster")
                .or(resideInAnyPackage(each(".api..")))
                .or(not(in(".")))
                .and(not(resideInAnyPackage("java.sql..", "org.sqlite.."))));
  }

  /** What they share is who may come in; and the CLI reaches a server by its table of routes. */
  private ArchRule doorsApart() {
    return slices()
        .matching(root + ".doors.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(in("doors.."), in("doors.security.."))
        .ignoreDependency(
            in("doors.cli.."),
            theClass(root + ".doors.http.Routes").or(theClass(root + ".doors.http.Route")));
  }

  private ArchRule app() {
    return noClasses()
        .that(in(".").and(not(in("app.."))))
        .should()
        .dependOnClassesThat(in("app.."));
  }

  private ArchRule stores() {
    return noClasses()
        .that(in("store.."))
        .should()
        .dependOnClassesThat(in(".").and(not(in("store..", "kernel.."))));
  }

  private ArchRule storesApart() {
    return slices().matching(root + ".store.(*)..").should().notDependOnEachOther();
  }

  private ArchRule storesHidden() {
    return noClasses()
        .that(in(".").and(not(in("store..", "app..", "bench.."))))
        .should()
        .dependOnClassesThat(in("store.."));
  }

  private ArchRule aggregates() {
    return noClasses()
        .that(aggregateClasses())
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "java.io..",
                    "java.nio.file..",
                    "java.nio.channels..",
                    "java.util.concurrent..",
                    "java.util.logging..",
                    "org.slf4j..",
                    "java.net..")
                .or(assignableTo(Thread.class))
                .or(assignableTo(java.util.random.RandomGenerator.class))
                .or(type(java.time.Clock.class)));
  }

  private ArchRule handedIn() {
    return noClasses()
        .that(aggregateClasses())
        .should()
        .callMethodWhere(
            describe(
                "the machine is asked for time or chance",
                call -> {
                  String owner = call.getTargetOwner().getName();
                  String method = call.getName();
                  return owner.startsWith("java.time.") && method.equals("now")
                      || owner.equals("java.util.UUID") && method.equals("randomUUID")
                      || owner.equals("java.lang.Math") && method.equals("random")
                      || owner.equals("java.util.Collections") && method.equals("shuffle")
                      || owner.equals("java.lang.System") && !method.equals("arraycopy");
                }));
  }

  private ArchRule words() {
    return classes()
        .that()
        .areAnnotatedWith("dev.daybook.kernel.catalogue.EventName")
        .or()
        .areAnnotatedWith("dev.daybook.kernel.catalogue.CommandName")
        .should(Conditions.beRecordsInASealedInterface());
  }

  private ArchRule named() {
    return classes()
        .that(
            contextClasses()
                .and(
                    describe(
                        "are records of an event interface",
                        word ->
                            word.isRecord()
                                && word.getEnclosingClass()
                                    .filter(outer -> outer.getSimpleName().endsWith("Event"))
                                    .filter(outer -> word.isAssignableTo(outer.getName()))
                                    .isPresent())))
        .should()
        .beAnnotatedWith("dev.daybook.kernel.catalogue.EventName");
  }

  private ArchRule listed() {
    return classes()
        .that(contextClasses())
        .and(assignableTo(Aggregate.class).or(assignableTo(View.class)))
        .and()
        .areNotInterfaces()
        .should(Conditions.beKnownToAn(BoundedContext.class));
  }

  private ArchRule exceptions() {
    return classes()
        .that(in("."))
        .and()
        .areAssignableTo(Throwable.class)
        .should()
        .beAssignableTo(DaybookException.class);
  }

  private ArchRule bareExceptions() {
    return noClasses()
        .that(in("."))
        .should()
        .callConstructorWhere(
            describe(
                "the exception says nothing by its type",
                call ->
                    List.of(
                                "java.lang.RuntimeException",
                                "java.lang.Exception",
                                "java.lang.Throwable",
                                "java.lang.Error")
                            .contains(call.getTargetOwner().getName())
                        && !call.getName().equals("super")
                        && !call.getOriginOwner().isAssignableTo(Throwable.class)));
  }

  private ArchRule blocking() {
    DescribedPredicate<JavaClass> reactive =
        assignableTo(CompletionStage.class)
            .or(assignableTo(Future.class))
            .or(assignableTo(Flow.Publisher.class))
            .or(assignableTo("org.reactivestreams.Publisher"));
    return methods()
        .that()
        .areDeclaredInClassesThat(in("."))
        .and()
        .arePublic()
        .should(Conditions.notMention(reactive));
  }

  private ArchRule threadLocals() {
    return noClasses().that(in(".")).should().dependOnClassesThat(assignableTo(ThreadLocal.class));
  }

  private ArchRule sleeping() {
    return noClasses()
        .that(in("."))
        .should()
        .callMethodWhere(
            describe(
                "a thread sleeps",
                call ->
                    call.getName().equals("sleep")
                        && List.of("java.lang.Thread", "java.util.concurrent.TimeUnit")
                            .contains(call.getTargetOwner().getName())));
  }

  /** {@code Main} hands the streams on; everything else writes where it is told to. */
  private ArchRule printing() {
    return noClasses()
        .that(in(".").and(not(theClass(root + ".app.Main"))))
        .should()
        .accessFieldWhere(
            describe(
                "it is a stream of the process",
                access ->
                    access.getTargetOwner().isEquivalentTo(System.class)
                        && List.of("out", "err", "in").contains(access.getName())))
        .orShould()
        .callMethodWhere(
            describe("a stack trace is printed", call -> call.getName().equals("printStackTrace")));
  }

  private ArchRule reflection() {
    return noClasses()
        .that(in(".").and(not(in("runtime.codec..", "runtime.catalogue..", "kernel.catalogue.."))))
        .should()
        .dependOnClassesThat(resideInAPackage("java.lang.reflect.."));
  }

  private ArchRule nullMarked() {
    return classes().that(in(".")).should(Conditions.resideInANullMarkedPackage());
  }

  /** Classes below the root, by package; {@code "."} is the whole tree. */
  private DescribedPredicate<JavaClass> in(String... packages) {
    return resideInAnyPackage(
        Stream.of(packages)
            .map(name -> name.equals(".") ? root + ".." : root + "." + name)
            .toArray(String[]::new));
  }

  private DescribedPredicate<JavaClass> contextClasses() {
    return resideInAnyPackage(each("..")).as("contexts");
  }

  /**
   * Everything of a context but its page, api, views and processes; integration has no aggregate.
   */
  private DescribedPredicate<JavaClass> aggregateClasses() {
    return contextClasses()
        .and(not(resideInAnyPackage(each(""))))
        .and(not(resideInAnyPackage(each(".api.."))))
        .and(not(resideInAnyPackage(each(".views.."))))
        .and(not(resideInAnyPackage(each(".processes.."))))
        .and(not(in("integration..")))
        .as("aggregates");
  }

  private String[] each(String suffix) {
    return Stream.of(CONTEXTS).map(context -> root + "." + context + suffix).toArray(String[]::new);
  }

  private static DescribedPredicate<JavaClass> theClass(String name) {
    return describe("are " + name, candidate -> candidate.getName().equals(name));
  }
}
