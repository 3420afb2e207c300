package io.daybook.zone;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Which instant it was when the clocks of a zone showed a time. A time that they skipped is the
 * first instant after the gap; of one that they showed twice, the first time counts, with the
 * earlier offset. Immutable.
 */
public final class WallClock {
  /**
   * What clocks showed under one offset. The instant of a time is that time less the offset, and
   * never before {@code first}.
   *
   * @param from the first time that is read so
   * @param to the first time that is read otherwise
   * @param offsetSeconds local time less UTC
   * @param first the first instant under this offset
   */
  public record Span(LocalDateTime from, LocalDateTime to, int offsetSeconds, Instant first) {}

  private static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 1, 0, 0);
  private static final LocalDateTime END = LocalDateTime.of(10_000, 1, 1, 0, 0);
  private static final long LAST = micros(END.toInstant(ZoneOffset.UTC)) - 1;

  private final List<Span> spans;
  private final long[] from;
  private final long[] offset;
  private final long[] first;

  private WallClock(List<Span> spans) {
    this.spans = List.copyOf(spans);
    this.from =
        spans.stream().mapToLong(each -> micros(each.from().toInstant(ZoneOffset.UTC))).toArray();
    this.offset =
        spans.stream().mapToLong(each -> TimeUnit.SECONDS.toMicros(each.offsetSeconds())).toArray();
    this.first = spans.stream().mapToLong(each -> micros(each.first())).toArray();
  }

  /** Clocks that go by these rules. */
  public static WallClock of(ZoneRules rules) {
    List<Span> spans = new ArrayList<>();
    List<OffsetSpan> offsets = OffsetSpan.of(rules);
    LocalDateTime from = FIRST;
    for (OffsetSpan each : offsets) {
      boolean isLast = spans.size() + 1 == offsets.size();
      // What clocks would show at the change, had they not been changed: where they are put back,
      // that is the end of what they show for the first time, and where they are put forward, the
      // beginning of what they skip.
      LocalDateTime to = isLast ? END : shown(each.to(), each.offsetSeconds());
      spans.add(new Span(from, to, each.offsetSeconds(), each.from()));
      from = to;
    }
    return new WallClock(spans);
  }

  private static LocalDateTime shown(Instant at, int offsetSeconds) {
    return LocalDateTime.ofInstant(at, ZoneOffset.ofTotalSeconds(offsetSeconds));
  }

  private static long micros(Instant instant) {
    return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + instant.getNano() / 1_000;
  }

  /** In order; each begins where the one before ends. */
  public List<Span> spans() {
    return spans;
  }

  /**
   * The instant of a time between the years 1 and 9999, which it does not leave.
   *
   * @param shown microseconds since 1970-01-01 00:00 on the clock
   * @return microseconds since 1970-01-01T00:00Z
   */
  public long instant(long shown) {
    int at = Arrays.binarySearch(from, shown);
    int span = Math.max(0, at >= 0 ? at : -at - 2);
    return Math.min(LAST, Math.max(first[span], shown - offset[span]));
  }
}
