package dev.daybook.runtime.transfer;

import dev.daybook.kernel.DaybookException;

/**
 * Finds where a JSON value ends, strictly by RFC 8259 and in valid UTF-8, without making anything
 * of it. So the bytes of a value can be carried through as they are.
 */
final class JsonSpan {
  /** Deeper values are not written verbatim and not read. */
  static final int MOST_DEPTH = 256;

  private final byte[] bytes;
  private final int end;
  private int at;

  /** A value that begins at {@code from} and ends at {@code end} at the latest. */
  JsonSpan(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  /** What was found is not JSON; the message says what, and at which byte. */
  static final class NotJson extends DaybookException {
    private static final long serialVersionUID = 1L;

    NotJson(String message) {
      super(message);
    }

    /** A value on its way to the message that names the line; nobody reads where it came from. */
    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  /** Whether the bytes are exactly one value on one line, with nothing before or behind it. */
  static boolean isOneLine(byte[] bytes) {
    for (var one : bytes) {
      if (one == '\n' || one == '\r') {
        return false;
      }
    }
    if (bytes.length == 0 || isSpace(bytes[0]) || isSpace(bytes[bytes.length - 1])) {
      return false;
    }
    try {
      var span = new JsonSpan(bytes, 0, bytes.length);
      span.value(0);
      return span.at == bytes.length;
    } catch (NotJson _) {
      return false;
    }
  }

  /** Where it is: the index of the next byte. */
  int at() {
    return at;
  }

  boolean atEnd() {
    return at == end;
  }

  void spaces() {
    while (at < end && isSpace(bytes[at])) {
      at++;
    }
  }

  /** Whether the next byte is this one; it is passed over then. */
  boolean take(char expected) {
    if (at < end && bytes[at] == expected) {
      at++;
      return true;
    }
    return false;
  }

  void require(char expected) {
    if (!take(expected)) {
      throw wrong("'" + expected + "' was due");
    }
  }

  /** Passes over one value. */
  void value() {
    value(1);
  }

  private void value(int depth) {
    if (depth > MOST_DEPTH) {
      throw wrong("it is nested deeper than " + MOST_DEPTH + " levels");
    }
    if (at >= end) {
      throw wrong("a value was due");
    }
    switch (bytes[at]) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    }
  }

  private void object(int depth) {
    at++;
    spaces();
    if (take('}')) {
      return;
    }
    do {
      spaces();
      string();
      spaces();
      require(':');
      spaces();
      value(depth + 1);
      spaces();
    } while (take(','));
    require('}');
  }

  private void array(int depth) {
    at++;
    spaces();
    if (take(']')) {
      return;
    }
    do {
      spaces();
      value(depth + 1);
      spaces();
    } while (take(','));
    require(']');
  }

  private void word(String word) {
    for (var i = 0; i < word.length(); i++) {
      require(word.charAt(i));
    }
  }

  private void number() {
    take('-');
    if (!take('0')) {
      digits();
    }
    if (take('.')) {
      digits();
    }
    if (at < end && (bytes[at] == 'e' || bytes[at] == 'E')) {
      at++;
      if (!take('+')) {
        take('-');
      }
      digits();
    }
  }

  private void digits() {
    var first = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == first) {
      throw wrong("a value was due");
    }
  }

  /** Passes over a string, quotes included. */
  void string() {
    require('"');
    while (at < end) {
      var one = bytes[at];
      if (one == '"') {
        at++;
        return;
      }
      if (one == '\\') {
        escape();
      } else if (one >= 0x20) {
        at++;
      } else if (one >= 0) {
        throw wrong("a control character stands in a string");
      } else {
        at += utf8(one & 0xff);
      }
    }
    throw wrong("a string has no end");
  }

  private void escape() {
    at++;
    var one = at < end ? bytes[at] : 0;
    switch (one) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
      case 'u' -> {
        at++;
        for (var i = 0; i < 4; i++, at++) {
          if (at >= end || Character.digit(bytes[at], 16) < 0) {
            throw wrong("\\u takes four hexadecimal digits");
          }
        }
      }
      default -> throw wrong("there is no such escape");
    }
  }

  /** The length of the sequence that begins here (Unicode 17, table 3-7). */
  private int utf8(int first) {
    if (first >= 0xc2 && first <= 0xdf) {
      continued(1, 0x80, 0xbf);
      return 2;
    }
    if (first >= 0xe0 && first <= 0xef) {
      continued(1, first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf);
      continued(2, 0x80, 0xbf);
      return 3;
    }
    if (first >= 0xf0 && first <= 0xf4) {
      continued(1, first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf);
      continued(2, 0x80, 0xbf);
      continued(3, 0x80, 0xbf);
      return 4;
    }
    throw wrong("it is not UTF-8");
  }

  private void continued(int offset, int from, int to) {
    var next = at + offset < end ? bytes[at + offset] & 0xff : 0;
    if (next < from || next > to) {
      throw wrong("it is not UTF-8");
    }
  }

  private NotJson wrong(String what) {
    return new NotJson(what + " at byte " + (at + 1));
  }

  private static boolean isSpace(byte one) {
    return one == ' ' || one == '\t' || one == '\n' || one == '\r';
  }
}
