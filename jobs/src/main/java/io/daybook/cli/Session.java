package io.daybook.cli;

import io.daybook.assembly.Installation;
import io.daybook.assembly.SqlFolder;
import io.daybook.cli.screen.Table;
import io.daybook.cli.screen.Terminal;
import io.daybook.config.DaybookConfig;
import io.daybook.config.LogFormat;
import io.daybook.config.ProgramFiles;
import io.daybook.definition.KeptProofs;
import io.daybook.source.SourceModel;
import io.daybook.zone.Zones;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What the commands of one command line share. Nothing is read before a command asks for it. */
final class Session {
  private final Path home;
  private final SqlFolder definitions;
  private final UnaryOperator<String> environment;
  private final Terminal terminal;
  private final Clock clock;
  private final BiConsumer<Path, LogFormat> logging;
  private Optional<Path> configFile = Optional.empty();
  private boolean json;
  private DaybookConfig config;

  /** A session whose log is written for people, wherever it goes. */
  Session(
      Path home,
      UnaryOperator<String> environment,
      Terminal terminal,
      Clock clock,
      Consumer<Path> logging) {
    this(home, environment, terminal, clock, (logs, format) -> logging.accept(logs));
  }

  /**
   * A session.
   *
   * @param logging told where logs go and how they are written, at first and again when the
   *     configuration was read
   */
  Session(
      Path home,
      UnaryOperator<String> environment,
      Terminal terminal,
      Clock clock,
      BiConsumer<Path, LogFormat> logging) {
    this.home = home;
    this.definitions =
        new SqlFolder(
            home.resolve("sql"),
            new KeptProofs(() -> directory().resolve("proofs"), ProgramFiles::identity));
    this.environment = environment;
    this.terminal = terminal;
    this.clock = clock;
    this.logging = logging;
    logging.accept(logs(), LogFormat.TEXT);
  }

  Terminal terminal() {
    return terminal;
  }

  Clock clock() {
    return clock;
  }

  /** Takes the option {@code --config}. */
  void configFile(Path file) {
    configFile = Optional.of(file);
  }

  /** Takes the option {@code --json}. */
  void json(boolean asJson) {
    json = asJson;
  }

  /** The configuration; read once. Logging begins with it. */
  DaybookConfig config() {
    if (config == null) {
      Optional<Path> file =
          configFile.or(
              () ->
                  Optional.ofNullable(environment.apply("DAYBOOK_CONFIG"))
                      .filter(name -> !name.isEmpty())
                      .map(Path::of));
      config =
          file.map(path -> DaybookConfig.load(home, path.toAbsolutePath(), environment))
              .orElseGet(() -> DaybookConfig.defaults(home));
      config.zoneRules().ifPresent(Zones::offer);
      logging.accept(logs(), config.log());
    }
    return config;
  }

  /** Folder of the logs, also before a configuration could be read. */
  Path logs() {
    return directory().resolve("log");
  }

  private Path directory() {
    return config == null ? DaybookConfig.defaults(home).directory() : config.directory();
  }

  /** The folder of definitions. */
  Path sql() {
    return home.resolve("sql");
  }

  /** The folder of definitions; needs no configuration. */
  SqlFolder definitions() {
    return definitions;
  }

  /** The model of a source; its name must be a folder below {@code sql/}. */
  SourceModel model(String source) {
    return definitions().model(source);
  }

  /** Names of the sources that have a model. */
  List<String> models() {
    return definitions().sources();
  }

  /** The configured installation. */
  Installation installation() {
    return new Installation(home, definitions, config(), clock);
  }

  /** Prints a result, as a table or as JSON. */
  void print(Table table) {
    terminal.out().print(json ? table.json() : table.text());
    terminal.out().flush();
  }

  /** Prints several tables below each other, or as one JSON object of lists. */
  void print(List<String> names, List<Table> tables) {
    if (json) {
      Map<String, Object> all = new LinkedHashMap<>();
      for (int i = 0; i < tables.size(); i++) {
        all.put(names.get(i), tables.get(i).objects());
      }
      terminal.out().print(Table.json(all));
    } else {
      terminal.out().print(tables.stream().map(Table::text).collect(Collectors.joining("\n")));
    }
    terminal.out().flush();
  }

  /** Whether results are wanted as JSON. */
  boolean json() {
    return json;
  }
}
