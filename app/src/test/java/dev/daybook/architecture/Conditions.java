package dev.daybook.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** What ArchUnit has no word for. */
final class Conditions {
  private Conditions() {}

  static ArchCondition<JavaClass> beRecordsInASealedInterface() {
    return condition(
        "be records nested in a sealed interface they implement",
        word ->
            word.isRecord()
                && word.getEnclosingClass()
                    .filter(outer -> outer.isInterface() && outer.reflect().isSealed())
                    .filter(outer -> word.isAssignableTo(outer.getName()))
                    .isPresent());
  }

  static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    return condition(
        "reside in a package with @NullMarked",
        type -> type.getPackage().isAnnotatedWith(NullMarked.class));
  }

  static ArchCondition<JavaClass> beKnownToAn(Class<?> page) {
    return condition(
        "be listed by a " + page.getSimpleName(),
        part ->
            part.getDirectDependenciesToSelf().stream()
                .map(Dependency::getOriginClass)
                .anyMatch(origin -> origin.isAssignableTo(page)));
  }

  static ArchCondition<JavaMethod> notMention(DescribedPredicate<JavaClass> unwanted) {
    return new ArchCondition<>("not mention a future or publisher") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        Stream.concat(
                method.getReturnType().getAllInvolvedRawTypes().stream(),
                method.getParameterTypes().stream()
                    .flatMap(type -> type.getAllInvolvedRawTypes().stream()))
            .filter(unwanted)
            .forEach(type ->
                events.add(
                    SimpleConditionEvent.violated(
                        method, method.getFullName() + " mentions " + type.getName())));
      }
    };
  }

  private static ArchCondition<JavaClass> condition(String what, Predicate<JavaClass> holds) {
    return new ArchCondition<>(what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!holds.test(type)) {
          events.add(SimpleConditionEvent.violated(type, type.getName() + " does not " + what));
        }
      }
    };
  }
}
