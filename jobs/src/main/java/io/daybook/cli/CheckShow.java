package io.daybook.cli;

import io.daybook.assembly.CheckedRelease;
import io.daybook.check.Acknowledgement;
import io.daybook.check.Check;
import io.daybook.check.CheckHistory.Entry;
import io.daybook.cli.screen.Table;
import io.daybook.config.Problems;
import io.daybook.engine.ForeignSql;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = {
      "Show one check: its meaning, what it found, and who has acknowledged it.",
      "",
      "With keys of rows that it found, how many it found in each of the last releases, and its SQL",
      "as it is defined now."
    })
final class CheckShow implements Callable<Integer> {
  private static final int RELEASES = 20;
  private static final int DAYS = 30;

  private final Session session;

  @Parameters(paramLabel = "CHECK", description = "its name in daybook check list")
  String check;

  @Mixin SourceOption source = new SourceOption();

  CheckShow(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws SQLException {
    String name = source.only(session);
    boolean isPublished = session.installation().warehouse(name).releases().current().isPresent();
    List<Entry> history =
        isPublished
            ? CheckedRelease.open(session.installation(), name, Optional.empty())
                .history()
                .of(check)
            : List.of();
    long release = history.isEmpty() ? 0 : history.get(0).release();
    Map<String, Check> defined = CheckedRelease.defined(session.installation(), name, release);
    Optional<Check> definition = Optional.ofNullable(defined.get(check));
    if (history.isEmpty() && definition.isEmpty()) {
      throw unknown(name, defined.keySet());
    }
    Optional<Acknowledgement> acknowledgement =
        CheckedRelease.acknowledgements(session.installation(), name).stream()
            .filter(each -> each.check().equals(check))
            .findFirst();
    session.print(
        List.of("check", "keys", "history", "acknowledged", "sql"),
        List.of(
            head(name, history, definition, acknowledgement),
            keys(history),
            releases(history),
            acknowledged(acknowledgement),
            sql(definition, history)));
    return 0;
  }

  private DaybookException unknown(String source, Set<String> names) {
    return DaybookException.of(
            Code.USAGE,
            "Cannot find the check %s of %s%s"
                .formatted(check, source, Problems.didYouMean(check, new TreeSet<>(names))))
        .state("nothing was changed")
        .next("daybook check list --all --source " + source)
        .build();
  }

  private Table head(
      String source,
      List<Entry> history,
      Optional<Check> definition,
      Optional<Acknowledgement> acknowledgement) {
    Table table = Table.of("", List.of("check", check));
    boolean blocking = definition.map(Check::blocking).orElseGet(() -> history.get(0).blocking());
    table.row("means", definition.map(Check::description).orElseGet(() -> last(history).meaning()));
    table.row("looks at", definition.map(Check::subject).orElseGet(() -> last(history).subject()));
    table.row("a finding", blocking ? "stops the release" : "is counted, and stops nothing");
    table.row("next", next(source, history, definition, acknowledgement, blocking));
    return table;
  }

  private static Entry last(List<Entry> history) {
    return history.get(0);
  }

  private String next(
      String source,
      List<Entry> history,
      Optional<Check> definition,
      Optional<Acknowledgement> acknowledgement,
      boolean blocking) {
    if (definition.isEmpty()) {
      return "nothing: no definition makes this check any more";
    }
    if (blocking) {
      return "when it stops a night: mend the source or the model, then daybook run " + source;
    }
    if (history.isEmpty() || last(history).findings() == 0) {
      return "nothing";
    }
    LocalDate today = CheckedRelease.today(session.clock().instant());
    if (acknowledgement.filter(each -> each.covers(last(history).findings(), today)).isPresent()) {
      return "nothing until then; daybook check withdraw %s --source %s --by %s"
          .formatted(check, source, person());
    }
    return "mend the rows in the source; or: daybook check acknowledge %s --source %s --by %s --until %s --why \"it is being mended\""
        .formatted(check, source, person(), today.plusDays(DAYS));
  }

  /** The person at the keyboard. */
  private static String person() {
    return System.getProperty("user.name", "unknown");
  }

  /** The keys that were looked for last: when its count was another than before. */
  private static Table keys(List<Entry> history) {
    Table table = Table.of("No keys: it found nothing", List.of("of_release", "key"));
    history.stream()
        .takeWhile(each -> each.findings() > 0)
        .filter(each -> !each.sample().isEmpty())
        .limit(1)
        .forEach(each -> each.sample().forEach(key -> table.row(each.release(), key)));
    return table;
  }

  private static Table releases(List<Entry> history) {
    Table table = Table.of("No release has it on record", List.of("release", "as_of", "findings"));
    history.stream()
        .limit(RELEASES)
        .forEach(each -> table.row(each.release(), each.asOf(), each.findings()));
    return table;
  }

  private static Table acknowledged(Optional<Acknowledgement> acknowledgement) {
    Table table =
        Table.of(
            "Nobody has acknowledged it",
            List.of("acknowledged_by", "at", "until", "up_to", "why"));
    acknowledgement.ifPresent(
        each -> table.row(each.by(), each.at(), each.until(), each.upTo(), each.why()));
    return table;
  }

  /** As an analyst may run it over a release. */
  private Table sql(Optional<Check> definition, List<Entry> history) {
    Instant asOf = history.isEmpty() ? session.clock().instant() : last(history).asOf();
    Optional<String> sql =
        definition.map(check -> ForeignSql.duckDb(check.asOf("timestamptz '" + asOf + "'").sql()));
    Table table = Table.of("No definition makes it any more", List.of("sql"));
    if (session.json()) {
      sql.ifPresent(table::row);
    } else {
      // One row a line: a cell has no line breaks.
      sql.stream().flatMap(String::lines).forEach(table::row);
    }
    return table;
  }
}
