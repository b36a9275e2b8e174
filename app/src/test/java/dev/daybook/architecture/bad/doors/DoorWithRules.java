package dev.daybook.architecture.bad.doors;

import dev.daybook.architecture.bad.projects.task.TaskDecider;

final class DoorWithRules {
  TaskDecider decider;
}
