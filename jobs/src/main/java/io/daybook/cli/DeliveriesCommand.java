package io.daybook.cli;

import io.daybook.cli.screen.Table;
import io.daybook.config.DeliveryMode;
import io.daybook.config.Problems;
import io.daybook.delivery.Attempt;
import io.daybook.delivery.Deliveries;
import io.daybook.delivery.Delivery;
import io.daybook.delivery.DeliveryKey;
import io.daybook.delivery.DeliveryStatus;
import io.daybook.delivery.LiveConfirmations;
import io.daybook.delivery.LiveConfirmations.Confirmation;
import io.daybook.delivery.Part;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.state.State;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "deliveries",
    description = "Look at what was delivered to whom, send it once more, go live.",
    subcommands = {
      DeliveriesCommand.ListCommand.class,
      DeliveriesCommand.ShowCommand.class,
      DeliveriesCommand.ResendCommand.class,
      DeliveriesCommand.GoLiveCommand.class
    })
final class DeliveriesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "it needs list, show, resend or go-live");
  }

  private static State state(Session session) {
    return session.installation().openState();
  }

  /** The person at the keyboard. */
  private static String person() {
    return System.getProperty("user.name", "unknown");
  }

  /** Numbers go through all sources: whoever names one is told when the delivery is another's. */
  private static Delivery require(Deliveries deliveries, long id, Optional<String> source) {
    Delivery delivery = deliveries.require(id);
    if (source.isPresent() && !source.get().equals(delivery.key().source())) {
      throw DaybookException.of(
              Code.USAGE,
              "Cannot find delivery %d of %s: it is one of %s"
                  .formatted(id, source.get(), delivery.key().source()))
          .state("nothing was changed")
          .next("daybook deliveries list --source " + source.get())
          .build();
    }
    return delivery;
  }

  private static Table table(String whenEmpty) {
    return Table.of(
        whenEmpty,
        List.of(
            "delivery",
            "status",
            "source",
            "tenant",
            "report",
            "occurrence",
            "channel",
            "recipient",
            "resend",
            "attempts",
            "at",
            "note"));
  }

  /** When it ended, or when it is tried next. */
  private static void row(Table table, Delivery each) {
    table.row(
        each.id(),
        each.status().text(),
        each.key().source(),
        each.key().tenant(),
        each.key().report(),
        each.key().occurrence(),
        each.key().channel().name().toLowerCase(Locale.ROOT),
        each.key().recipient(),
        each.key().resend(),
        each.attempt(),
        each.finishedAt().orElse(each.notBefore()),
        each.note().orElse(null));
  }

  @Command(
      name = "list",
      description = {
        "List deliveries, the newest first.",
        "",
        "pending and retry wait for their time, unknown waits for a person: the server may have it."
      })
  static final class ListCommand implements Runnable {
    private final Session session;

    @Mixin SourceOption.OrWord source = new SourceOption.OrWord();

    @Option(
        names = "--status",
        paramLabel = "STATUS",
        description = "only those that stand there: pending, retry, sent, failed, unknown, ...")
    Optional<String> status;

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "20",
        description = "print at most so many, ${DEFAULT-VALUE} by default")
    int limit;

    ListCommand(Session session) {
      this.session = session;
    }

    @Override
    public void run() {
      Optional<DeliveryStatus> wanted = status.map(ListCommand::parse);
      Table table = table("No delivery");
      if (session.installation().hasState()) {
        try (State state = state(session)) {
          new Deliveries(state.database(), session.clock())
              .list(source(), wanted, limit)
              .forEach(each -> row(table, each));
        }
      }
      session.print(table);
    }

    /** The operator's own messages are of no source of sql/. */
    private Optional<String> source() {
      Optional<String> said = source.said();
      return said.equals(Optional.of(DeliveryKey.OPERATOR)) ? said : source.named(session);
    }

    private static DeliveryStatus parse(String text) {
      List<String> known =
          Arrays.stream(DeliveryStatus.values()).map(DeliveryStatus::text).toList();
      if (!known.contains(text)) {
        throw DaybookException.of(
                Code.USAGE,
                "Cannot list deliveries that are "
                    + text
                    + ": they are "
                    + String.join(", ", known)
                    + Problems.didYouMean(text, known))
            .state("nothing was changed")
            .next("daybook deliveries list --status unknown")
            .build();
      }
      return DeliveryStatus.valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  @Command(
      name = "show",
      description = {
        "Show one delivery: what it is made of, each attempt, and what the server said."
      })
  static final class ShowCommand implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "DELIVERY", description = "its number in deliveries list")
    long id;

    @Mixin SourceOption source = new SourceOption();

    ShowCommand(Session session) {
      this.session = session;
    }

    @Override
    public void run() {
      try (State state = state(session)) {
        Deliveries deliveries = new Deliveries(state.database(), session.clock());
        Delivery delivery = require(deliveries, id, source.named(session));
        Table head = table("");
        row(head, delivery);
        Table parts = Table.of("", List.of("part", "name", "media_type", "bytes", "sha256"));
        deliveries.parts(id).forEach(each -> add(parts, each));
        Table attempts =
            Table.of(
                "Not tried yet",
                List.of(
                    "attempt",
                    "started_at",
                    "sent_to",
                    "server",
                    "sending_at",
                    "ending_at",
                    "ended_at",
                    "outcome",
                    "holder",
                    "reply"));
        deliveries.attempts(id).forEach(each -> add(attempts, each));
        Table origin =
            Table.of("", List.of("subject", "release", "recorded_at", "requested_by", "key"))
                .row(
                    delivery.subject(),
                    delivery.release(),
                    delivery.recordedAt(),
                    delivery.requestedBy().orElse(null),
                    delivery.key().hash());
        session.print(
            List.of("delivery", "origin", "parts", "attempts"),
            List.of(head, origin, parts, attempts));
      }
    }

    private static void add(Table table, Part part) {
      table.row(
          part.role().name().toLowerCase(Locale.ROOT),
          part.name(),
          part.mediaType(),
          part.bytes(),
          part.sha256());
    }

    private static void add(Table table, Attempt attempt) {
      table.row(
          attempt.number(),
          attempt.startedAt(),
          attempt.sentTo().orElse(null),
          attempt.server().orElse(null),
          attempt.sendingAt().orElse(null),
          attempt.endingAt().orElse(null),
          attempt.endedAt().orElse(null),
          attempt.outcome().orElse(null),
          attempt.holder(),
          attempt.reply().orElse(null));
    }
  }

  @Command(
      name = "resend",
      description = {
        "Have a delivery sent once more, as a new one.",
        "",
        "Refused while one to the same recipient is under way. What is unknown may have arrived:",
        "then the recipient gets it twice."
      })
  static final class ResendCommand implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "DELIVERY", description = "its number in deliveries list")
    long id;

    @Mixin SourceOption source = new SourceOption();

    ResendCommand(Session session) {
      this.session = session;
    }

    @Override
    public void run() {
      try (State state = state(session)) {
        Deliveries deliveries = new Deliveries(state.database(), session.clock());
        require(deliveries, id, source.named(session));
        Delivery again = deliveries.resend(id, person());
        Table table = table("");
        row(table, again);
        session.print(table);
      }
    }
  }

  @Command(
      name = "go-live",
      description = {
        "Confirm that the application's own sender is off.",
        "",
        "Messages reach real people once daybook.yml says live and this was said; both are needed.",
        "Without --confirm it prints what was confirmed and what must be said."
      })
  static final class GoLiveCommand implements Runnable {
    private final Session session;

    @Mixin SourceOption.OrWord which = new SourceOption.OrWord();

    @Option(names = "--tenant", paramLabel = "ID", description = "for this tenant only")
    Optional<String> tenant;

    @Option(names = "--confirm", paramLabel = "PHRASE", description = "what must be said")
    Optional<String> phrase;

    @Option(names = "--withdraw", description = "take the confirmation back, at once")
    boolean withdraw;

    GoLiveCommand(Session session) {
      this.session = session;
    }

    @Override
    public void run() {
      String source = which.only(session);
      try (State state = state(session)) {
        LiveConfirmations confirmations = new LiveConfirmations(state.database(), session.clock());
        if (withdraw) {
          confirmations.withdraw(source, tenant, person());
        } else if (phrase.isPresent()) {
          confirmations.confirm(source, tenant, phrase.orElseThrow(), person());
        }
        print(source, confirmations);
      }
    }

    private void print(String source, LiveConfirmations confirmations) {
      Table table =
          Table.of(
              "Nobody has confirmed anything of %s; to go live say: daybook deliveries go-live %s%s --confirm \"%s\""
                  .formatted(
                      source,
                      source,
                      tenant.map(id -> " --tenant " + id).orElse(""),
                      LiveConfirmations.phrase(source, tenant)),
              List.of("source", "tenant", "confirmed_by", "confirmed_at", "daybook_yml", "note"));
      confirmations.inForce().stream()
          .filter(each -> each.source().equals(source))
          .forEach(each -> add(table, each));
      session.print(table);
    }

    private void add(Table table, Confirmation each) {
      String source = each.source();
      DeliveryMode mode = session.config().delivery().mode(source, each.tenant().orElse(""));
      boolean trial = session.config().delivery().redirectTo().isPresent();
      String live = trial ? "all mails go to redirect_to" : "messages reach real people";
      table.row(
          source,
          each.tenant().orElse("all"),
          each.confirmedBy(),
          each.confirmedAt(),
          mode.text(),
          mode == DeliveryMode.LIVE ? live : "shadow, until daybook.yml says live");
    }
  }
}
