package dev.daybook.runtime.codec;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;
import tools.jackson.databind.ext.javatime.ser.InstantSerializer;

/**
 * Times as Daybook writes them, {@code 2026-01-02T03:04:05.000006Z}, read and written without a
 * {@link DateTimeFormatter}, which takes over ten times as long to read and twice as long to write.
 * What is written otherwise is left to Jackson: the same texts are read, to the same times, and the
 * same are refused with the same words.
 */
final class Instants {
  private static final int SECONDS_OF_A_DAY = 24 * 60 * 60;

  /** Up to the seconds. */
  private static final String FORM = "0000-00-00T00:00:00";

  private static final int[] UNITS = {
    1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
  };

  private static final long YEAR_0 = LocalDate.of(0, 1, 1).toEpochDay() * SECONDS_OF_A_DAY;
  private static final long YEAR_10000 = LocalDate.of(10_000, 1, 1).toEpochDay() * SECONDS_OF_A_DAY;

  private Instants() {}

  /**
   * The time that a text of the usual form names: years 0000 to 9999, whole seconds or one to nine
   * digits of them, UTC as {@code Z}. Null: it has another form, or names no time at all.
   */
  static @Nullable Instant parse(String text) {
    var end = text.length() - 1;
    var from = FORM.length();
    if (end < from || text.charAt(end) != 'Z' || !isOfForm(text)) {
      return null;
    }
    var nanos = 0;
    if (end > from) {
      var digits = end - from - 1;
      if (text.charAt(from) != '.' || digits < 1 || digits > 9) {
        return null;
      }
      for (var at = from + 1; at < end; at++) {
        if (!isDigit(text.charAt(at))) {
          return null;
        }
      }
      nanos = number(text, from + 1, end) * UNITS[digits];
    }
    var year = number(text, 0, 4);
    var month = number(text, 5, 7);
    var day = number(text, 8, 10);
    var hour = number(text, 11, 13);
    var minute = number(text, 14, 16);
    var second = number(text, 17, 19);
    if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) {
      return null;
    }
    if (day > 28 && day > Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year))) {
      return null;
    }
    var days = LocalDate.of(year, month, day).toEpochDay();
    return Instant.ofEpochSecond(
        days * SECONDS_OF_A_DAY + hour * 3600 + minute * 60 + second, nanos);
  }

  private static boolean isOfForm(String text) {
    for (var at = 0; at < FORM.length(); at++) {
      var expected = FORM.charAt(at);
      var found = text.charAt(at);
      if (expected == '0' ? !isDigit(found) : found != expected) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char one) {
    return one >= '0' && one <= '9';
  }

  private static int number(String text, int from, int end) {
    var number = 0;
    for (var at = from; at < end; at++) {
      number = number * 10 + text.charAt(at) - '0';
    }
    return number;
  }

  /** The same as {@link Instant#toString}: with 0, 3, 6 or 9 digits of a second. */
  static String text(Instant time) {
    var seconds = time.getEpochSecond();
    if (seconds < YEAR_0 || seconds >= YEAR_10000) {
      return time.toString();
    }
    var nanos = time.getNano();
    var digits = nanos == 0 ? 0 : nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
    var length = FORM.length() + (digits == 0 ? 1 : digits + 2);
    var text = new byte[length];
    var date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_OF_A_DAY));
    var second = Math.floorMod(seconds, SECONDS_OF_A_DAY);
    put(text, 0, 4, date.getYear());
    text[4] = '-';
    put(text, 5, 7, date.getMonthValue());
    text[7] = '-';
    put(text, 8, 10, date.getDayOfMonth());
    text[10] = 'T';
    put(text, 11, 13, second / 3600);
    text[13] = ':';
    put(text, 14, 16, second / 60 % 60);
    text[16] = ':';
    put(text, 17, 19, second % 60);
    if (digits > 0) {
      text[19] = '.';
      put(text, 20, 20 + digits, nanos / UNITS[digits]);
    }
    text[length - 1] = 'Z';
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  private static void put(byte[] text, int from, int end, int number) {
    var rest = number;
    for (var at = end - 1; at >= from; at--) {
      text[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** Writes them. */
  static final class Writer extends InstantSerializer {
    Writer() {}

    private Writer(
        Writer base,
        @Nullable DateTimeFormatter formatter,
        @Nullable Boolean asNumber,
        JsonFormat.Shape shape) {
      super(base, formatter, asNumber, base._useNanoseconds, shape);
    }

    /** Jackson asks for this wherever a time is written, mostly without a formatter. */
    @Override
    protected InstantSerializer withFormat(
        @Nullable DateTimeFormatter formatter, @Nullable Boolean asNumber, JsonFormat.Shape shape) {
      return new Writer(this, formatter, asNumber, shape);
    }

    @Override
    protected String formatValue(Instant time, SerializationContext context) {
      return _formatter == null ? text(time) : super.formatValue(time, context);
    }
  }

  /** Reads them. */
  static final class Reader extends InstantDeserializer<Instant> {
    Reader() {
      super(InstantDeserializer.INSTANT, DateTimeFormatter.ISO_INSTANT);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) {
      if (in.currentToken() == JsonToken.VALUE_STRING) {
        var time = parse(in.getString());
        if (time != null) {
          return time;
        }
      }
      return super.deserialize(in, context);
    }
  }
}
