package io.daybook.config;

import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@code daybook.yml} to its end, whatever is wrong with it. */
final class ConfigReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]*(MB|GB|TB|MiB|GiB|TiB)");
  private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,6})?");

  private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*");

  private final Path folder;
  private final UnaryOperator<String> environment;

  ConfigReader(Path folder, UnaryOperator<String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  DaybookConfig read(YamlMap yaml, DaybookConfig defaults, Path file) {
    yaml.only(
        "directory",
        "state",
        "warehouse",
        "sources",
        "engine",
        "spark",
        "duckdb",
        "retention",
        "delivery",
        "serve",
        "alerts",
        "log",
        "zone_rules");
    Path directory = path(yaml, "directory").orElse(defaults.directory());
    DeliveryConfig delivery = new DeliveryReader(this).read(yaml.map("delivery"), directory);
    OperatorReader operator = new OperatorReader(this);
    return new DaybookConfig(
        defaults.home(),
        Optional.of(file),
        directory,
        state(yaml, directory),
        warehouse(yaml).orElse(defaults.warehouse()),
        sources(yaml.map("sources")),
        engine(yaml).orElse(defaults.engine()),
        spark(yaml.map("spark")),
        duckdb(yaml.map("duckdb")),
        retention(yaml.map("retention")),
        delivery,
        operator.http(yaml),
        operator.alerts(yaml, delivery),
        operator.log(yaml),
        path(yaml, "zone_rules"));
  }

  private StateConfig state(YamlMap yaml, Path directory) {
    StateConfig embedded = new StateConfig.Embedded(directory.resolve("postgres"));
    if (!yaml.isMap("state")) {
      Optional<String> word = yaml.optionalText("state");
      if (word.isPresent() && !word.orElseThrow().equals("embedded")) {
        yaml.problem("state", "must be embedded, or url, user and password of a PostgreSQL");
      }
      return embedded;
    }
    YamlMap server = yaml.map("state");
    server.only("url", "user", "password");
    return new StateConfig.Server(url(server), server.text("user"), secret(server, "password"));
  }

  private Map<String, SourceConfig> sources(YamlMap yaml) {
    Map<String, SourceConfig> sources = new LinkedHashMap<>();
    for (String name : yaml.keys()) {
      if (!NAME.matcher(name).matches()) {
        yaml.problem(
            name, "must be lower-case letters, digits and _, the name of a folder in sql/");
      }
      YamlMap source = yaml.map(name);
      source.only("url", "user", "password", "connections", "yield_after", "quarantine");
      sources.put(
          name,
          new SourceConfig(
              name,
              url(source),
              source.text("user"),
              secret(source, "password"),
              atLeast(source, "connections", 2).orElse(SourceConfig.DEFAULT_CONNECTIONS),
              source.duration("yield_after").orElse(SourceConfig.DEFAULT_YIELD_AFTER),
              quarantine(source.map("quarantine"))));
    }
    return sources;
  }

  private static QuarantineLimit quarantine(YamlMap yaml) {
    yaml.only("rows", "percent", "totals");
    QuarantineLimit defaults = QuarantineLimit.DEFAULT;
    Optional<Integer> rows = atLeast(yaml, "rows", 0).filter(number -> number >= 0);
    return new QuarantineLimit(
        rows.map(Integer::longValue).orElse(defaults.rows()),
        percent(yaml, "percent").orElse(defaults.percent()),
        atLeast(yaml, "totals", 0)
            .filter(number -> number >= 0)
            .map(Integer::longValue)
            .orElse(defaults.totals()));
  }

  private static Optional<BigDecimal> percent(YamlMap yaml, String key) {
    Optional<String> text = yaml.optionalText(key);
    Optional<BigDecimal> percent =
        text.filter(number -> PERCENT.matcher(number).matches())
            .map(BigDecimal::new)
            .filter(number -> number.compareTo(BigDecimal.valueOf(100)) <= 0);
    if (text.isPresent() && percent.isEmpty()) {
      yaml.problem(key, "must be a number from 0 to 100, such as 0.1, not " + text.orElseThrow());
    }
    return percent;
  }

  private static Optional<EngineChoice> engine(YamlMap yaml) {
    Optional<String> text = yaml.optionalText("engine");
    Optional<EngineChoice> engine = text.flatMap(EngineChoice::parse);
    if (text.isPresent() && engine.isEmpty()) {
      String known = String.join(" or ", EngineChoice.names());
      String meant = Problems.didYouMean(text.orElseThrow(), EngineChoice.names());
      yaml.problem("engine", "must be " + known + ", not " + text.orElseThrow() + meant);
    }
    return engine;
  }

  private static SparkConfig spark(YamlMap yaml) {
    yaml.only("master", "conf");
    YamlMap conf = yaml.map("conf");
    Map<String, String> settings = new LinkedHashMap<>();
    for (String key : conf.keys()) {
      if (!key.startsWith("spark.")) {
        conf.problem(key, "is not a setting of Spark, its name must begin with spark.");
      } else if (looksSecret(key)) {
        conf.problem(key, "a secret must not stand here; give it to Spark's own environment");
      }
      conf.optionalText(key).ifPresent(value -> settings.put(key, value));
    }
    return new SparkConfig(
        yaml.optionalText("master").orElse(SparkConfig.DEFAULT.master()), settings);
  }

  private static boolean looksSecret(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return lower.contains("password") || lower.contains("secret") || lower.endsWith(".token");
  }

  private static DuckConfig duckdb(YamlMap yaml) {
    yaml.only("memory", "threads");
    Optional<String> memory = yaml.optionalText("memory");
    if (memory.isPresent() && !MEMORY.matcher(memory.orElseThrow()).matches()) {
      yaml.problem("memory", "must be a size such as 2GB, not " + memory.orElseThrow());
    }
    Optional<Integer> threads = atLeast(yaml, "threads", 1);
    return new DuckConfig(
        memory, threads.isPresent() ? OptionalInt.of(threads.orElseThrow()) : OptionalInt.empty());
  }

  private static Retention retention(YamlMap yaml) {
    yaml.only("releases");
    Optional<Integer> releases = atLeast(yaml, "releases", 1);
    return releases.filter(number -> number > 0).map(Retention::new).orElse(Retention.DEFAULT);
  }

  private static String url(YamlMap yaml) {
    String url = yaml.text("url");
    if (!url.isBlank()) {
      PostgresUrl.fault(url).ifPresent(fault -> yaml.problem("url", fault));
    }
    return url;
  }

  /** A secret's place; its text never stands in the file, so its value is never repeated. */
  Secret secret(YamlMap yaml, String key) {
    Secret none = Secret.of("");
    if (!yaml.has(key)) {
      yaml.text(key);
      return none;
    }
    if (!yaml.isMap(key)) {
      yaml.problem(
          key,
          "must not stand here; name its place: {env: NAME}, {file: path} or {credential: name}");
      return none;
    }
    YamlMap place = yaml.map(key);
    place.only("env", "file", "credential");
    if (place.keys().size() != 1) {
      yaml.problem(key, "must name one place: env, file or credential");
      return none;
    }
    if (place.has("env")) {
      return Secret.environment(place.text("env"), environment);
    }
    if (place.has("credential")) {
      return Secret.credential(place.text("credential"), environment);
    }
    Optional<Path> file = path(place, "file");
    file.flatMap(Secret::openToOthers).ifPresent(open -> place.problem("file", open));
    return file.map(Secret::file).orElse(none);
  }

  /** The analysts' database and the files of tenants are made on a disk of this machine. */
  private Optional<String> warehouse(YamlMap yaml) {
    Optional<String> text = yaml.optionalText("warehouse");
    Matcher url = URL.matcher(text.orElse(""));
    if (!url.matches()) {
      return path(yaml, "warehouse").map(Path::toString);
    }
    if (!url.group(1).equals("file")) {
      // not the whole of it: it may carry a key
      yaml.problem(
          "warehouse",
          "must be a folder of this machine, which may be a mounted one; not "
              + url.group(1)
              + "://: whole nights do not run there yet");
    }
    return text;
  }

  Optional<Path> path(YamlMap yaml, String key) {
    Optional<String> text = yaml.optionalText(key);
    if (text.filter(String::isBlank).isPresent()) {
      yaml.problem(key, "is empty");
      return Optional.empty();
    }
    try {
      return text.map(each -> folder.resolve(each).normalize());
    } catch (InvalidPathException e) {
      yaml.problem(key, "is not a path: " + e.getReason());
      return Optional.empty();
    }
  }

  private static Optional<Integer> atLeast(YamlMap yaml, String key, int least) {
    Optional<Integer> number = yaml.integer(key);
    if (number.isPresent() && number.orElseThrow() < least) {
      yaml.problem(key, "must be at least " + least + ", not " + number.orElseThrow());
    }
    return number;
  }
}
