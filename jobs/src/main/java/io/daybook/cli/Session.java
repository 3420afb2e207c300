package io.daybook.cli;

import io.daybook.cli.screen.Table;
import io.daybook.cli.screen.Terminal;
import io.daybook.config.DaybookConfig;
import io.daybook.config.LogFormat;
import io.daybook.config.Problems;
import io.daybook.config.SourceConfig;
import io.daybook.config.StateConfig;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.SourceModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the commands of one command line share. Nothing is read before a command asks for it. */
final class Session {
  private final Path home;
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
      logging.accept(logs(), config.log());
    }
    return config;
  }

  /** Folder of the logs, also before a configuration could be read. */
  Path logs() {
    Path directory = config == null ? DaybookConfig.defaults(home).directory() : config.directory();
    return directory.resolve("log");
  }

  /** The folder of definitions. */
  Path sql() {
    return home.resolve("sql");
  }

  /** The folder of schedules. */
  Path schedules() {
    return home.resolve("schedules");
  }

  /** The model of a source; its name must be a folder below {@code sql/}. */
  SourceModel model(String source) {
    List<String> known = models();
    if (!known.contains(source)) {
      throw DaybookException.of(
              Code.USAGE,
              "Cannot find the source "
                  + source
                  + ": sql/ has "
                  + (known.isEmpty() ? "none" : String.join(", ", known))
                  + Problems.didYouMean(source, known))
          .state("nothing was started or changed")
          .next("daybook source draft " + source + " writes the model of a new source")
          .build();
    }
    return SourceModel.load(sql(), source);
  }

  /** Names of the sources that have a model. */
  List<String> models() {
    if (!Files.isDirectory(sql())) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(sql())) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("source.yml")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of the sources that have a model or stand in the configuration. */
  Set<String> sources() {
    TreeSet<String> sources = new TreeSet<>(models());
    sources.addAll(config().sources().keySet());
    return sources;
  }

  /** The source that is meant where none is named: the only one that there is. */
  String onlySource(Optional<String> named) {
    if (named.isPresent()) {
      return named.orElseThrow();
    }
    List<String> known = models();
    if (known.size() == 1) {
      return known.get(0);
    }
    throw DaybookException.of(
            Code.USAGE, "Cannot tell which source is meant: sql/ has " + String.join(", ", known))
        .state("nothing was started or changed")
        .next("name one with --source")
        .build();
  }

  /** Whether there is a state to read; an embedded one that was never made holds nothing. */
  boolean stateExists() {
    return !(config().state() instanceof StateConfig.Embedded embedded)
        || Files.exists(embedded.directory());
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

  /** Whether the configuration names this source. */
  Optional<SourceConfig> configured(String source) {
    return Optional.ofNullable(config().sources().get(source));
  }
}
