package dev.daybook.integration.taskmaster;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Source text with slots: the control character U+0001, the key of what belongs there, U+0001
 * again. It cannot occur in a JSON document, so nothing needs escaping, and a template with blanks
 * for them is JSON of the same length again when its keys are JSON.
 */
final class Template {
  private static final char MARK = '\u0001';

  private Template() {}

  static boolean isMark(char c) {
    return c == MARK;
  }

  static String slot(String key) {
    return MARK + key + MARK;
  }

  /** The keys of the slots, in order. */
  static List<String> slots(String template) {
    var keys = new ArrayList<String>();
    for (var open = template.indexOf(MARK); open >= 0; ) {
      var close = template.indexOf(MARK, open + 1);
      keys.add(template.substring(open + 1, close));
      open = template.indexOf(MARK, close + 1);
    }
    return keys;
  }

  /** The text with every slot filled. */
  static String fill(String template, UnaryOperator<String> content) {
    var out = new StringBuilder(template.length() * 2);
    var from = 0;
    for (var open = template.indexOf(MARK); open >= 0; open = template.indexOf(MARK, from)) {
      var close = template.indexOf(MARK, open + 1);
      out.append(template, from, open).append(content.apply(template.substring(open + 1, close)));
      from = close + 1;
    }
    return out.append(template, from, template.length()).toString();
  }

  /** JSON of the same length: keys stand where the slots were. */
  static String asJson(String template) {
    return template.replace(MARK, ' ');
  }
}
