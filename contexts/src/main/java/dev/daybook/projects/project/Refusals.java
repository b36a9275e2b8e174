package dev.daybook.projects.project;

import dev.daybook.kernel.Rejection;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is said to a command that is refused, where several rules say it. */
final class Refusals {
  private Refusals() {}

  static Rejection cannotBeCleared(String field) {
    return Rejection.content(
        "field_required",
        "The field " + field + " cannot be cleared. Give it a value or leave it out.",
        Map.of("field", field));
  }

  static Rejection notPermitted(Project project, ProjectFacts facts) {
    var may =
        Stream.of(project.owner(), project.createdBy()).distinct().map(Object::toString).toList();
    return Rejection.permission(
        "not_permitted",
        "Only "
            + String.join(" and ", may)
            + " may change the project '"
            + project.name()
            + "', not "
            + facts.actor()
            + ". Ask one of them to do it, or to make you its owner with project.update.",
        Moves.details("actor", facts.actor().toString(), "may", may));
  }

  static Rejection gone(Project project) {
    return new Rejection(
        "project_deleted",
        Rejection.Kind.NOT_FOUND,
        "The project '" + project.name() + "' was deleted. project.undo brings it back.",
        Map.of("project", project.id().text()));
  }

  static Rejection projectFinal(Project project, String what) {
    return Rejection.state(
        "project_final",
        "The project '"
            + project.name()
            + "' is "
            + words(project.status())
            + ", which is final, so it can no longer "
            + what
            + ". Undo that move first, or create a new project.",
        Moves.details("status", Moves.word(project.status()), "allowedMoves", List.of()));
  }

  static boolean outOfOrder(@Nullable LocalDate start, @Nullable LocalDate target) {
    return start != null && target != null && target.isBefore(start);
  }

  static Rejection datesOutOfOrder(@Nullable LocalDate start, @Nullable LocalDate target) {
    return Rejection.content(
        "dates_out_of_order",
        "The target date "
            + target
            + " lies before the start date "
            + start
            + ". Give a later targetDate or an earlier"
            + " startDate.",
        Moves.details("startDate", String.valueOf(start), "targetDate", String.valueOf(target)));
  }

  static String named(List<Phase> phases) {
    return String.join(
        ", ",
        phases.stream().map(each -> each.name() + " (" + words(each.status()) + ")").toList());
  }

  static List<Map<String, Object>> listing(List<Phase> phases) {
    return phases.stream()
        .map(each ->
            Moves.details(
                "phase",
                each.id().text(),
                "name",
                each.name(),
                "status",
                Moves.word(each.status())))
        .toList();
  }

  static String words(Enum<?> value) {
    return Moves.word(value).replace('_', ' ');
  }
}
