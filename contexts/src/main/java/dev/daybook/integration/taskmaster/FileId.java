package dev.daybook.integration.taskmaster;

/**
 * The id of a task or subtask as its file spells it.
 *
 * @param json the JSON source: {@code 7} or {@code "7"}
 */
record FileId(String json) {
  /** The id as text, whatever its JSON type. */
  String text() {
    return json.startsWith("\"") ? JsonText.clean(JsonText.unquote(json)) : json;
  }

  boolean isNumber() {
    return !json.startsWith("\"");
  }

  @Override
  public String toString() {
    return json;
  }
}
