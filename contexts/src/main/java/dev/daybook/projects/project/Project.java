package dev.daybook.projects.project;

import dev.daybook.kernel.Actor;
import dev.daybook.projects.api.Complexity;
import dev.daybook.projects.api.FieldChange;
import dev.daybook.projects.api.Impact;
import dev.daybook.projects.api.Milestone;
import dev.daybook.projects.api.MilestoneId;
import dev.daybook.projects.api.PhaseId;
import dev.daybook.projects.api.PhaseStatus;
import dev.daybook.projects.api.Priority;
import dev.daybook.projects.api.Probability;
import dev.daybook.projects.api.ProjectEvent;
import dev.daybook.projects.api.ProjectId;
import dev.daybook.projects.api.ProjectMetadata;
import dev.daybook.projects.api.ProjectStatus;
import dev.daybook.projects.api.Resource;
import dev.daybook.projects.api.ResourceId;
import dev.daybook.projects.api.Risk;
import dev.daybook.projects.api.RiskId;
import dev.daybook.projects.api.RiskState;
import dev.daybook.projects.undo.ChangeHistory;
import dev.daybook.projects.undo.FieldTree;
import dev.daybook.projects.undo.Plain;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A project as the events left it.
 *
 * @param version how many events it has; 0 before it is created
 * @param history what an undo can take back
 */
public record Project(
    ProjectId id,
    String key,
    Actor createdBy,
    Actor owner,
    String name,
    @Nullable String description,
    ProjectStatus status,
    @Nullable LocalDate startDate,
    @Nullable LocalDate targetDate,
    @Nullable LocalDate completionDate,
    ProjectMetadata metadata,
    List<String> tags,
    List<Phase> phases,
    List<Milestone> milestones,
    List<Risk> risks,
    List<Resource> resources,
    boolean archived,
    boolean deleted,
    long version,
    ChangeHistory history) {

  /** Before the first event. */
  static final Project NONE =
      new Project(
          new ProjectId(new UUID(0, 0)),
          "",
          Actor.SYSTEM,
          Actor.SYSTEM,
          "",
          null,
          ProjectStatus.PLANNED,
          null,
          null,
          null,
          new ProjectMetadata(Priority.MEDIUM, null, null, List.of()),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          false,
          false,
          0,
          ChangeHistory.EMPTY);

  static Project created(ProjectEvent.Created it) {
    return new Project(
        it.project(),
        it.key(),
        it.createdBy(),
        it.owner(),
        it.name(),
        it.description(),
        ProjectStatus.PLANNED,
        it.startDate(),
        it.targetDate(),
        null,
        it.metadata(),
        it.tags(),
        it.phases().stream().map(Phase::planned).toList(),
        List.of(),
        List.of(),
        List.of(),
        false,
        false,
        1,
        ChangeHistory.EMPTY);
  }

  /** Whether it was created and not deleted. */
  public boolean exists() {
    return version > 0 && !deleted;
  }

  /** Completed or cancelled. */
  public boolean isFinal() {
    return status == ProjectStatus.COMPLETED || status == ProjectStatus.CANCELLED;
  }

  /** Whether that actor may change it. */
  public boolean mayBeChangedBy(Actor actor) {
    return actor.equals(createdBy) || actor.equals(owner) || actor.kind() == Actor.Kind.SYSTEM;
  }

  public Optional<Phase> phase(PhaseId wanted) {
    return phases.stream().filter(each -> each.id().equals(wanted)).findFirst();
  }

  Optional<Milestone> milestone(MilestoneId wanted) {
    return milestones.stream().filter(each -> each.id().equals(wanted)).findFirst();
  }

  Optional<Risk> risk(RiskId wanted) {
    return risks.stream().filter(each -> each.id().equals(wanted)).findFirst();
  }

  Optional<Resource> resource(ResourceId wanted) {
    return resources.stream().filter(each -> each.id().equals(wanted)).findFirst();
  }

  /** The first phase in progress; empty between phases. */
  public Optional<Phase> currentPhase() {
    return phases.stream().filter(each -> each.is(PhaseStatus.IN_PROGRESS)).findFirst();
  }

  /** The phases that are neither completed nor deferred. */
  List<Phase> openPhases() {
    return phases.stream().filter(each -> !each.isSettled()).toList();
  }

  /** The phases that must be completed before that one starts, and are not. */
  public List<Phase> openDependencies(Phase phase) {
    return phases.stream()
        .filter(each -> phase.dependsOn().contains(each.id()) && !each.is(PhaseStatus.COMPLETED))
        .toList();
  }

  /**
   * Its fields as JSON-like values, in which changes are recorded and undone; parts lie under their
   * ids.
   */
  Map<String, Object> fields() {
    return Plain.empty()
        .with("owner", owner)
        .with("name", name)
        .with("description", description)
        .with("status", status)
        .with("startDate", startDate)
        .with("targetDate", targetDate)
        .with("completionDate", completionDate)
        .with("priority", metadata.priority())
        .with("complexity", metadata.complexity())
        .with("impact", metadata.impact())
        .with("externalDependencies", metadata.externalDependencies())
        .with("tags", tags)
        .with("phases", Parts.byId(phases, Phase::id, Phase::plain))
        .with("milestones", Parts.byId(milestones, Milestone::id, Project::plain))
        .with("risks", Parts.byId(risks, Risk::id, Project::plain))
        .with("resources", Parts.byId(resources, Resource::id, Project::plain))
        .with("archived", archived)
        .with("deleted", deleted)
        .fields();
  }

  /** With every changed field set to its new value. */
  Project changed(List<FieldChange> changes) {
    var fields = new Plain(FieldTree.apply(fields(), changes));
    return new Project(
        id,
        key,
        createdBy,
        Objects.requireNonNullElse(fields.parsed("owner", Actor::parse), createdBy),
        Objects.requireNonNullElse(fields.textOrNull("name"), key),
        fields.textOrNull("description"),
        Objects.requireNonNullElse(
            fields.word("status", ProjectStatus.class), ProjectStatus.PLANNED),
        fields.parsed("startDate", LocalDate::parse),
        fields.parsed("targetDate", LocalDate::parse),
        fields.parsed("completionDate", LocalDate::parse),
        new ProjectMetadata(
            Objects.requireNonNullElse(fields.word("priority", Priority.class), Priority.MEDIUM),
            fields.word("complexity", Complexity.class),
            fields.word("impact", Impact.class),
            fields.list("externalDependencies", text -> text)),
        fields.list("tags", text -> text),
        Parts.of(fields.map("phases"), "name", (at, part) -> Phase.from(PhaseId.parse(at), part)),
        Parts.of(
            fields.map("milestones"), "name", (at, part) -> milestone(MilestoneId.parse(at), part)),
        Parts.of(fields.map("risks"), "title", (at, part) -> risk(RiskId.parse(at), part)),
        Parts.of(
            fields.map("resources"), "kind", (at, part) -> resource(ResourceId.parse(at), part)),
        fields.flag("archived"),
        fields.flag("deleted"),
        version,
        history);
  }

  /** Without what an undo needs; an event that undoes says all that a fold needs. */
  public Project withoutHistory() {
    return new Project(
        id,
        key,
        createdBy,
        owner,
        name,
        description,
        status,
        startDate,
        targetDate,
        completionDate,
        metadata,
        tags,
        phases,
        milestones,
        risks,
        resources,
        archived,
        deleted,
        version,
        ChangeHistory.EMPTY);
  }

  /** At the next version. */
  Project next(ChangeHistory remembered) {
    return new Project(
        id,
        key,
        createdBy,
        owner,
        name,
        description,
        status,
        startDate,
        targetDate,
        completionDate,
        metadata,
        tags,
        phases,
        milestones,
        risks,
        resources,
        archived,
        deleted,
        version + 1,
        remembered);
  }

  static Plain plain(Milestone it) {
    return Plain.empty()
        .with("name", it.name())
        .with("dueDate", it.dueDate())
        .with("phase", it.phase())
        .with("reachedDate", it.reachedDate());
  }

  static Plain plain(Risk it) {
    return Plain.empty()
        .with("title", it.title())
        .with("probability", it.probability())
        .with("impact", it.impact())
        .with("mitigation", it.mitigation())
        .with("state", it.state());
  }

  static Plain plain(Resource it) {
    return Plain.empty()
        .with("kind", it.kind())
        .with("amount", it.amount())
        .with("note", it.note());
  }

  private static Milestone milestone(MilestoneId id, Plain fields) {
    return new Milestone(
        id,
        fields.text("name"),
        fields.parsed("dueDate", LocalDate::parse),
        fields.parsed("phase", PhaseId::parse),
        fields.parsed("reachedDate", LocalDate::parse));
  }

  private static Risk risk(RiskId id, Plain fields) {
    return new Risk(
        id,
        fields.text("title"),
        fields.word("probability", Probability.class),
        fields.word("impact", Impact.class),
        fields.textOrNull("mitigation"),
        Objects.requireNonNullElse(fields.word("state", RiskState.class), RiskState.OPEN));
  }

  private static Resource resource(ResourceId id, Plain fields) {
    return new Resource(
        id, fields.text("kind"), fields.textOrNull("amount"), fields.textOrNull("note"));
  }
}
