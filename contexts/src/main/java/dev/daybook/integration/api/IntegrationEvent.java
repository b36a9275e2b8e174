package dev.daybook.integration.api;

import dev.daybook.kernel.catalogue.Describe;
import dev.daybook.kernel.catalogue.EventName;
import dev.daybook.projects.api.ProjectId;

/**
 * What happened between Daybook and other systems. The names in @EventName are the storage format:
 * add, never edit.
 */
public sealed interface IntegrationEvent {
  @EventName(
      value = "integration.taskmaster_tag_imported",
      description =
          "One tag of a Task Master file was taken over; it stands in the same append as the tag's"
              + " tasks.")
  record TaskmasterTagImported(
      @Describe("The project it was imported into") ProjectId project,
      @Describe("The tag") String tag,
      @Describe(
              "The text of the tag in the file around its tasks; U+0001, a task's id and U+0001"
                  + " stand for each task")
          String template,
      @Describe("SHA-256 of the tag's text in the file, in hexadecimal digits") String sha256,
      @Describe("How many tasks and subtasks were created") int created,
      @Describe("How many tasks and subtasks were changed") int changed,
      @Describe("How many fields had been changed on both sides and were kept") int conflicts)
      implements IntegrationEvent {}

  @EventName(
      value = "integration.taskmaster_synced",
      description = "A Task Master file was imported, all of it.",
      aliases = {"taskmaster_synced", "integration:taskmaster_synced", "TaskMasterSynced"})
  record TaskmasterSynced(
      @Describe("The project it was imported into") ProjectId project,
      @Describe("The file's name") String taskmasterId,
      @Describe("How many tasks and subtasks of the project stand in the file") int syncedTasks,
      @Describe("How many deliverables came with them") int syncedDeliverables,
      @Describe("The shape of the file") Shape shape,
      @Describe(
              "The text of the file around its tags; U+0001, a tag's name in quotes and U+0001"
                  + " stand for each tag")
          String template,
      @Describe("SHA-256 of the file, in hexadecimal digits") String sha256)
      implements IntegrationEvent {}
}
