package io.daybook.check;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a person has to be told of the checks of a release.
 *
 * @param told the checks that found more than before or than was acknowledged, the worst first
 */
public record CheckNews(String source, long release, List<Told> told) {
  private static final int SHOWN = 10;

  private static final String NOT_LOOKED_FOR = "something, and nobody looked for it a day before";

  /**
   * A check that speaks.
   *
   * @param acknowledgement of the check, where there is one
   */
  public record Told(CheckChange change, Optional<Acknowledgement> acknowledgement) {
    public Told {
      requireNonNull(change, "change is null");
      requireNonNull(acknowledgement, "acknowledgement is null");
    }

    /** Whether somebody has to look: it is not acknowledged, or that has ended. */
    boolean speaks(LocalDate today) {
      return acknowledgement
          .map(each -> !each.covers(change.findings(), today))
          .orElse(change.isWorse());
    }

    /** {@code facts.jobs.vocabulary.status 1,658 (0 before)}. */
    public String text() {
      return change.text() + acknowledgement.map(each -> ", was " + each.text()).orElse("");
    }
  }

  public CheckNews {
    requireNonNull(source, "source is null");
    told = List.copyOf(told);
  }

  /** What of it needs a person, the most serious first: SEC_TENANT, then CHECK_WORSE. */
  public List<DaybookException> problems() {
    List<DaybookException> problems = new ArrayList<>();
    List<Told> breaches = told.stream().filter(CheckNews::isBreach).toList();
    if (!breaches.isEmpty()) {
      problems.add(breach(breaches));
    }
    List<Told> others = told.stream().filter(each -> !isBreach(each)).toList();
    if (!others.isEmpty()) {
      problems.add(worse(others));
    }
    return problems;
  }

  /** In a line, for who has just made the release. */
  public String line() {
    if (told.isEmpty()) {
      return "no check found more than before";
    }
    return "%s found %s: %s; daybook check list --new --source %s"
        .formatted(
            count(told),
            isKnown(told) ? "more than before" : NOT_LOOKED_FOR,
            first(told, 3, ", "),
            source);
  }

  private static boolean isBreach(Told told) {
    return Relations.isCrossTenant(told.change().check());
  }

  /**
   * References into another tenant change no number, because they are joined to nothing; but an
   * application that writes them may well show them.
   */
  private DaybookException breach(List<Told> breaches) {
    long more =
        breaches.stream().map(Told::change).mapToLong(each -> Math.max(0, each.rise())).sum();
    String counts =
        more > 0
            ? "%,d%s %s into another tenant"
                .formatted(
                    more, isKnown(breaches) ? " more" : "", more == 1 ? "reference" : "references")
            : "references into another tenant that are not acknowledged any more";
    return DaybookException.of(
            Code.SEC_TENANT,
            "Cannot trust what wrote %s: release %d counts %s".formatted(source, release, counts))
        .line("check", first(breaches, SHOWN, "\n"))
        .state("they are joined to nothing: no tenant sees a row of another, no number changed")
        .next("have the application looked at; " + show(breaches))
        .build();
  }

  private DaybookException worse(List<Told> others) {
    return DaybookException.of(
            Code.CHECK_WORSE,
            "Cannot vouch for release %d of %s: %s found %s"
                .formatted(
                    release,
                    source,
                    count(others),
                    isKnown(others) ? "more than before or than was acknowledged" : NOT_LOOKED_FOR))
        .line("check", first(others, SHOWN, "\n"))
        .state("the release is published: these checks count, they stop nothing")
        .next(show(others) + "; daybook check acknowledge keeps what is known quiet")
        .build();
  }

  /** Whether there is anything to compare with; of a first release there is not. */
  private static boolean isKnown(List<Told> these) {
    return these.stream()
        .anyMatch(each -> each.change().before().isPresent() || each.acknowledgement().isPresent());
  }

  private String show(List<Told> these) {
    return "daybook check show %s --source %s".formatted(these.get(0).change().check(), source);
  }

  private static String count(List<Told> these) {
    return these.size() == 1 ? "1 check" : "%,d checks".formatted(these.size());
  }

  private static String first(List<Told> these, int most, String separator) {
    String shown = these.stream().limit(most).map(Told::text).collect(joining(separator));
    return these.size() > most
        ? shown + separator + "and %,d more".formatted(these.size() - most)
        : shown;
  }
}
