package dev.daybook.doors.http;

import dev.daybook.runtime.catalogue.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Query strings and percent-encoding. */
final class QueryText {
  private QueryText() {}

  /**
   * The parameters of a query string.
   *
   * @throws Refusal 400 when it is not percent-encoded UTF-8
   */
  static Map<String, List<String>> parse(String text) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (var pair : text.split("&")) {
      if (!pair.isEmpty()) {
        var equals = pair.indexOf('=');
        var name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
        var value = equals < 0 ? "" : decode(pair.substring(equals + 1), true);
        parameters.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return parameters;
  }

  /**
   * Percent-decoded text.
   *
   * @throws Refusal 400 when it is not percent-encoded UTF-8
   */
  static String decode(String text, boolean plusIsSpace) {
    if (isPlain(text)) {
      return plusIsSpace ? text.replace('+', ' ') : text;
    }
    var raw = text.getBytes(StandardCharsets.UTF_8);
    var bytes = ByteBuffer.allocate(raw.length);
    for (var i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        if (i + 2 >= raw.length || hex(raw[i + 1]) < 0 || hex(raw[i + 2]) < 0) {
          throw notEncoded();
        }
        bytes.put((byte) (hex(raw[i + 1]) * 16 + hex(raw[i + 2])));
        i += 2;
      } else {
        bytes.put(plusIsSpace && raw[i] == '+' ? (byte) ' ' : raw[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException _) {
      throw notEncoded();
    }
  }

  private static boolean isPlain(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == '%' || c >= 128) {
        return false;
      }
    }
    return true;
  }

  /** Text as one segment of a path. */
  static String encode(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static int hex(byte digit) {
    return Character.digit(digit, 16);
  }

  private static Refusal notEncoded() {
    return Problems.bad(
        List.of(
            new Fault(
                "",
                "The address is not percent-encoded UTF-8.",
                "'%' followed by two hexadecimal digits")));
  }
}
