package dev.daybook.faults.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a history; see the package for the format.
 *
 * <p>{@code time} is a monotonic clock's nanoseconds, {@code node} names the process (empty where
 * there is only one).
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "what")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Entry.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = Entry.Crashed.class, name = "crashed"),
  @JsonSubTypes.Type(value = Entry.Called.class, name = "called"),
  @JsonSubTypes.Type(value = Entry.Returned.class, name = "returned"),
  @JsonSubTypes.Type(value = Entry.Subscribed.class, name = "subscribed"),
  @JsonSubTypes.Type(value = Entry.Delivered.class, name = "delivered"),
  @JsonSubTypes.Type(value = Entry.Checkpointed.class, name = "checkpoint"),
  @JsonSubTypes.Type(value = Entry.Durable.class, name = "durable"),
  @JsonSubTypes.Type(value = Entry.Held.class, name = "event"),
  @JsonSubTypes.Type(value = Entry.Found.class, name = "finding"),
  @JsonSubTypes.Type(value = Entry.Ended.class, name = "ended")
})
public sealed interface Entry {
  /** When, if the line says so. */
  default @Nullable Long time() {
    return null;
  }

  /** A process has opened the log and found it at {@code head}. */
  record Opened(
      @Nullable Long time, @Nullable String node, @Nullable String log, long epoch, long head)
      implements Entry {}

  /**
   * A process ended.
   *
   * @param how {@code kill}, {@code power}, {@code close}
   */
  record Crashed(@Nullable Long time, @Nullable String node, String how) implements Entry {}

  /** An append is about to be handed in. */
  record Called(
      @Nullable Long time,
      @Nullable String node,
      @Nullable String client,
      String append,
      List<Planned> events,
      @Nullable List<Demand> conditions)
      implements Entry {}

  /**
   * The answer to an append.
   *
   * @param first position of its first event, for {@code appended} and {@code already}
   * @param last position of its last event, likewise
   * @param versions the version of every stream it wrote to, likewise
   * @param message what a refusal or a fault said
   */
  record Returned(
      @Nullable Long time,
      @Nullable String node,
      @Nullable String client,
      String append,
      Outcome outcome,
      @Nullable Long first,
      @Nullable Long last,
      @Nullable Map<String, Long> versions,
      @Nullable String message)
      implements Entry {}

  /** A reader begins after a position; what it read before under this name is over. */
  record Subscribed(
      @Nullable Long time,
      @Nullable String node,
      String reader,
      @Nullable Filter matching,
      long after)
      implements Entry {}

  /**
   * What a reader was given.
   *
   * @param began when it asked
   * @param through everything matching up to here has now been given; without it, the last event
   * @param end whether it was told that nothing further was visible
   */
  record Delivered(
      @Nullable Long time,
      @Nullable String node,
      String reader,
      @Nullable Long began,
      List<Seen> events,
      @Nullable Long through,
      boolean end)
      implements Entry {}

  /** A reader has noted durably how far it is. */
  record Checkpointed(@Nullable Long time, @Nullable String node, String reader, long position)
      implements Entry {}

  /** Everything up to here was durable at this moment, as the process itself knows. */
  record Durable(@Nullable Long time, @Nullable String node, long through) implements Entry {}

  /**
   * An event of the final log.
   *
   * @param at recorded time, microseconds of Unix
   * @param hash of the event, hexadecimal
   * @param previous hash of the event before it, as the program that read it believes
   * @param bytes what the hash covers after {@code previous}, in Base64: SHA-256(previous, bytes)
   */
  record Held(
      long position,
      String stream,
      long version,
      String id,
      @Nullable String type,
      @Nullable String append,
      @Nullable Long at,
      @Nullable List<String> tags,
      @Nullable String actor,
      @Nullable String correlation,
      @Nullable String causation,
      @Nullable String hash,
      @Nullable String previous,
      @Nullable String bytes)
      implements Entry {}

  /** The program's own verification of the final log complains. */
  record Found(long position, String problem, @Nullable String detail) implements Entry {}

  /** The final log was read to its end. */
  record Ended(@Nullable String log, long head) implements Entry {}
}
