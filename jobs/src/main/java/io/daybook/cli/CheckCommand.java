package io.daybook.cli;

import io.daybook.assembly.CheckedRelease;
import io.daybook.check.Acknowledgement;
import io.daybook.check.Acknowledgements;
import io.daybook.check.CheckHistory.Entry;
import io.daybook.cli.screen.Table;
import io.daybook.config.Problems;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.state.State;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    description = "See what the checks of a release found, and say what of it is known.",
    subcommands = {
      CheckList.class,
      CheckShow.class,
      CheckCommand.Acknowledge.class,
      CheckCommand.Withdraw.class
    })
final class CheckCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "it needs list, show, acknowledge or withdraw");
  }

  @Command(
      name = "acknowledge",
      description = {
        "Say that what a check finds is known.",
        "",
        "Status, alerts and figures are quiet about it to the end of that day (UTC), and for as long as",
        "it finds no more than now, or than --up-to says. Then it speaks again. Who, why and until when",
        "is shown by daybook status."
      })
  static final class Acknowledge implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "CHECK", description = "its name in daybook check list")
    String check;

    @Mixin SourceOption source = new SourceOption();

    @Option(names = "--by", paramLabel = "WHO", required = true, description = "who answers for it")
    String by;

    @Option(
        names = "--why",
        paramLabel = "TEXT",
        required = true,
        description = "why nobody needs to worry")
    String why;

    @Option(
        names = "--until",
        paramLabel = "DATE",
        required = true,
        description = "the last day, such as 2026-12-31")
    LocalDate until;

    @Option(
        names = "--up-to",
        paramLabel = "N",
        description = "most findings that are quiet; as many as now by default")
    Optional<Long> upTo;

    Acknowledge(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws SQLException {
      String name = source.only(session);
      Entry entry = entry(name);
      Instant now = session.clock().instant();
      long most = upTo.orElse(entry.findings());
      if (entry.blocking()) {
        throw refused(name, "it stops a release and does not count", "mend what it finds");
      }
      if (entry.findings() == 0) {
        throw refused(name, "it found nothing in release " + entry.release(), "nothing to do");
      }
      if (until.isBefore(CheckedRelease.today(now))) {
        throw refused(name, "%s is past".formatted(until), "name a day to come with --until");
      }
      if (most < entry.findings()) {
        throw refused(
            name,
            "it found %,d in release %d".formatted(entry.findings(), entry.release()),
            "--up-to %d or more".formatted(entry.findings()));
      }
      if (by.isBlank() || why.isBlank()) {
        throw refused(name, "nobody would know who and why", "say so with --by and --why");
      }
      Acknowledgement acknowledgement =
          new Acknowledgement(name, check, by.strip(), why.strip(), until, most, now);
      try (State state = session.installation().openState()) {
        new Acknowledgements(state.database(), session.clock()).add(acknowledgement);
      }
      session.print(
          Table.of("", List.of("source", "check", "up_to", "by", "until", "why"))
              .row(
                  name,
                  check,
                  acknowledgement.upTo(),
                  acknowledgement.by(),
                  acknowledgement.until(),
                  acknowledgement.why()));
      return 0;
    }

    private Entry entry(String name) throws SQLException {
      List<Entry> entries =
          CheckedRelease.open(session.installation(), name, Optional.empty()).entries();
      return entries.stream()
          .filter(each -> each.check().equals(check))
          .findFirst()
          .orElseThrow(
              () ->
                  refused(
                      name,
                      "the current release was not put to it"
                          + Problems.didYouMean(check, entries.stream().map(Entry::check).toList()),
                      "daybook check list --source " + name));
    }

    private DaybookException refused(String name, String why, String next) {
      return DaybookException.of(
              Code.USAGE, "Cannot acknowledge the check %s of %s: %s".formatted(check, name, why))
          .state("nothing was changed")
          .next(next)
          .build();
    }
  }

  @Command(
      name = "withdraw",
      description = "Take an acknowledgement back: the check speaks again as if there were none.")
  static final class Withdraw implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "CHECK", description = "its name in daybook check list")
    String check;

    @Mixin SourceOption source = new SourceOption();

    @Option(names = "--by", paramLabel = "WHO", required = true, description = "who takes it back")
    String by;

    Withdraw(Session session) {
      this.session = session;
    }

    @Override
    public void run() {
      String name = source.only(session);
      try (State state = session.installation().openState()) {
        boolean was =
            new Acknowledgements(state.database(), session.clock()).withdraw(name, check, by);
        if (!was) {
          throw DaybookException.of(
                  Code.USAGE,
                  "Cannot withdraw an acknowledgement of the check %s of %s: there is none"
                      .formatted(check, name))
              .state("nothing was changed")
              .next("daybook status shows what is acknowledged")
              .build();
        }
      }
      session.print(Table.of("", List.of("source", "check", "withdrawn_by")).row(name, check, by));
    }
  }
}
