package io.daybook.cli;

import io.daybook.assembly.Nights;
import io.daybook.assembly.OpenSource;
import io.daybook.assembly.SourceZones;
import io.daybook.cli.screen.Progress;
import io.daybook.cli.screen.Table;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.operate.OverviewReader;
import io.daybook.run.Night;
import io.daybook.run.RunListener;
import io.daybook.schedule.Occurrences;
import io.daybook.schedule.night.ScheduledNight;
import io.daybook.state.State;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = {
      "Make the next release of a source.",
      "",
      "Reads it under one snapshot, builds facts and marts, checks them, publishes all at once.",
      "Whatever fails before that changes nothing that a reader sees."
    })
final class RunCommand implements Runnable {
  private final Session session;

  @Parameters(paramLabel = "SOURCE", description = "name of a source in daybook.yml")
  String source;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "spark or duckdb; otherwise the configuration decides")
  Optional<String> engine;

  @Option(
      names = "--resume",
      description = "go on with the last run that failed or was killed, with its engine")
  boolean resume;

  @Option(
      names = "--occurrence",
      paramLabel = "ID:TOKEN",
      hidden = true,
      description = "of the scheduler that starts this run, and with which it ends")
  Optional<String> occurrence;

  RunCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    if (resume && engine.isPresent()) {
      throw DaybookException.of(
              Code.USAGE, "Cannot choose an engine for a run that goes on: it keeps its own")
          .state("nothing was started or changed")
          .next("daybook run " + source + " --resume, or a new run with --engine")
          .build();
    }
    String name = Nights.engine(session.installation(), engine);
    Progress progress = new Progress(session.terminal(), session.clock());
    Optional<ScheduledNight> scheduled = occurrence.map(ScheduledNight::parse);
    scheduled.ifPresent(ScheduledNight::endWithTheScheduler);
    try (OpenSource open = OpenSource.open(session.installation(), source);
        State state = session.installation().openState()) {
      RunListener listener =
          scheduled
              .map(each -> each.recording(new Occurrences(state.database()), progress))
              .orElse(progress);
      Night night = new Night(Nights.setup(session.installation(), open, state), listener);
      Manifest release = resume ? night.resume() : night.run(name);
      session.print(table(release));
      sayNews(session, state, release, progress);
      afterwards(
          progress,
          () ->
              new SourceZones(session.installation(), source)
                  .fallenBack()
                  .ifPresent(progress::said));
    } finally {
      progress.cutOff();
    }
  }

  /** What of the checks is new, in a line. */
  static void sayNews(Session session, State state, Manifest release, Progress progress) {
    afterwards(
        progress,
        () ->
            new OverviewReader(
                    state,
                    session.installation()::sources,
                    session.installation()::files,
                    session.clock())
                .source(release.source())
                .news(session.clock().instant())
                .filter(news -> news.release() == release.release())
                .ifPresent(news -> progress.said(news.line())));
  }

  /** The release is out: what keeps a word on it from being said is no failure of the run. */
  private static void afterwards(Progress progress, Runnable words) {
    try {
      words.run();
    } catch (DaybookException e) {
      progress.warned(e.getMessage().lines().findFirst().orElse(e.code().text()));
    }
  }

  static Table table(Manifest release) {
    return Table.of("", List.of("source", "release", "as_of", "engine", "datasets", "rows", "run"))
        .row(
            release.source(),
            release.release(),
            release.asOf(),
            release.engine(),
            release.datasets().size(),
            release.datasets().stream().mapToLong(Dataset::rows).sum(),
            release.run());
  }
}
