package io.daybook.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root: global options and the list of commands. */
@Command(
    name = "daybook",
    description = {
      "Turns a multi-tenant business database into marts that finance can sign, every night.",
      ""
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      ScheduleCommand.class,
      RunCommand.class,
      PlanCommand.class,
      StatusCommand.class,
      CheckCommand.class,
      DeliveriesCommand.class,
      RunsCommand.class,
      ReleasesCommand.class,
      RollbackCommand.class,
      ReportCommand.class,
      MetricsCommand.class,
      QueryCommand.class,
      SqlCommand.class,
      LineageCommand.class,
      SourceCommand.class,
      CollectCommand.class,
      BenchCommand.class,
      BenchSourceCommand.class,
      BenchStockSparkCommand.class,
      VersionCommand.class
    },
    footer = {
      "",
      "Begin with: daybook demo",
      "Exit codes: 0 done · 1 a bench misses its bar · 2 input or configuration · 3 source",
      "            4 disk, memory, state server · 5 the data does not pass · 6 defect",
      "            7 outcome unknown"
    })
final class DaybookCommand implements Runnable {
  private final Session session;

  @Spec private CommandSpec spec;

  DaybookCommand(Session session) {
    this.session = session;
  }

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "the daybook.yml to use; otherwise DAYBOOK_CONFIG names it, or defaults hold")
  void config(Path file) {
    session.configFile(file);
  }

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "print the result as JSON")
  void json(boolean json) {
    session.json(json);
  }

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "print this help")
  boolean help;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "it needs a command");
  }
}
