package io.daybook.cli;

import io.daybook.assembly.OpenSource;
import io.daybook.cli.screen.Table;
import io.daybook.fault.Code;
import io.daybook.run.Models;
import io.daybook.source.Finding;
import io.daybook.source.Finding.Severity;
import io.daybook.source.SourceCheck;
import io.daybook.source.SourceDraft;
import io.daybook.source.SourceGrant;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "source",
    description = "Let Daybook into a source: check, grant, draft.",
    subcommands = {
      SourceCommand.CheckCommand.class,
      SourceCommand.GrantCommand.class,
      SourceCommand.DraftCommand.class
    })
final class SourceCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "it needs check, grant or draft");
  }

  @Command(
      name = "check",
      description = {
        "Compare the model of a source with the live database.",
        "",
        "Its schema, and the rights of the role. Only reads. Exit code 2 when a run would fail:",
        "when it cannot read what facts, marts or checks use."
      })
  static final class CheckCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "SOURCE", description = "name of a folder in sql/")
    String source;

    CheckCommand(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws SQLException {
      SourceModel model = session.model(source);
      List<Finding> findings;
      try (OpenSource open = OpenSource.open(session.installation(), source);
          Connection connection = open.settings().connect("daybook source check")) {
        findings =
            new SourceCheck(model, open.settings().connections())
                .findings(connection, Models.load(session.sql(), model).columnsUsed(model));
      }
      Table table =
          Table.of(
              source + " is as its model says, and the role holds what it needs and no more",
              List.of("severity", "code", "where", "message"));
      for (Finding finding : findings) {
        table.row(
            finding.severity().name().toLowerCase(Locale.ROOT),
            finding.code().text(),
            finding.where(),
            finding.message());
      }
      session.print(table);
      boolean stops = findings.stream().anyMatch(each -> each.severity() == Severity.ERROR);
      return stops ? Code.SRC_SCHEMA.kind().exitCode() : 0;
    }
  }

  @Command(
      name = "grant",
      description = {
        "Print the SQL that makes the role Daybook reads with.",
        "",
        "SELECT on the model's tables, a connection limit, timeouts, nothing else. For the DBA to read",
        "and run. Connects nowhere."
      })
  static final class GrantCommand implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "SOURCE", description = "name of a folder in sql/")
    String source;

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        defaultValue = "daybook_reader",
        description = "name of the role, ${DEFAULT-VALUE} unless said otherwise")
    String role;

    @Option(
        names = "--database",
        paramLabel = "NAME",
        description = "the source's database; the name of the source unless said otherwise")
    String database;

    GrantCommand(Session session) {
      this.session = session;
    }

    @Override
    public void run() {
      int connections =
          session
              .installation()
              .configured(source)
              .map(configured -> configured.connections())
              .orElse(SourceSettings.DEFAULT_CONNECTIONS);
      String name = database == null ? source : database;
      session
          .terminal()
          .out()
          .print(SourceGrant.sql(session.model(source), role, name, connections));
      session.terminal().out().flush();
    }
  }

  @Command(
      name = "draft",
      description = {
        "Write the model of a source from its live database.",
        "",
        "sql/SOURCE/catalogue.yml, and a first source.yml where there is none: guesses for a person to",
        "check."
      })
  static final class DraftCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "SOURCE", description = "name of a source in daybook.yml")
    String source;

    @Option(
        names = "--schema",
        paramLabel = "SCHEMA",
        defaultValue = "public",
        description = "schema of a source that has no source.yml yet, ${DEFAULT-VALUE} by default")
    String schema;

    DraftCommand(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws SQLException {
      Table table = Table.of("Nothing to write", List.of("written"));
      try (OpenSource open = OpenSource.open(session.installation(), source);
          Connection connection = open.settings().connect("daybook source draft")) {
        for (Path file : SourceDraft.write(session.sql(), source, schema, connection)) {
          table.row(file.toString());
        }
      }
      session.print(table);
      return 0;
    }
  }
}
