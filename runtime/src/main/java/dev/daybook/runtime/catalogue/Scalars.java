package dev.daybook.runtime.catalogue;

import dev.daybook.kernel.Id;
import dev.daybook.runtime.codec.TextValues;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values that are one JSON text, number or boolean. */
final class Scalars {
  private final IdResolver ids;

  Scalars(IdResolver ids) {
    this.ids = ids;
  }

  @Nullable Object text(FieldSpec field, JsonNode node, String pointer, List<Fault> faults) {
    if (!node.isString()) {
      Wording.wrong(field, new FieldType.Text(), node, pointer, faults);
      return null;
    }
    var text = node.stringValue();
    var most = field.type() instanceof FieldType.Many ? field.each() : field.max();
    var least = field.type() instanceof FieldType.Many ? 0 : field.min();
    if (text.length() > most) {
      faults.add(
          new Fault(
              pointer,
              "The text has " + text.length() + " characters.",
              "at most " + most + " characters"));
    } else if (text.length() < least || (least > 0 && text.isBlank())) {
      faults.add(
          new Fault(
              pointer,
              "The text is too short.",
              "at least " + least + " characters that are not blank"));
    } else if (!field.pattern().isEmpty() && !Pattern.matches(field.pattern(), text)) {
      faults.add(
          new Fault(
              pointer,
              "'" + Wording.cut(text) + "' has the wrong form.",
              "text that matches " + field.pattern()));
    } else if (text.indexOf('\0') >= 0) {
      faults.add(new Fault(pointer, "The text holds a NUL character.", "text without NUL"));
    } else if (unpaired(text)) {
      faults.add(
          new Fault(pointer, "The text holds half a surrogate pair.", "well-formed Unicode"));
    }
    return text;
  }

  private static boolean unpaired(String text) {
    for (var i = 0; i < text.length(); i++) {
      var here = text.charAt(i);
      if (Character.isSurrogate(here)) {
        var paired =
            Character.isHighSurrogate(here)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  @Nullable Object whole(
      FieldSpec field, int bits, JsonNode node, String pointer, List<Fault> faults) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      Wording.wrong(field, new FieldType.Whole(bits), node, pointer, faults);
      return null;
    }
    var number = node.longValue();
    if (number < field.min() || number > field.max()) {
      faults.add(
          new Fault(
              pointer,
              number + " is out of bounds.",
              Wording.expected(field, new FieldType.Whole(bits))));
      return null;
    }
    if (bits == 32) {
      return Math.toIntExact(number);
    }
    return number;
  }

  @Nullable Object decimal(FieldSpec field, JsonNode node, String pointer, List<Fault> faults) {
    if (!node.isNumber()) {
      Wording.wrong(field, new FieldType.Decimal(), node, pointer, faults);
      return null;
    }
    var number = node.doubleValue();
    if (!Double.isFinite(number) || number < field.min() || number > field.max()) {
      faults.add(
          new Fault(
              pointer,
              "The number is out of bounds.",
              Wording.expected(field, new FieldType.Decimal())));
      return null;
    }
    return number;
  }

  @Nullable Object parsed(
      FieldSpec field,
      FieldType type,
      Class<?> target,
      JsonNode node,
      String pointer,
      List<Fault> faults) {
    if (!node.isString()) {
      Wording.wrong(field, type, node, pointer, faults);
      return null;
    }
    var text = node.stringValue();
    if (Id.class.isAssignableFrom(target)) {
      var id = ids.resolve(target, text);
      if (id.isEmpty()) {
        faults.add(
            new Fault(
                pointer,
                "Nothing is known as '" + Wording.cut(text) + "'.",
                "an existing " + Wording.expected(field, type)));
      }
      return id.orElse(null);
    }
    try {
      if (target == Instant.class) {
        return Instant.parse(text);
      }
      if (target == LocalDate.class) {
        return LocalDate.parse(text);
      }
      if (target == Duration.class) {
        return Duration.parse(text);
      }
      return TextValues.reader(target).orElseThrow().apply(text);
    } catch (IllegalArgumentException | DateTimeException refused) {
      faults.add(
          new Fault(
              pointer,
              "'" + Wording.cut(text) + "' cannot be read.",
              Wording.expected(field, type)));
      return null;
    }
  }
}
