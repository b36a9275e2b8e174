package dev.daybook.integration.taskmaster;

import dev.daybook.integration.taskmaster.SourceNode.Arr;
import dev.daybook.integration.taskmaster.SourceNode.Kind;
import dev.daybook.integration.taskmaster.SourceNode.Member;
import dev.daybook.integration.taskmaster.SourceNode.Obj;
import dev.daybook.integration.taskmaster.SourceNode.Scalar;
import java.util.ArrayList;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads strict JSON (RFC 8259) into source ranges. Values are decoded only when somebody asks for
 * them.
 */
final class SourceParser {
  /** Levels of objects and lists a document may have. */
  static final int DEEPEST = 64;

  private static final int LONGEST = 64 * 1024 * 1024;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST)
                  .maxNameLength(LONGEST)
                  .build())
          .build();

  private final String text;
  private final JsonParser in;

  private SourceParser(String text, JsonParser in) {
    this.text = text;
    this.in = in;
  }

  /**
   * The one value the text holds.
   *
   * @throws JacksonException when it is not one JSON document; the exception knows the place
   */
  static SourceNode parse(String text) {
    try (var in = JSON.createParser(ObjectReadContext.empty(), text)) {
      var parser = new SourceParser(text, in);
      var token = in.nextToken();
      if (token == null) {
        return new Scalar(0, 0, Kind.NULL);
      }
      var root = parser.value(token);
      in.nextToken();
      if (in.currentToken() != null) {
        throw new tools.jackson.core.exc.StreamReadException(
            in, "There is more text after the end of the document", in.currentTokenLocation());
      }
      return root;
    }
  }

  private SourceNode value(JsonToken token) {
    var start = offset();
    return switch (token) {
      case START_OBJECT -> object(start);
      case START_ARRAY -> list(start);
      case VALUE_STRING -> new Scalar(start, endOfText(start), Kind.TEXT);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Scalar(start, endOfWord(start), Kind.NUMBER);
      case VALUE_TRUE, VALUE_FALSE -> new Scalar(start, endOfWord(start), Kind.BOOLEAN);
      case VALUE_NULL -> new Scalar(start, endOfWord(start), Kind.NULL);
      case PROPERTY_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("No value begins with " + token);
    };
  }

  private Obj object(int start) {
    var members = new ArrayList<Member>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      var nameStart = offset();
      var name = in.currentName();
      members.add(new Member(name, nameStart, value(in.nextToken())));
    }
    return new Obj(start, offset() + 1, members);
  }

  private Arr list(int start) {
    var items = new ArrayList<SourceNode>();
    for (var token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      items.add(value(token));
    }
    return new Arr(start, offset() + 1, items);
  }

  private int offset() {
    return (int) in.currentTokenLocation().getCharOffset();
  }

  /**
   * Behind the closing quote. Makes the parser read the text to its end, so that a broken one is
   * noticed.
   */
  private int endOfText(int start) {
    in.getStringLength();
    var at = start + 1;
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private int endOfWord(int start) {
    var at = start;
    while (at < text.length() && ",]}: \t\r\n\0".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
