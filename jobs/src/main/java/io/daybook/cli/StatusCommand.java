package io.daybook.cli;

import io.daybook.assembly.SourceZones;
import io.daybook.check.Acknowledgement;
import io.daybook.check.CheckNews;
import io.daybook.cli.screen.Table;
import io.daybook.delivery.DeliveryStatus;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.operate.Diagnosis;
import io.daybook.operate.Overview;
import io.daybook.operate.OverviewReader;
import io.daybook.operate.Problem;
import io.daybook.operate.ReleaseFigures;
import io.daybook.operate.SourceView;
import io.daybook.schedule.OccurrenceStatus;
import io.daybook.schedule.Plan;
import io.daybook.schedule.Plan.Coming;
import io.daybook.schedule.Schedule;
import io.daybook.schedule.Schedules;
import io.daybook.schedule.Serving;
import io.daybook.schedule.TenantZones;
import io.daybook.schedule.night.NightKind;
import io.daybook.state.LeaseHolder;
import io.daybook.state.Run;
import io.daybook.state.State;
import io.daybook.warehouse.Releases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    description = {
      "Say what needs a person, and where everything stands.",
      "",
      "First what is wrong with the next step of each, then sources, the rules of their time zones",
      "and who has no zone, what their checks found more than before, what is acknowledged,",
      "schedules, deliveries and the processes that serve. Works beside a run and without a process",
      "that serves; servers of sources are asked for their zone rules. The exit code is that of the",
      "first thing that is wrong, 0 where nothing is."
    })
final class StatusCommand implements Callable<Integer> {
  private static final List<String> NAMES =
      List.of(
          "problems",
          "sources",
          "zones",
          "checks",
          "acknowledged",
          "schedules",
          "deliveries",
          "processes");

  /** Checks of a source; the rest is counted. */
  private static final int SHOWN = 10;

  private final Session session;

  @Mixin SourceOption source = new SourceOption();

  StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Optional<String> only = source.named(session);
    if (!session.installation().hasState()) {
      Set<String> names = only.map(Set::of).orElseGet(session.installation()::sources);
      List<Problem> problems = withoutState(names);
      print(
          problems,
          List.of(
              sources(names),
              zones(),
              checks(),
              acknowledged(),
              schedules(),
              deliveries(),
              processes()));
      return problems.stream().findFirst().map(Problem::exitCode).orElse(0);
    }
    try (State state = session.installation().openState()) {
      Overview overview =
          new OverviewReader(
                  state,
                  session.installation()::sources,
                  session.installation()::files,
                  session.clock())
              .read(only);
      List<Problem> problems =
          new ArrayList<>(
              new Diagnosis(state, session.config().alerts().staleAfter(), session.clock())
                  .problems(overview, only));
      Map<Schedule, Instant> next = next(state, only, problems);
      problems.addAll(SourceZones.problems(session.installation(), overview.names()));
      print(
          problems,
          List.of(
              sources(overview, next),
              zones(overview, problems),
              checks(overview),
              acknowledged(overview),
              schedules(overview, next),
              deliveries(overview),
              processes(Serving.list(state.database()))));
      return problems.stream().findFirst().map(Problem::exitCode).orElse(0);
    }
  }

  /** Where there are releases there was a state. */
  private List<Problem> withoutState(Set<String> names) {
    return names.stream()
        .filter(each -> !new Releases(session.installation().files(each)).numbers().isEmpty())
        .findFirst()
        .map(
            each ->
                Problem.of(
                    Code.STATE_UNAVAILABLE,
                    "Cannot tell what was run: the warehouse has releases of %s, and %s no state"
                        .formatted(each, session.config().directory()),
                    Optional.empty(),
                    "see that directory in daybook.yml is right and mounted; a new state begins with"
                        + " the next run, and knows nothing of what was sent before"))
        .stream()
        .toList();
  }

  private void print(List<Problem> problems, List<Table> tables) {
    if (session.json()) {
      Table table = Table.of("", List.of("code", "what", "since", "next"));
      problems.forEach(
          each -> table.row(each.code(), each.what(), each.since().orElse(null), each.next()));
      List<Table> all = new ArrayList<>(tables);
      all.add(0, table);
      session.print(NAMES, all);
      return;
    }
    String head =
        switch (problems.size()) {
          case 0 -> "Nothing needs a person";
          case 1 -> "1 thing needs a person";
          default -> problems.size() + " things need a person";
        };
    String text =
        problems.stream().map(each -> "\n" + each.text() + "\n").collect(Collectors.joining());
    session.terminal().out().print(head + "\n" + text + "\n");
    session.print(NAMES.subList(1, NAMES.size()), tables);
  }

  /** When each schedule that is in force is due next. */
  private Map<Schedule, Instant> next(State state, Optional<String> only, List<Problem> problems) {
    Map<Schedule, Instant> next = new HashMap<>();
    TenantZones zones = session.installation().tenants();
    for (Schedules.InForce each : new Schedules(state.database()).list()) {
      if (only.isPresent() && !only.get().equals(each.schedule().source())) {
        continue;
      }
      try {
        new Plan(each.schedule(), zones)
            .next(session.clock().instant(), 1).stream()
                .map(Coming::instant)
                .forEach(instant -> next.put(each.schedule(), instant));
      } catch (DaybookException e) {
        problems.add(Problem.of(e, "daybook schedule next " + each.schedule().name()));
      }
    }
    return next;
  }

  private static Table sources() {
    return Table.of(
        "No source; sql/ has none",
        List.of(
            "source", "release", "as_of", "age", "last_run", "run_status", "working", "next_due"));
  }

  private static Table sources(Set<String> names) {
    Table table = sources();
    names.forEach(each -> table.row(each, null, null, null, null, null, null, null));
    return table;
  }

  private static Table sources(Overview overview, Map<Schedule, Instant> next) {
    Table table = sources();
    for (SourceView source : overview.sources()) {
      Optional<ReleaseFigures> release = source.release();
      table.row(
          source.source(),
          release.map(ReleaseFigures::release).orElse(null),
          release.map(ReleaseFigures::asOf).orElse(null),
          release.map(each -> age(each.asOf(), overview.at())).orElse(null),
          source.run().map(Run::id).orElse(null),
          source.run().map(run -> status(source, run)).orElse(null),
          source.worker().map(LeaseHolder::holder).orElse(null),
          next.entrySet().stream()
              .filter(each -> each.getKey().source().equals(source.source()))
              .filter(each -> each.getKey().what().equals(NightKind.NAME))
              .map(Map.Entry::getValue)
              .min(Instant::compareTo)
              .orElse(null));
    }
    return table;
  }

  private static Table checks() {
    return Table.of(
        "No check found more than before",
        List.of("source", "release", "check", "findings", "before", "note"));
  }

  /** What the newest releases' checks say that nobody has acknowledged, the worst of it. */
  private Table checks(Overview overview) {
    Table table = checks();
    int most = session.json() ? Integer.MAX_VALUE : SHOWN;
    for (SourceView source : overview.sources()) {
      List<CheckNews.Told> told = source.news(overview.at()).map(CheckNews::told).orElse(List.of());
      told.stream()
          .limit(most)
          .forEach(
              each ->
                  table.row(
                      source.source(),
                      source.release().map(ReleaseFigures::release).orElse(null),
                      each.change().check(),
                      each.change().findings(),
                      each.change().before(),
                      each.acknowledgement().map(known -> "was " + known.text()).orElse("")));
      if (told.size() > most) {
        table.row(
            source.source(),
            source.release().map(ReleaseFigures::release).orElse(null),
            "and %,d more".formatted(told.size() - most),
            null,
            null,
            "daybook check list --new --source " + source.source());
      }
    }
    return table;
  }

  private static Table acknowledged() {
    return Table.of(
        "No check is acknowledged",
        List.of("source", "acknowledged_check", "up_to", "by", "until", "why"));
  }

  private static Table acknowledged(Overview overview) {
    Table table = acknowledged();
    for (SourceView source : overview.sources()) {
      for (Acknowledgement each : source.acknowledgements()) {
        table.row(source.source(), each.check(), each.upTo(), each.by(), each.until(), each.why());
      }
    }
    return table;
  }

  /** A run that says it is running and whose lease nobody holds was killed. */
  private static String status(SourceView source, Run run) {
    String status = run.status().name().toLowerCase(Locale.ROOT);
    return switch (run.status()) {
      case RUNNING -> source.isKilled() ? "killed" : status + step(source);
      case FAILED -> status + run.failure().map(code -> " " + code).orElse("");
      default -> status;
    };
  }

  private static String step(SourceView source) {
    return source.steps().isEmpty()
        ? ""
        : ", " + source.steps().get(source.steps().size() - 1).name();
  }

  /** {@code 11 h 5 min}. */
  private static String age(Instant since, Instant now) {
    Duration age = Duration.between(since, now);
    return age.toHours() > 0
        ? age.toHours() + " h " + age.toMinutesPart() + " min"
        : age.toMinutes() + " min";
  }

  private static Table zones() {
    return Table.of("No release", List.of("source", "zone_rules", "without_zone", "tenants"));
  }

  /** Rules of each release, and the tenants whose own text is not a time zone. */
  private Table zones(Overview overview, List<Problem> problems) {
    Table table = zones();
    for (SourceView source : overview.sources()) {
      if (source.release().isPresent()) {
        try {
          List<String> tenants =
              new SourceZones(session.installation(), source.source()).withoutOwn();
          table.row(
              source.source(),
              source.release().flatMap(ReleaseFigures::zoneRules).orElse(null),
              tenants.size(),
              tenants.isEmpty() ? null : SourceZones.some(tenants));
        } catch (DaybookException e) {
          String next = e.code() == Code.DEF_INVALID ? "daybook plan " : "daybook releases ";
          problems.add(Problem.of(e, next + source.source()));
        }
      }
    }
    return table;
  }

  private static Table schedules() {
    return Table.of(
        "No schedule is in force; daybook serve puts those in schedules/ in force",
        List.of(
            "kind", "schedules", "next_due", "due", "held", "running", "late", "not_by_own_time"));
  }

  private static Table schedules(Overview overview, Map<Schedule, Instant> next) {
    Table table = schedules();
    Map<String, List<Schedule>> kinds =
        next.keySet().stream()
            .collect(Collectors.groupingBy(Schedule::what, TreeMap::new, Collectors.toList()));
    kinds.forEach(
        (kind, schedules) -> {
          Map<OccurrenceStatus, Long> counts = overview.occurrences().getOrDefault(kind, Map.of());
          table.row(
              kind,
              schedules.size(),
              schedules.stream().map(next::get).min(Instant::compareTo).orElse(null),
              counts.getOrDefault(OccurrenceStatus.DUE, 0L),
              counts.getOrDefault(OccurrenceStatus.HELD, 0L),
              counts.getOrDefault(OccurrenceStatus.RUNNING, 0L),
              overview.late().getOrDefault(kind, 0L),
              schedules.stream().filter(each -> !each.isByItsOwnTime()).count());
        });
    return table;
  }

  private static Table deliveries() {
    return Table.of(
        "No delivery",
        List.of("source", "waiting", "sending", "sent", "shadowed", "failed", "unknown"));
  }

  private static Table deliveries(Overview overview) {
    Table table = deliveries();
    new TreeMap<>(overview.deliveries())
        .forEach(
            (source, counts) ->
                table.row(
                    source,
                    sum(counts, DeliveryStatus.PENDING, DeliveryStatus.RETRY),
                    sum(counts, DeliveryStatus.CLAIMED, DeliveryStatus.SENDING),
                    sum(counts, DeliveryStatus.SENT),
                    sum(counts, DeliveryStatus.SHADOWED),
                    sum(counts, DeliveryStatus.FAILED),
                    sum(counts, DeliveryStatus.UNKNOWN)));
    return table;
  }

  private static long sum(Map<DeliveryStatus, Long> counts, DeliveryStatus... statuses) {
    return Arrays.stream(statuses).mapToLong(each -> counts.getOrDefault(each, 0L)).sum();
  }

  private static Table processes() {
    return Table.of("No process serves", List.of("process", "last_sign_of_life"));
  }

  private Table processes(List<Serving> all) {
    Table table = processes();
    all.stream()
        .filter(each -> each.isAlive(session.clock().instant()))
        .forEach(each -> table.row(each.process(), each.lastSign()));
    return table;
  }
}
