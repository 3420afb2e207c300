package io.daybook.zone;

import java.time.Instant;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * A half-open range of instants during which the clocks of a zone stood at one offset.
 *
 * @param from first instant
 * @param to first instant after it
 * @param offsetSeconds local time less UTC
 */
public record OffsetSpan(Instant from, Instant to, int offsetSeconds) {
  private static final Instant FAR_PAST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant FIRST_TRANSITION = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LAST_TRANSITION = Instant.parse("2100-01-01T00:00:00Z");
  private static final Instant FAR_FUTURE = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * All of a zone in order, without gap or overlap from year 1 to year 9999. Transitions are those
   * from 1900 to 2100; before, a zone keeps the offset that it had in 1900.
   */
  public static List<OffsetSpan> of(ZoneRules rules) {
    List<OffsetSpan> spans = new ArrayList<>();
    Instant from = FAR_PAST;
    int offset = rules.getOffset(FIRST_TRANSITION).getTotalSeconds();
    ZoneOffsetTransition next = rules.nextTransition(FIRST_TRANSITION);
    while (next != null && next.getInstant().isBefore(LAST_TRANSITION)) {
      spans.add(new OffsetSpan(from, next.getInstant(), offset));
      from = next.getInstant();
      offset = next.getOffsetAfter().getTotalSeconds();
      next = rules.nextTransition(from);
    }
    spans.add(new OffsetSpan(from, FAR_FUTURE, offset));
    return List.copyOf(spans);
  }
}
