package dev.daybook.integration.taskmaster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON value as a range of its source text. {@code end} is exclusive. */
sealed interface SourceNode {
  int start();

  int end();

  /** An object with its members in source order, repeated names included. */
  record Obj(int start, int end, List<Member> members) implements SourceNode {
    public Obj {
      members = List.copyOf(members);
    }

    /** The member of this name; the last one where a name is repeated, as JSON readers do. */
    @Nullable Member member(String name) {
      for (var i = members.size() - 1; i >= 0; i--) {
        if (members.get(i).name().equals(name)) {
          return members.get(i);
        }
      }
      return null;
    }
  }

  record Arr(int start, int end, List<SourceNode> items) implements SourceNode {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /** Text, number, true, false or null. */
  record Scalar(int start, int end, Kind kind) implements SourceNode {}

  /** A name and its value; {@code start} is the place of the opening quote of the name. */
  record Member(String name, int start, SourceNode value) {}

  /** What a scalar is. */
  enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    NULL
  }

  /** What the value is, in words, for messages. */
  default String what() {
    return switch (this) {
      case Obj _ -> "an object";
      case Arr _ -> "a list";
      case Scalar scalar ->
          switch (scalar.kind()) {
            case TEXT -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
          };
    };
  }
}
