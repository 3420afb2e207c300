package io.daybook.cli;

import io.daybook.cli.screen.Table;
import io.daybook.config.Problems;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schedule.Occurrence;
import io.daybook.schedule.OccurrenceStatus;
import io.daybook.schedule.Occurrences;
import io.daybook.schedule.Plan;
import io.daybook.schedule.Plan.Coming;
import io.daybook.schedule.Plan.Earliest;
import io.daybook.schedule.ReleasedTenants;
import io.daybook.schedule.Schedule;
import io.daybook.schedule.ScheduleFiles;
import io.daybook.state.State;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "schedule",
    description = "Look at the schedules: list, next, explain.",
    subcommands = {
      ScheduleCommand.ListCommand.class,
      ScheduleCommand.NextCommand.class,
      ScheduleCommand.ExplainCommand.class
    })
final class ScheduleCommand implements Runnable {
  private static final int LOOKED_AT = 30;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "it needs list, next or explain");
  }

  /**
   * What a command looks at.
   *
   * @param problem what is wrong with the files that cannot be used, or else with the first source
   *     that cannot tell its tenants; it ends the command once the others were shown
   */
  private record Wanted(List<Schedule> schedules, Optional<DaybookException> problem) {
    /** A source that cannot tell its tenants keeps its own schedules back and no others. */
    Wanted shown(Consumer<Schedule> show) {
      Optional<DaybookException> failure = problem;
      for (Schedule each : schedules) {
        try {
          show.accept(each);
        } catch (DaybookException e) {
          failure = failure.or(() -> Optional.of(e));
        }
      }
      return new Wanted(schedules, failure);
    }

    void print(Session session, Table table) {
      session.print(table);
      if (problem.isPresent()) {
        throw problem.orElseThrow();
      }
    }
  }

  /** All of a source, or the one that is named. */
  private static Wanted wanted(Session session, Optional<String> source, Optional<String> name) {
    ScheduleFiles.Read read = session.installation().scheduleFiles().read();
    if (name.filter(read.unusable()::contains).isPresent()) {
      throw read.problem().orElseThrow();
    }
    return new Wanted(named(read.schedules(), source, name), read.problem());
  }

  private static List<Schedule> named(
      List<Schedule> readable, Optional<String> source, Optional<String> name) {
    List<Schedule> all =
        readable.stream().filter(each -> source.map(each.source()::equals).orElse(true)).toList();
    if (name.isEmpty()) {
      return all;
    }
    String wanted = name.orElseThrow();
    List<Schedule> found = all.stream().filter(each -> each.name().equals(wanted)).toList();
    if (found.isEmpty()) {
      List<String> known = all.stream().map(Schedule::name).toList();
      throw DaybookException.of(
              Code.USAGE,
              "Cannot find the schedule "
                  + wanted
                  + ": schedules/ has "
                  + (known.isEmpty() ? "none" : String.join(", ", known))
                  + source.map(" of "::concat).orElse("")
                  + Problems.didYouMean(wanted, known))
          .state("nothing was changed")
          .next("daybook schedule list")
          .build();
    }
    return found;
  }

  /** The newest occurrences by schedule; none where nothing ever ran. */
  private static Map<String, List<Occurrence>> past(Session session, List<Schedule> schedules) {
    if (schedules.isEmpty() || !session.installation().hasState()) {
      return Map.of();
    }
    try (State state = session.installation().openState()) {
      Occurrences occurrences = new Occurrences(state.database());
      return schedules.stream()
          .map(Schedule::name)
          .collect(Collectors.toMap(name -> name, name -> occurrences.list(name, LOOKED_AT)));
    }
  }

  private static LocalDateTime local(Instant instant, ZoneId zone) {
    return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.SECONDS), zone);
  }

  @Command(
      name = "list",
      description = {
        "List the schedules in schedules/, what became of the last occurrence, and the next one.",
        "",
        "daybook serve works them off."
      })
  static final class ListCommand implements Runnable {
    private final Session session;

    @Mixin SourceOption source = new SourceOption();

    ListCommand(Session session) {
      this.session = session;
    }

    @Override
    public void run() {
      Table table =
          Table.of(
              "No schedule; schedules/README.md says how to write one",
              List.of(
                  "schedule",
                  "source",
                  "what",
                  "rule",
                  "zone",
                  "catch_up",
                  "last",
                  "status",
                  "next",
                  "note"));
      ReleasedTenants tenants = session.installation().tenants();
      Wanted wanted = wanted(session, source.named(session), Optional.empty());
      Map<String, List<Occurrence>> past = past(session, wanted.schedules());
      wanted.shown(schedule -> add(table, schedule, tenants, past)).print(session, table);
    }

    private void add(
        Table table,
        Schedule schedule,
        ReleasedTenants tenants,
        Map<String, List<Occurrence>> past) {
      Optional<Occurrence> last =
          past.getOrDefault(schedule.name(), List.of()).stream().findFirst();
      ScheduleFiles files = session.installation().scheduleFiles();
      boolean isResting = files.isResting(schedule);
      table.row(
          schedule.name(),
          schedule.source(),
          schedule.what(),
          schedule.rule().text(),
          schedule.zoneText(),
          schedule.catchUp().text(),
          last.map(Occurrence::dueAt).orElse(null),
          last.map(each -> each.status().name().toLowerCase(Locale.ROOT)).orElse(null),
          isResting
              ? null
              : new Plan(schedule, tenants)
                  .next(session.clock().instant(), 1).stream()
                      .findFirst()
                      .map(Coming::instant)
                      .orElse(null),
          note(files, schedule, last, isResting));
    }

    private static String note(
        ScheduleFiles files, Schedule schedule, Optional<Occurrence> last, boolean isResting) {
      if (isResting) {
        return "rests: daybook.yml does not name " + schedule.source();
      }
      return files.isPattern(schedule)
          ? "one for each report: daybook report list"
          : last.flatMap(ListCommand::note).orElse(null);
    }

    private static Optional<String> note(Occurrence last) {
      return last.failure()
          .map(code -> code + last.note().map(note -> " " + note).orElse(""))
          .or(last::note);
    }
  }

  @Command(
      name = "next",
      description = {
        "Say when a schedule is due next.",
        "",
        "A time that a clock change leaves out is due at the first instant after it, one that comes",
        "twice at the first."
      })
  static final class NextCommand implements Runnable {
    private final Session session;

    @Parameters(
        paramLabel = "SCHEDULE",
        arity = "0..1",
        description = "name of a file in schedules/; all without it")
    Optional<String> name;

    @Option(
        names = "--count",
        paramLabel = "N",
        defaultValue = "10",
        description = "so many of each, ${DEFAULT-VALUE} by default")
    int count;

    @Mixin SourceOption source = new SourceOption();

    NextCommand(Session session) {
      this.session = session;
    }

    @Override
    public void run() {
      Table table =
          Table.of("No schedule", List.of("schedule", "due_at", "local", "business_date", "zone"));
      ReleasedTenants tenants = session.installation().tenants();
      Wanted wanted = wanted(session, source.named(session), name);
      wanted.shown(schedule -> add(table, schedule, tenants)).print(session, table);
    }

    private void add(Table table, Schedule schedule, ReleasedTenants tenants) {
      for (Coming coming : new Plan(schedule, tenants).next(session.clock().instant(), count)) {
        coming
            .times()
            .forEach(
                (zone, due) ->
                    table.row(
                        schedule.name(),
                        coming.instant(),
                        local(coming.instant(), zone),
                        due.businessDate(),
                        zone));
      }
    }
  }

  @Command(
      name = "explain",
      description = {
        "Say for every tenant when the report of its present day can leave at the earliest.",
        "",
        "The day closes at the tenant's midnight; the first occurrence after that reads all of it;",
        "it is done as long after its time as the last ones were, in the median."
      })
  static final class ExplainCommand implements Runnable {
    private final Session session;

    @Parameters(
        paramLabel = "SCHEDULE",
        arity = "0..1",
        description = "name of a file in schedules/; all without it")
    Optional<String> name;

    @Mixin SourceOption source = new SourceOption();

    ExplainCommand(Session session) {
      this.session = session;
    }

    @Override
    public void run() {
      Table table =
          Table.of(
              "No tenant; the first release will tell who there is",
              List.of(
                  "schedule",
                  "tenant",
                  "zone",
                  "day",
                  "closes_at",
                  "night_at",
                  "takes",
                  "leaves_local",
                  "note"));
      ReleasedTenants tenants = session.installation().tenants();
      Wanted wanted = wanted(session, source.named(session), name);
      Map<String, List<Occurrence>> past = past(session, wanted.schedules());
      wanted
          .shown(
              schedule ->
                  add(
                      table,
                      schedule,
                      tenants,
                      median(past.getOrDefault(schedule.name(), List.of()))))
          .print(session, table);
    }

    private void add(
        Table table, Schedule schedule, ReleasedTenants tenants, Optional<Duration> takes) {
      new Plan(schedule, tenants)
          .earliest(
              tenants.tenants(schedule.source()),
              session.clock().instant(),
              takes.orElse(Duration.ZERO))
          .forEach(each -> add(table, schedule, each, takes));
    }

    private static void add(
        Table table, Schedule schedule, Earliest each, Optional<Duration> takes) {
      table.row(
          schedule.name(),
          each.tenant().id(),
          each.tenant().zone(),
          each.day(),
          each.closes(),
          each.night(),
          takes.orElse(null),
          local(each.leaves(), each.tenant().zone()),
          each.tenant().isZoneValid() ? null : "its own zone is not a time zone: reports are held");
    }

    private static Optional<Duration> median(List<Occurrence> past) {
      Function<Occurrence, Duration> takes =
          each -> Duration.between(each.dueAt(), each.finishedAt().orElseThrow());
      List<Duration> sorted =
          past.stream()
              .filter(each -> each.status() == OccurrenceStatus.DONE && each.attempt() == 1)
              .map(takes)
              .sorted()
              .collect(Collectors.toList());
      return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
    }
  }
}
