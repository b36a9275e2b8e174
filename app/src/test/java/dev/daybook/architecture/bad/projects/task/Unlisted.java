package dev.daybook.architecture.bad.projects.task;

import dev.daybook.kernel.context.Aggregate;

/** An aggregate that no context page names. */
abstract class Unlisted implements Aggregate<Object, Object, Object, Object> {}
