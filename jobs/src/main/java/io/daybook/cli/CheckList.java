package io.daybook.cli;

import io.daybook.assembly.CheckedRelease;
import io.daybook.check.Acknowledgement;
import io.daybook.check.CheckHistory.Entry;
import io.daybook.check.CheckNews;
import io.daybook.cli.screen.Table;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = {
      "List the checks of a release that found something, what rose most first.",
      "",
      "The column before is what a check found a day before: in the newest release that is 20 hours",
      "older or more; empty where there is none, or where the check was not made then. What is new",
      "stays so for a day, or until it is acknowledged."
    })
final class CheckList implements Callable<Integer> {
  private final Session session;

  @Mixin SourceOption source = new SourceOption();

  @Option(
      names = "--release",
      paramLabel = "N",
      description = "an older release instead of the current one")
  Optional<Long> release;

  @Option(
      names = "--new",
      description = "only those that found more than before or than was acknowledged")
  boolean onlyNew;

  @Option(names = "--all", description = "those that found nothing, too")
  boolean all;

  CheckList(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws SQLException {
    if (onlyNew && all) {
      throw DaybookException.of(Code.USAGE, "Cannot list all checks and only the new ones")
          .state("nothing was changed")
          .next("leave out --new or --all")
          .build();
    }
    String name = source.only(session);
    CheckedRelease checked = CheckedRelease.open(session.installation(), name, release);
    List<Entry> entries = checked.entries();
    List<Acknowledgement> acknowledgements =
        CheckedRelease.acknowledgements(session.installation(), name);
    Set<String> told =
        checked.news(entries, acknowledgements).told().stream()
            .map(CheckNews.Told::change)
            .map(change -> change.check())
            .collect(Collectors.toSet());
    Map<String, Acknowledgement> known =
        acknowledgements.stream()
            .collect(Collectors.toMap(Acknowledgement::check, Function.identity()));
    Table table =
        Table.of(
            "No check of release %d found %s"
                .formatted(checked.manifest().release(), onlyNew ? "more than before" : "anything"),
            List.of("check", "kind", "findings", "before", "new", "note", "means"));
    entries.stream()
        .filter(each -> all || each.findings() > 0)
        .filter(each -> !onlyNew || told.contains(each.check()))
        .sorted(
            Comparator.comparingLong((Entry each) -> each.change().rise())
                .reversed()
                .thenComparing(Entry::check))
        .forEach(
            each ->
                table.row(
                    each.check(),
                    each.kind(),
                    each.findings(),
                    each.before(),
                    told.contains(each.check()) ? "new" : "",
                    note(each, known),
                    each.meaning()));
    session.print(table);
    return 0;
  }

  private static String note(Entry entry, Map<String, Acknowledgement> known) {
    return Optional.ofNullable(known.get(entry.check())).map(Acknowledgement::text).orElse("");
  }
}
