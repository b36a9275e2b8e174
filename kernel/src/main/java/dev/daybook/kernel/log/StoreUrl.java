package dev.daybook.kernel.log;

import java.util.regex.Pattern;

/** Store URLs as they may be shown. */
public final class StoreUrl {
  private static final String HIDDEN = "***";
  private static final Pattern PARAMETER =
      Pattern.compile("([?&][^=&]*password[^=&]*=)[^&]*", Pattern.CASE_INSENSITIVE);

  private StoreUrl() {}

  /**
   * A URL without its password, for messages, notes and logs. Rather hides too much than too
   * little: of a URL that is not well-formed everything between the first colon after the user and
   * the last {@code @}.
   */
  public static String shown(String url) {
    return PARAMETER.matcher(withoutUserInfo(url)).replaceAll("$1" + HIDDEN);
  }

  private static String withoutUserInfo(String url) {
    var start = url.indexOf("://");
    var at = url.lastIndexOf('@');
    var colon = start < 0 ? -1 : url.indexOf(':', start + 3);
    return colon < 0 || at < colon ? url : url.substring(0, colon + 1) + HIDDEN + url.substring(at);
  }

  /** A text in which a URL is replaced by what may be shown of it. */
  public static String hide(String text, String url) {
    return text.replace(url, shown(url));
  }
}
