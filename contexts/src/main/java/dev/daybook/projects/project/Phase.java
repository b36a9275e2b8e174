package dev.daybook.projects.project;

import dev.daybook.projects.api.Criterion;
import dev.daybook.projects.api.CriterionId;
import dev.daybook.projects.api.Deliverable;
import dev.daybook.projects.api.DeliverableId;
import dev.daybook.projects.api.DeliverableStatus;
import dev.daybook.projects.api.InfrastructureRequirement;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.PhaseStatus;
import dev.daybook.projects.api.PlannedPhase;
import dev.daybook.projects.undo.Plain;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A phase as the events left it.
 *
 * @param blockedFrom the status it had before it was blocked; null while it is not blocked
 */
public record Phase(
    PhaseId id,
    String name,
    @Nullable String description,
    @Nullable String objective,
    PhaseStatus status,
    @Nullable Duration plannedDuration,
    @Nullable Duration actualDuration,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    List<PhaseId> dependsOn,
    List<Deliverable> deliverables,
    List<Criterion> criteria,
    List<InfrastructureRequirement> infrastructure,
    @Nullable PhaseStatus blockedFrom,
    @Nullable String blockingIssue,
    @Nullable Duration estimatedDelay) {

  static Phase planned(PlannedPhase plan) {
    return new Phase(
        plan.id(),
        plan.name(),
        plan.description(),
        plan.objective(),
        PhaseStatus.PENDING,
        plan.plannedDuration(),
        null,
        null,
        null,
        plan.dependsOn(),
        plan.deliverables(),
        plan.criteria(),
        plan.infrastructure(),
        null,
        null,
        null);
  }

  boolean is(PhaseStatus candidate) {
    return status == candidate;
  }

  /** Completed or put off: it holds up the completion of its project no longer. */
  boolean isSettled() {
    return status == PhaseStatus.COMPLETED || status == PhaseStatus.DEFERRED;
  }

  Optional<Deliverable> deliverable(DeliverableId wanted) {
    return deliverables.stream().filter(each -> each.id().equals(wanted)).findFirst();
  }

  Optional<Criterion> criterion(CriterionId wanted) {
    return criteria.stream().filter(each -> each.id().equals(wanted)).findFirst();
  }

  /** Its fields as JSON-like values, in which changes are recorded and undone. */
  Plain plain() {
    return Plain.empty()
        .with("name", name)
        .with("description", description)
        .with("objective", objective)
        .with("status", status)
        .with("plannedDuration", plannedDuration)
        .with("actualDuration", actualDuration)
        .with("startedAt", startedAt)
        .with("completedAt", completedAt)
        .with("dependsOn", dependsOn)
        .with("deliverables", Parts.byId(deliverables, Deliverable::id, Phase::plain))
        .with("criteria", Parts.byId(criteria, Criterion::id, Phase::plain))
        .with("infrastructure", infrastructure.stream().map(Phase::plain).toList())
        .with("blockedFrom", blockedFrom)
        .with("blockingIssue", blockingIssue)
        .with("estimatedDelay", estimatedDelay);
  }

  static Phase from(PhaseId id, Plain fields) {
    return new Phase(
        id,
        fields.text("name"),
        fields.textOrNull("description"),
        fields.textOrNull("objective"),
        Objects.requireNonNullElse(fields.word("status", PhaseStatus.class), PhaseStatus.PENDING),
        fields.parsed("plannedDuration", Duration::parse),
        fields.parsed("actualDuration", Duration::parse),
        fields.parsed("startedAt", Instant::parse),
        fields.parsed("completedAt", Instant::parse),
        fields.list("dependsOn", PhaseId::parse),
        Parts.of(
            fields.map("deliverables"),
            "name",
            (key, part) -> deliverable(DeliverableId.parse(key), part)),
        Parts.of(
            fields.map("criteria"), "text", (key, part) -> criterion(CriterionId.parse(key), part)),
        fields.parts("infrastructure").stream().map(Phase::requirement).toList(),
        fields.word("blockedFrom", PhaseStatus.class),
        fields.textOrNull("blockingIssue"),
        fields.parsed("estimatedDelay", Duration::parse));
  }

  static Plain plain(Deliverable it) {
    return Plain.empty()
        .with("name", it.name())
        .with("description", it.description())
        .with("kind", it.kind())
        .with("location", it.location())
        .with("status", it.status());
  }

  static Plain plain(Criterion it) {
    return Plain.empty().with("text", it.text()).with("met", it.met());
  }

  static Plain plain(InfrastructureRequirement it) {
    return Plain.empty()
        .with("serviceType", it.serviceType())
        .with("environment", it.environment())
        .with("configuration", it.configuration());
  }

  private static Deliverable deliverable(DeliverableId id, Plain fields) {
    return new Deliverable(
        id,
        fields.text("name"),
        fields.textOrNull("description"),
        fields.textOrNull("kind"),
        fields.textOrNull("location"),
        Objects.requireNonNullElse(
            fields.word("status", DeliverableStatus.class), DeliverableStatus.PLANNED));
  }

  private static Criterion criterion(CriterionId id, Plain fields) {
    return new Criterion(id, fields.text("text"), fields.flag("met"));
  }

  private static InfrastructureRequirement requirement(Plain fields) {
    var configuration = new LinkedHashMap<String, String>();
    fields.map("configuration").forEach((key, value) -> configuration.put(key, value.toString()));
    return new InfrastructureRequirement(
        fields.text("serviceType"), fields.text("environment"), configuration);
  }
}
