package dev.daybook.runtime.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedConstructor;

/**
 * Builds records through handles that are adapted once, where Jackson adapts its own on every call.
 * What a constructor refuses is told as Jackson tells it.
 */
final class Records {
  private Records() {}

  static final class Builders extends ValueInstantiators.Base {
    @Override
    public ValueInstantiator modifyValueInstantiator(
        DeserializationConfig config, BeanDescription.Supplier bean, ValueInstantiator usual) {
      return bean.getBeanClass().isRecord()
              && usual.getClass() == StdValueInstantiator.class
              && usual.getWithArgsCreator() instanceof AnnotatedConstructor creator
          ? new Builder((StdValueInstantiator) usual, creator.getAnnotated())
          : usual;
    }
  }

  private static final class Builder extends StdValueInstantiator {
    private final MethodHandle create;

    Builder(StdValueInstantiator usual, Constructor<?> constructor) {
      super(usual);
      try {
        create =
            MethodHandles.lookup()
                .unreflectConstructor(constructor)
                .asFixedArity()
                .asSpreader(Object[].class, constructor.getParameterCount())
                .asType(MethodType.methodType(Object.class, Object[].class));
      } catch (IllegalAccessException hidden) {
        throw new IllegalStateException(constructor + " cannot be called", hidden);
      }
    }

    @Override
    public Object createFromObjectWith(
        DeserializationContext context, @Nullable Object[] components) {
      try {
        return create.invokeExact(components);
      } catch (Exception refused) {
        return context.handleInstantiationProblem(
            _valueClass, components, rewrapCtorProblem(context, refused));
      } catch (Error failed) {
        throw failed;
      } catch (Throwable failed) {
        throw new IllegalStateException(failed);
      }
    }
  }
}
