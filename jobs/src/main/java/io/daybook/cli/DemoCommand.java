package io.daybook.cli;

import io.daybook.assembly.Nights;
import io.daybook.assembly.OpenSource;
import io.daybook.cli.screen.Progress;
import io.daybook.config.Problems;
import io.daybook.delivery.DispatcherSetup;
import io.daybook.demo.DemoServer;
import io.daybook.demo.DemoSize;
import io.daybook.demo.DemoSources;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.run.Night;
import io.daybook.source.SourceModel;
import io.daybook.state.State;
import io.daybook.warehouse.Manifest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
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
      "the marts and publishes them; then makes the organisations' reports and delivers them into a",
      "folder and, by SMTP, to a mailbox on this machine. Run it again for the next release.",
      "Everything lies in .state/ and warehouse/; remove both to start over."
    })
final class DemoCommand implements Callable<Integer> {
  /** Of the night, and then of the senders. */
  private static final int SESSIONS = 4 + DispatcherSetup.sessions(DispatcherSetup.DEFAULT_SENDERS);

  private final Session session;

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "spark or duckdb; otherwise the configuration decides")
  Optional<String> engine;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "whose books to invent: ${COMPLETION-CANDIDATES}; the first by default",
      completionCandidates = Names.class)
  String source = DemoSources.first();

  /** What there is, for the help. */
  private static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return DemoSources.names().iterator();
    }
  }

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      defaultValue = "S",
      description = {
        "XS, S, M or L: some 4,000 rows, a million, 20 million, 100 million; S by default.",
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
  public Integer call() throws SQLException, InterruptedException {
    requireDemo();
    requireOwnWarehouse();
    DemoSize wanted = size();
    String name = Nights.engine(session.installation(), engine);
    Progress progress = new Progress(session.terminal(), session.clock());
    SourceModel model = session.model(source);
    try (DemoServer server = open(progress, model, wanted);
        State state = session.installation().openState(SESSIONS)) {
      OpenSource opened = new OpenSource(source, server.settings(), Optional.empty());
      Instant start = session.clock().instant();
      Manifest release =
          new Night(Nights.setup(session.installation(), opened, state), progress).run(name);
      Duration took = Duration.between(start, session.clock().instant());
      Optional<DemoPost> post = deliver(progress, release, state);
      if (session.json()) {
        session.print(RunCommand.table(release));
      } else {
        session.terminal().out().print(new DemoScreen(session, release, took, post).text());
        session.terminal().out().flush();
      }
      RunCommand.sayNews(session, state, release, progress);
    } finally {
      progress.cutOff();
    }
    return 0;
  }

  /** Where the configuration names a source, its deliveries lie in the same ledger. */
  private Optional<DemoPost> deliver(Progress progress, Manifest release, State state)
      throws InterruptedException {
    if (!session.config().sources().isEmpty()) {
      return Optional.empty();
    }
    DemoPost post = new DemoPost(session, state, source);
    step(progress, "reports", () -> post.issue(release));
    step(progress, "deliveries", post::deliver);
    return Optional.of(post);
  }

  /** Something that takes a while and says in a line what it came to. */
  private interface Doing {
    String come() throws InterruptedException;
  }

  private void step(Progress progress, String name, Doing doing) throws InterruptedException {
    Instant start = session.clock().instant();
    progress.begun(name);
    String result = doing.come();
    progress.ended(name, Duration.between(start, session.clock().instant()), result);
  }

  private DemoServer open(Progress progress, SourceModel model, DemoSize wanted) {
    Instant start = session.clock().instant();
    progress.begun("demo source");
    DemoServer server = DemoServer.open(session.config(), source);
    Map<String, Long> rows =
        server.fill(model, wanted, days, LocalDate.ofInstant(start, ZoneOffset.UTC));
    progress.ended(
        "demo source",
        Duration.between(start, session.clock().instant()),
        "%,d rows in %d tables of a PostgreSQL"
            .formatted(rows.values().stream().mapToLong(Long::longValue).sum(), rows.size()));
    return server;
  }

  private void requireDemo() {
    List<String> names = DemoSources.names();
    if (names.contains(source)) {
      return;
    }
    throw DaybookException.of(
            Code.USAGE,
            "Cannot invent books for %s, there are %s%s"
                .formatted(source, String.join(", ", names), Problems.didYouMean(source, names)))
        .state("nothing was started or changed")
        .next("daybook demo --help")
        .build();
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
    if (session.installation().configured(source).isEmpty()) {
      return;
    }
    throw DaybookException.of(
            Code.USAGE,
            "Cannot run the demo: "
                + session.config().file().orElseThrow()
                + " names a real source "
                + source
                + ", and the demo would publish invented numbers among its releases")
        .state("nothing was started or changed")
        .next("run it without --config and DAYBOOK_CONFIG")
        .build();
  }
}
