package io.daybook.operate;

import static java.util.Objects.requireNonNull;

import io.daybook.check.CheckNews;
import io.daybook.delivery.Delivery;
import io.daybook.delivery.DeliveryOverview;
import io.daybook.delivery.DeliveryStatus;
import io.daybook.fault.Code;
import io.daybook.fault.Kind;
import io.daybook.schedule.Occurrence;
import io.daybook.schedule.OccurrenceOverview;
import io.daybook.schedule.Occurrences;
import io.daybook.schedule.Schedules;
import io.daybook.schedule.Schedules.InForce;
import io.daybook.schedule.Serving;
import io.daybook.schedule.night.NightKind;
import io.daybook.state.Run;
import io.daybook.state.RunStatus;
import io.daybook.state.State;
import io.daybook.warehouse.CheckOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds what needs a person, from what the state and the warehouse say now. */
public final class Diagnosis {
  /** What is older has been seen, or nobody will. */
  private static final Duration LOOK_BACK = Duration.ofDays(7);

  private static final Duration WAITS_LONG = Duration.ofHours(1);
  private static final int SHOWN = 10;

  private final State state;
  private final Duration staleAfter;
  private final Clock clock;

  /**
   * A diagnosis of a state.
   *
   * @param staleAfter how old the newest release of a source with a night may be
   */
  public Diagnosis(State state, Duration staleAfter, Clock clock) {
    this.state = requireNonNull(state, "state is null");
    this.staleAfter = requireNonNull(staleAfter, "staleAfter is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * What is wrong, what everything else hangs on first.
   *
   * @param only the source that the overview is of; empty where it is of all
   */
  public List<Problem> problems(Overview overview, Optional<String> only) {
    List<InForce> schedules = new Schedules(state.database()).list();
    List<Problem> problems = new ArrayList<>();
    unserved(schedules).ifPresent(problems::add);
    Staleness staleness = new Staleness(staleAfter, NightKind.NAME);
    for (SourceView source : overview.sources()) {
      problems.addAll(problems(source, schedules));
      staleness
          .problem(source, schedules, overview.at())
          .map(each -> Problem.of(each, next(source)))
          .ifPresent(problems::add);
      source
          .release()
          .flatMap(release -> lacking(source, release, overview.at()))
          .ifPresent(problems::add);
      source.news(overview.at()).ifPresent(news -> problems.addAll(problems(source, news)));
    }
    problems.addAll(occurrences(overview.at(), only));
    problems.addAll(deliveries(overview, only));
    return problems;
  }

  private Optional<Problem> unserved(List<InForce> schedules) {
    List<Serving> processes = Serving.list(state.database());
    boolean isServed = processes.stream().anyMatch(each -> each.isAlive(clock.instant()));
    if (schedules.isEmpty() || isServed) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
            Code.SCHED_UNSERVED,
            "Cannot run what is due: %d schedules are in force and no process serves"
                .formatted(schedules.size()),
            processes.stream().findFirst().map(Serving::lastSign),
            "start daybook serve, for instance: systemctl start daybook"));
  }

  private List<Problem> problems(SourceView source, List<InForce> schedules) {
    List<Problem> problems = new ArrayList<>();
    source
        .unreadable()
        .ifPresent(
            code ->
                problems.add(
                    new Problem(
                        code,
                        "Cannot read the releases of " + source.source(),
                        Optional.empty(),
                        "see that the warehouse can be reached; daybook releases "
                            + source.source())));
    if (!isTriedAgain(source, schedules)) {
      source.run().flatMap(run -> ended(source, run)).ifPresent(problems::add);
    }
    return problems;
  }

  private static List<Problem> problems(SourceView source, CheckNews news) {
    return news.problems().stream()
        .map(
            each ->
                Problem.of(
                    each,
                    source.release().map(ReleaseFigures::publishedAt),
                    "daybook check list --new --source " + source.source()))
        .toList();
  }

  /**
   * What the release lacks of its source, and nobody has acknowledged; what is new of it is told as
   * a check that found more.
   */
  private static Optional<Problem> lacking(SourceView source, ReleaseFigures release, Instant now) {
    Set<String> told =
        source.news(now).stream()
            .flatMap(news -> news.told().stream())
            .map(each -> each.change().check())
            .collect(Collectors.toSet());
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    List<CheckOutcome> losses =
        release.losses().stream()
            .filter(loss -> !told.contains(loss.check()))
            .filter(
                loss ->
                    source.acknowledgements().stream()
                        .filter(each -> each.check().equals(loss.check()))
                        .noneMatch(each -> each.covers(loss.findings(), today)))
            .toList();
    if (losses.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
            Code.SRC_LOSS,
            "Cannot show all of %s in release %d, values of it cannot be carried: %s"
                .formatted(
                    source.source(),
                    release.release(),
                    losses.stream()
                        .limit(SHOWN)
                        .map(loss -> loss.check() + " " + loss.findings())
                        .collect(Collectors.joining(", "))),
            Optional.of(release.publishedAt()),
            "daybook check show %s --source %s; mend the source, or daybook check acknowledge"
                .formatted(losses.get(0).check(), source.source())));
  }

  /** A scheduled night goes on with its run by itself. */
  private boolean isTriedAgain(SourceView source, List<InForce> schedules) {
    Occurrences occurrences = new Occurrences(state.database());
    return schedules.stream()
        .filter(each -> each.schedule().source().equals(source.source()))
        .filter(each -> each.schedule().what().equals(NightKind.NAME))
        .flatMap(each -> occurrences.list(each.schedule().name(), SHOWN).stream())
        .filter(each -> !each.status().isFinal())
        .anyMatch(each -> each.run().equals(source.run().map(Run::id)));
  }

  private static Optional<Problem> ended(SourceView source, Run run) {
    String next = next(source);
    if (source.isKilled()) {
      return Optional.of(
          Problem.of(
              Code.RUN_LOST,
              "Cannot tell of an end of run %s of %s: its process was killed"
                  .formatted(run.id(), source.source()),
              Optional.of(run.startedAt()),
              next));
    }
    if (run.status() != RunStatus.FAILED) {
      return Optional.empty();
    }
    return Optional.of(
        new Problem(
            run.failure().orElse(Code.INTERNAL.text()),
            "Cannot finish run %s of %s".formatted(run.id(), source.source()),
            run.finishedAt(),
            next));
  }

  private static String next(SourceView source) {
    boolean resumes = source.run().map(Diagnosis::canBeGoneOnWith).orElse(false);
    return "daybook run " + source.source() + (resumes ? " --resume" : "");
  }

  /**
   * What is mended in the source or its definitions after a run has read them, it does not see: it
   * would fail again, for ever.
   */
  private static boolean canBeGoneOnWith(Run run) {
    Optional<Kind> kind = run.failure().flatMap(Code::of).map(Code::kind);
    return run.status().unfinished()
        && kind.filter(each -> each == Kind.DATA || each == Kind.USER).isEmpty();
  }

  private List<Problem> occurrences(Instant now, Optional<String> only) {
    OccurrenceOverview occurrences = new OccurrenceOverview(state.database(), only);
    List<Problem> problems = new ArrayList<>();
    for (Occurrence late : occurrences.late(now, SHOWN)) {
      problems.add(
          Problem.of(
              Code.SCHED_LATE,
              "Cannot meet the deadline of %s: it is %s after %d attempts%s"
                  .formatted(
                      late.text(),
                      late.status().name().toLowerCase(Locale.ROOT),
                      late.attempt(),
                      reason(late)),
              Optional.of(late.dueAt()),
              "it goes on by itself; daybook schedule list, and the night's log in log/nights/"));
    }
    for (Occurrence failed : occurrences.lastFailed(SHOWN)) {
      problems.add(
          Problem.of(
              Code.SCHED_FAILED,
              "Cannot finish %s%s".formatted(failed.text(), reason(failed)),
              failed.finishedAt(),
              "mend the cause; the next one is due as planned, daybook schedule next "
                  + failed.schedule()));
    }
    return problems;
  }

  private static String reason(Occurrence occurrence) {
    String code = occurrence.failure().map(text -> text + " ").orElse("");
    String reason = code + occurrence.note().orElse("");
    return reason.isEmpty() ? "" : ": " + reason;
  }

  private List<Problem> deliveries(Overview overview, Optional<String> only) {
    List<Problem> problems = new ArrayList<>();
    ended(
            only,
            DeliveryStatus.UNKNOWN,
            Code.DELIVERY_UNKNOWN,
            "Cannot tell whether %s arrived: deliveries %s",
            "ask the recipient; daybook deliveries show %1$d, then resend %1$d sends it once more")
        .ifPresent(problems::add);
    ended(
            only,
            DeliveryStatus.FAILED,
            Code.DELIVERY_FAILED,
            "Cannot deliver %s: deliveries %s",
            "daybook deliveries show %1$d says why; resend %1$d once that is mended")
        .ifPresent(problems::add);
    overview
        .oldestWaiting()
        .filter(since -> since.plus(WAITS_LONG).isBefore(overview.at()))
        .map(
            since ->
                Problem.of(
                    Code.DELIVERY_LATE,
                    "Cannot hand over what is to be delivered: the oldest waits for %d minutes"
                        .formatted(Duration.between(since, overview.at()).toMinutes()),
                    Optional.of(since),
                    "daybook deliveries list --status retry; see delivery.smtp and that serve runs"))
        .ifPresent(problems::add);
    return problems;
  }

  private Optional<Problem> ended(
      Optional<String> only, DeliveryStatus status, Code code, String what, String next) {
    List<Delivery> these =
        new DeliveryOverview(state.database(), only)
            .unsettled(status, clock.instant().minus(LOOK_BACK), SHOWN + 1);
    if (these.isEmpty()) {
      return Optional.empty();
    }
    boolean areMore = these.size() > SHOWN;
    String ids =
        these.stream()
            .limit(SHOWN)
            .map(each -> Long.toString(each.id()))
            .collect(Collectors.joining(", "));
    String count = areMore ? "more than " + SHOWN + " messages" : these.size() + " messages";
    return Optional.of(
        Problem.of(
            code,
            what.formatted(count, ids + (areMore ? ", ..." : "")),
            these.get(0).finishedAt(),
            next.formatted(these.get(0).id())));
  }
}
