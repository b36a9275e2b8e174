package dev.daybook.runtime.codec;

import dev.daybook.kernel.context.Aggregate;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a kept state depends on, as a text: the state version of its aggregate, the components of
 * the state with their types, all the way down, and the versions of the aggregate's events. A
 * program that gives another text folds anew.
 */
public final class StateShape {
  /** Raised when a snapshot itself is written differently. */
  private static final int FORM = 1;

  private final StringBuilder text = new StringBuilder();
  private final Set<Class<?>> seen = new LinkedHashSet<>();

  private StateShape() {}

  /** The text of an aggregate. */
  public static String of(Aggregate<?, ?, ?, ?> aggregate) {
    var shape = new StateShape();
    shape.line("form " + FORM);
    shape.line("state version " + aggregate.stateVersion());
    shape.type(aggregate.state());
    Sealed.records(aggregate.events()).stream()
        .map(event -> Aggregate.typeOf(event).toString())
        .sorted()
        .forEach(shape::line);
    return shape.text.toString();
  }

  private void type(Type type) {
    switch (type) {
      case Class<?> plain when plain.isArray() -> type(plain.getComponentType());
      case Class<?> plain -> declared(plain);
      case ParameterizedType generic -> {
        type(generic.getRawType());
        Arrays.stream(generic.getActualTypeArguments()).forEach(this::type);
      }
      case WildcardType any -> Arrays.stream(any.getUpperBounds()).forEach(this::type);
      case GenericArrayType array -> type(array.getGenericComponentType());
      default -> line(type.getTypeName());
    }
  }

  private void declared(Class<?> type) {
    if (!seen.add(type)) {
      return;
    }
    if (type.isRecord()) {
      for (var component : type.getRecordComponents()) {
        line(
            type.getName()
                + "."
                + component.getName()
                + ": "
                + component.getGenericType().getTypeName());
      }
      for (var component : type.getRecordComponents()) {
        type(component.getGenericType());
      }
    } else if (type.isEnum()) {
      line(
          type.getName()
              + Arrays.stream(type.getEnumConstants())
                  .map(String::valueOf)
                  .collect(Collectors.joining(", ", ": ", "")));
    } else if (type.isInterface() && type.isSealed()) {
      for (var permitted : type.getPermittedSubclasses()) {
        line(type.getName() + " > " + permitted.getName());
        type(permitted);
      }
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
