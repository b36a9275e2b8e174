package dev.daybook.integration.taskmaster;

import java.util.List;

/**
 * What the import of one tag will do: the commands of its one append, and what is to be said about
 * it.
 *
 * @param commands empty where nothing is to be written
 */
record TagPlan(
    List<Object> commands,
    ImportReport.TagReport report,
    List<Notice> warnings,
    List<ImportReport.Conflict> conflicts,
    List<ImportReport.Reference> references) {}
