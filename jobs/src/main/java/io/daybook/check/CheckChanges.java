package io.daybook.check;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.daybook.fault.DaybookException;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.Releases;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checks of a release that found something, beside what they found a day before. A source may
 * have many releases a day, and nobody looks at each: what is new in one of them stays new in the
 * next ones, until somebody acknowledges it or a day has passed.
 *
 * @param found those that rose most come first
 */
public record CheckChanges(String source, long release, List<CheckChange> found) {
  /** A day, less what nights move by when clocks change or one of them is late. */
  private static final Duration NEW_FOR = Duration.ofHours(20);

  private static final Logger log = LoggerFactory.getLogger(CheckChanges.class);

  public CheckChanges {
    requireNonNull(source, "source is null");
    found = List.copyOf(found);
  }

  /**
   * The release that one is compared with: the newest before it that shows the source 20 hours
   * earlier or more. Where releases are not kept for so long it is the oldest that is kept. Empty
   * where the source has had releases for less than that, or none can be read: then everything is
   * new.
   *
   * @param release number of the one that is compared
   * @param asOf instant that it shows the source at: a release that shows an older one's content
   *     again is compared with what that one was compared with
   */
  public static Optional<Manifest> comparedWith(Releases releases, long release, Instant asOf) {
    List<Long> numbers = releases.numbers();
    Optional<Manifest> oldest = Optional.empty();
    for (int i = numbers.size() - 1; i >= 0; i--) {
      if (numbers.get(i) >= release) {
        continue;
      }
      try {
        oldest = Optional.of(releases.load(numbers.get(i)));
      } catch (DaybookException e) {
        log.warn("{}", e.getMessage());
        continue;
      }
      if (!oldest.get().asOf().isAfter(asOf.minus(NEW_FOR))) {
        return oldest;
      }
    }
    return oldest.filter(each -> each.base().isPresent());
  }

  /**
   * Compares the outcomes of two releases. Of a first release, everything is new.
   *
   * @param before outcomes of the release of {@link #comparedWith}; none where there is none
   */
  public static CheckChanges between(
      String source, long release, List<CheckOutcome> now, List<CheckOutcome> before) {
    Map<String, Long> earlier = CheckOutcome.findings(before);
    return new CheckChanges(
        source,
        release,
        CheckOutcome.findings(now).entrySet().stream()
            .filter(each -> each.getValue() > 0)
            .map(
                each ->
                    new CheckChange(each.getKey(), each.getValue(), known(earlier, each.getKey())))
            .sorted(
                Comparator.comparingLong(CheckChange::rise)
                    .reversed()
                    .thenComparing(CheckChange::check))
            .toList());
  }

  private static OptionalLong known(Map<String, Long> findings, String check) {
    return findings.containsKey(check)
        ? OptionalLong.of(findings.get(check))
        : OptionalLong.empty();
  }

  /**
   * What of it a person has to be told: what is new or worse and nobody has acknowledged, and what
   * an acknowledgement covers no longer.
   */
  public CheckNews news(List<Acknowledgement> acknowledgements, LocalDate today) {
    Map<String, Acknowledgement> known =
        acknowledgements.stream().collect(toMap(Acknowledgement::check, Function.identity()));
    return new CheckNews(
        source,
        release,
        found.stream()
            .map(each -> new CheckNews.Told(each, Optional.ofNullable(known.get(each.check()))))
            .filter(told -> told.speaks(today))
            .toList());
  }
}
