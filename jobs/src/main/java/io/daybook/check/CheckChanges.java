package io.daybook.check;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.daybook.warehouse.CheckOutcome;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The checks of a release that found something, beside the release before.
 *
 * @param found those that rose most come first
 */
public record CheckChanges(String source, long release, List<CheckChange> found) {
  public CheckChanges {
    requireNonNull(source, "source is null");
    found = List.copyOf(found);
  }

  /**
   * Compares the outcomes of two releases. Of a first release, everything is new.
   *
   * @param before outcomes of the release before; none where there is none
   */
  public static CheckChanges between(
      String source, long release, List<CheckOutcome> now, List<CheckOutcome> before) {
    Map<String, Long> known = CheckOutcome.findings(before);
    return new CheckChanges(
        source,
        release,
        CheckOutcome.findings(now).entrySet().stream()
            .filter(each -> each.getValue() > 0)
            .map(
                each ->
                    new CheckChange(
                        each.getKey(), each.getValue(), known.getOrDefault(each.getKey(), 0L)))
            .sorted(
                Comparator.comparingLong((CheckChange each) -> each.before() - each.findings())
                    .thenComparing(CheckChange::check))
            .toList());
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
