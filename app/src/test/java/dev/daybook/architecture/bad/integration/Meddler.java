package dev.daybook.architecture.bad.integration;

import dev.daybook.architecture.bad.projects.task.TaskDecider;

final class Meddler {
  TaskDecider decider;
}
