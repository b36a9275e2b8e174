package dev.daybook.runtime.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.daybook.kernel.DaybookException;
import dev.daybook.kernel.log.JsonBytes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/**
 * States of aggregates to JSON and back: as {@link JsonCodec} writes, and where a component is a
 * sealed interface its record's name stands beside its fields as {@code @type}. Safe for use by
 * many threads.
 */
public final class StateCodec {
  private final JsonMapper mapper;

  public StateCodec(JsonCodec json) {
    mapper = json.mapper().rebuild().annotationIntrospector(new SealedNames()).build();
  }

  /**
   * @throws DaybookException when the state cannot be written
   */
  public <S> JsonBytes write(S state, Class<S> type) {
    try {
      return JsonBytes.of(mapper.writerFor(type).writeValueAsBytes(state));
    } catch (JacksonException failed) {
      throw new DaybookException(
          type.getName() + " cannot be written as JSON: " + failed.getOriginalMessage(), failed);
    }
  }

  /**
   * @throws DaybookException when it is no such state
   */
  public <S> S read(JsonBytes state, Class<S> type) {
    try {
      return mapper.readValue(state.utf8(), type);
    } catch (JacksonException failed) {
      throw new DaybookException(
          "The JSON is not a " + type.getName() + ": " + failed.getOriginalMessage(), failed);
    }
  }

  /** Names the records of a sealed interface wherever the interface is what is declared. */
  private static final class SealedNames extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    @SuppressWarnings("NullAway") // null tells Jackson that no name is written
    public JsonTypeInfo.Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated it) {
      return isChoice(it.getRawType())
          ? JsonTypeInfo.Value.construct(
              JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "@type", null, false, null)
          : super.findPolymorphicTypeInfo(config, it);
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated it) {
      return isChoice(it.getRawType())
          ? Sealed.records(it.getRawType()).stream()
              .map(type -> new NamedType(type, name(type)))
              .toList()
          : super.findSubtypes(config, it);
    }

    /** {@code Shape.Circle}: what comes after the package. */
    private static String name(Class<?> type) {
      var whole = type.getName().substring(type.getPackageName().length() + 1);
      return whole.replace('$', '.');
    }

    private static boolean isChoice(Class<?> type) {
      return type.isInterface() && type.isSealed() && TextValues.reader(type).isEmpty();
    }
  }
}
