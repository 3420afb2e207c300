package io.daybook.cli;

import io.daybook.cli.screen.Progress;
import io.daybook.demo.DemoServer;
import io.daybook.demo.DemoSize;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.run.Night;
import io.daybook.source.SourceModel;
import io.daybook.state.State;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = {
      "Show one whole night on this machine, from nothing to a release.",
      "",
      "Fills a PostgreSQL with the invented books of a few organisations, reads it, builds and checks",
      "the marts and publishes them. Run it again for the next release. Everything lies in .state/",
      "and warehouse/; remove both to start over."
    })
final class DemoCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "spark or duckdb; otherwise the configuration decides")
  Optional<String> engine;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      defaultValue = "S",
      description = {
        "XS, S, M or L: 600, 100,000, 2 million, 10 million orders; S by default.",
        "What is there already stays"
      })
  String size;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "0",
      description = "let N more days of business happen first; none by default")
  int days;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws SQLException {
    requireOwnWarehouse();
    DemoSize wanted = size();
    String name = Nights.engine(session, engine);
    Instant start = session.clock().instant();
    Progress progress = new Progress(session.terminal(), session.clock());
    SourceModel model = session.model(DemoServer.SOURCE);
    try (DemoServer server = open(progress, model, wanted);
        State state = State.open(Settings.state(session.config()), session.clock())) {
      OpenSource source =
          new OpenSource(DemoServer.SOURCE, server.settings(model), Optional.empty());
      Manifest release = new Night(Nights.setup(session, source, state), progress).run(name);
      Duration took = Duration.between(start, session.clock().instant());
      Path reports = reports(progress, release);
      if (session.json()) {
        session.print(RunCommand.table(release));
      } else {
        session.terminal().out().print(new DemoScreen(session, release, took, reports).text());
        session.terminal().out().flush();
      }
    } finally {
      progress.cutOff();
    }
    return 0;
  }

  /** Makes the tenants' reports; they stay here, nobody gets a mail. */
  private Path reports(Progress progress, Manifest release) {
    Instant start = session.clock().instant();
    progress.begun("reports");
    ReportFolder folder =
        ReportFolder.of(session, release, ReportFolder.usual(session, release.source()));
    List<ReportFolder.Line> lines = folder.make(folder.rows());
    progress.ended(
        "reports",
        Duration.between(start, session.clock().instant()),
        "%d files, %d held, %d that cannot be made"
            .formatted(
                count(lines, ReportFolder.Outcome.MADE),
                count(lines, ReportFolder.Outcome.HELD),
                count(lines, ReportFolder.Outcome.FAILED)));
    return folder.folder();
  }

  private static long count(List<ReportFolder.Line> lines, ReportFolder.Outcome outcome) {
    return lines.stream().filter(line -> line.outcome() == outcome).count();
  }

  private DemoServer open(Progress progress, SourceModel model, DemoSize wanted) {
    Instant start = session.clock().instant();
    progress.begun("demo source");
    DemoServer server = DemoServer.open(session.config());
    Map<String, Long> rows =
        server.fill(model, wanted, days, LocalDate.ofInstant(start, ZoneOffset.UTC));
    progress.ended(
        "demo source",
        Duration.between(start, session.clock().instant()),
        "%,d rows in %d tables of a PostgreSQL"
            .formatted(rows.values().stream().mapToLong(Long::longValue).sum(), rows.size()));
    return server;
  }

  private DemoSize size() {
    return DemoSize.parse(size)
        .orElseThrow(
            () ->
                DaybookException.of(
                        Code.USAGE, "Cannot invent books of size " + size + ": XS, S, M or L")
                    .state("nothing was started or changed")
                    .next("daybook demo --help")
                    .build());
  }

  /** Invented numbers must not become a release of a real source. */
  private void requireOwnWarehouse() {
    if (session.configured(DemoServer.SOURCE).isEmpty()) {
      return;
    }
    throw DaybookException.of(
            Code.USAGE,
            "Cannot run the demo: "
                + session.config().file().orElseThrow()
                + " names a real source "
                + DemoServer.SOURCE
                + ", and the demo would publish invented numbers among its releases")
        .state("nothing was started or changed")
        .next("run it without --config and DAYBOOK_CONFIG")
        .build();
  }
}
