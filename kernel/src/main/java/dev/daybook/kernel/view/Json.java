package dev.daybook.kernel.view;

import dev.daybook.kernel.log.JsonBytes;

/**
 * Writes records as JSON and reads them back: the codec, as a view sees it. Unknown fields are
 * passed over.
 */
public interface Json {
  JsonBytes write(Object value);

  <T> T read(JsonBytes json, Class<T> type);
}
