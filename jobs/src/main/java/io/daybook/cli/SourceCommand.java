package io.daybook.cli;

import io.daybook.assembly.NewSource;
import io.daybook.assembly.OpenSource;
import io.daybook.assembly.SourceZones;
import io.daybook.cli.screen.LookProgress;
import io.daybook.cli.screen.Progress;
import io.daybook.cli.screen.Table;
import io.daybook.config.PostgresUrl;
import io.daybook.config.SourceConfig;
import io.daybook.definition.SourceDefinition;
import io.daybook.fault.Code;
import io.daybook.source.Finding;
import io.daybook.source.Finding.Place;
import io.daybook.source.Finding.Severity;
import io.daybook.source.SourceCheck;
import io.daybook.source.SourceDraft;
import io.daybook.source.SourceGrant;
import io.daybook.source.SourceSettings;
import io.daybook.zone.ServerZones.Difference;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "source",
    description = "Let Daybook into a source: check, grant, draft, new.",
    subcommands = {
      SourceCommand.CheckCommand.class,
      SourceCommand.GrantCommand.class,
      SourceCommand.DraftCommand.class,
      SourceCommand.NewCommand.class
    })
final class SourceCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "it needs check, grant, draft or new");
  }

  @Command(
      name = "check",
      description = {
        "Compare the model of a source with the live database.",
        "",
        "Its schema, the rights of the role, the rules of the time zones in use, and for each table",
        "whether it can be read now. Only reads. Asks what a run asks first; the exit code is that of",
        "the run that would fail, 0 when none would."
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
      SourceDefinition definition = session.definitions().definition(source);
      List<Finding> findings = new ArrayList<>();
      try (OpenSource open = OpenSource.open(session.installation(), source);
          Connection connection = open.settings().connect("daybook source check")) {
        findings.addAll(
            new SourceCheck(definition.model(), open.settings().connections())
                .findings(connection, definition.columnsUsed()));
        for (Difference each :
            new SourceZones(session.installation(), source).differences(connection)) {
          findings.add(
              new Finding(
                  Severity.WARNING,
                  Code.SRC_ZONES,
                  new Place.Elsewhere("zone " + each.zone()),
                  each.text() + "; " + Difference.REMEDY));
        }
      }
      Table table =
          Table.of(
              source + " is as its model says, and the role holds what it needs and no more",
              List.of("severity", "code", "where", "message"));
      for (Finding finding : findings) {
        table.row(
            finding.severity().name().toLowerCase(Locale.ROOT),
            finding.code().text(),
            finding.where().toString(),
            finding.message());
      }
      session.print(table);
      return SourceCheck.exitCode(findings);
    }
  }

  @Command(
      name = "grant",
      description = {
        "Print the SQL that makes the role Daybook reads with.",
        "",
        "SELECT on the columns that the model reads; a connection limit,",
        "timeouts, nothing else. For the DBA to read and run. Connects nowhere."
      })
  static final class GrantCommand implements Runnable {
    /** The role of a source that the configuration does not name. */
    private static final String ROLE = "daybook_reader";

    private final Session session;

    @Parameters(paramLabel = "SOURCE", description = "name of a folder in sql/")
    String source;

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        description = "name of the role; the user in daybook.yml, else daybook_reader")
    String role;

    @Option(
        names = "--database",
        paramLabel = "NAME",
        description = "the source's database; that of the URL in daybook.yml, else SOURCE")
    String database;

    GrantCommand(Session session) {
      this.session = session;
    }

    @Override
    public void run() {
      Optional<SourceConfig> configured = session.installation().configured(source);
      session
          .terminal()
          .out()
          .print(
              SourceGrant.sql(
                  session.model(source),
                  Optional.ofNullable(role)
                      .or(() -> configured.map(SourceConfig::user))
                      .orElse(ROLE),
                  Optional.ofNullable(database)
                      .or(() -> configured.map(SourceConfig::url).flatMap(PostgresUrl::database))
                      .orElse(source),
                  configured
                      .map(SourceConfig::connections)
                      .orElse(SourceSettings.DEFAULT_CONNECTIONS)));
      session.terminal().out().flush();
    }
  }

  @Command(
      name = "draft",
      description = {
        "Write the model of a source from its live database.",
        "",
        "sql/SOURCE/catalogue.yml, and a first source.yml where there is none: guesses for a person to",
        "check. A catalogue that the other files do not fit is laid beside the one in use, as",
        "catalogue.yml.new, and the lines that must change are named."
      })
  static final class DraftCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "SOURCE", description = "name of a source in daybook.yml")
    String source;

    @Option(
        names = "--schema",
        paramLabel = "SCHEMA",
        defaultValue = "public",
        description = {
          "schema of a source that has no source.yml yet, ${DEFAULT-VALUE} by default;",
          "once for each of several"
        })
    List<String> schemas;

    @Option(
        names = "--views",
        description = "draft all views, too; those that source.yml names always are")
    boolean views;

    DraftCommand(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() throws SQLException {
      Table table = Table.of("Nothing to write", List.of("written"));
      try (OpenSource open = OpenSource.open(session.installation(), source);
          Connection connection = open.settings().connect("daybook source draft")) {
        SourceDraft.write(session.sql(), source, schemas, views, connection, this::proven)
            .forEach(file -> table.row(file.toString()));
      }
      session.print(table);
      return 0;
    }

    /** Everything that is defined for the source, over a folder like {@code sql}. */
    private void proven(Path sql) {
      SourceDefinition.load(sql, source);
    }
  }

  @Command(
      name = "new",
      description = {
        "Write a whole folder for a database that has none: it can be run at once.",
        "",
        "sql/SOURCE/: catalogue.yml; source.yml with tenants, keys and references, those that nobody",
        "declared looked for in the rows; a fact of every table that leads to another one; a mart that",
        "counts their rows by tenant and day; doubts.md, what a person should decide. Only reads the",
        "source, as the user in daybook.yml, who needs SELECT."
      })
  static final class NewCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "SOURCE", description = "name of a source in daybook.yml")
    String source;

    @Option(
        names = "--schema",
        paramLabel = "SCHEMA",
        defaultValue = "public",
        description = "schema to read, ${DEFAULT-VALUE} by default; once for each of several")
    List<String> schemas;

    @Option(names = "--views", description = "take views, too")
    boolean views;

    NewCommand(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      Progress progress = new Progress(session.terminal(), session.clock());
      NewSource made;
      try (OpenSource open = OpenSource.open(session.installation(), source)) {
        made =
            NewSource.write(
                session.sql(),
                source,
                schemas,
                views,
                open.settings(),
                new LookProgress(progress, session.clock()));
      } finally {
        progress.cutOff();
      }
      Table table = Table.of("Nothing to write", List.of("written", "files", "what"));
      Path home = session.sql().resolve(source);
      table.row(home.resolve("catalogue.yml"), 1, "what the database says of itself");
      table.row(home.resolve("source.yml"), 1, "what it does not say: guesses");
      for (String folder : List.of("facts", "marts")) {
        table.row(home.resolve(folder), made.in(folder), folder);
      }
      table.row(
          home.resolve(NewSource.DOUBTS), 1, made.doubts().size() + " things for you to decide");
      session.print(table);
      return 0;
    }
  }
}
