package dev.daybook.runtime.codec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Says in plain words why a text is not JSON, and where. */
public final class JsonFaults {
  /** What the parser's message begins with, and how that is said to people. */
  private static final Map<Pattern, String> WORDS = new LinkedHashMap<>();

  static {
    say("Unexpected end-of-input|No content to map", "it ends before everything is closed");
    say("Duplicate Object property \"([^\"]{1,100})\"", "the field '$1' stands there twice");
    say("Unexpected close marker '(.)'", "'$1' closes what is not open");
    say("Trailing (?:token|comma)", "there is more behind what should be its end");
    say(
        "Unexpected character \\('(.)'.*was expecting double-quote",
        "'$1' stands where a field's name in double quotes should");
    say("Unexpected character \\('(.)'.*was expecting a colon", "'$1' stands where a colon should");
    say("Unexpected character \\('(.)'.*was expecting comma", "'$1' stands where a comma should");
    say("Unexpected character \\('(.)'", "'$1' is not expected there");
    say("Unrecognized token '([^']{1,100})'", "'$1' is no value; a text stands in double quotes");
    say(
        "Illegal unquoted character",
        "a line break or a control character stands in a text; write it as \\\\n or \\\\u000a");
    say("Unrecognized character escape", "a backslash stands before what it does not belong to");
    say("Invalid UTF-8|Invalid UTF-32", "it is not UTF-8");
    say("Invalid numeric value|Leading zeroes", "a number is not written as JSON writes it");
  }

  private JsonFaults() {}

  private static void say(String message, String words) {
    WORDS.put(Pattern.compile("(?s)^(?:" + message + ")"), words);
  }

  /** Where, with a blank before it: {@code " at line 1, column 7"}; empty where nobody knows. */
  public static String place(JacksonException fault) {
    var place = fault.getLocation();
    return place == null || place.getLineNr() < 1
        ? ""
        : " at line " + place.getLineNr() + ", column " + Math.max(1, place.getColumnNr());
  }

  /** Why, without a full stop. */
  public static String why(JacksonException fault) {
    if (fault instanceof StreamConstraintsException) {
      return "it is too deep or one of its parts is too long; at most "
          + JsonCodec.MOST_DEPTH
          + " levels are read";
    }
    if (fault instanceof UnexpectedEndOfInputException) {
      return "it ends before everything is closed";
    }
    var message = String.valueOf(fault.getOriginalMessage());
    for (var said : WORDS.entrySet()) {
      var found = said.getKey().matcher(message);
      if (found.find()) {
        return said.getKey().matcher(found.group()).replaceFirst(said.getValue());
      }
    }
    return "it cannot be read there";
  }
}
