package io.daybook.demo;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.fault.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code demo.yml} in the folder of a demo source says.
 *
 * @param name of the source and of its folder
 * @param shape where its tables and tenants are
 * @param sizes the numbers that its scripts ask for, by the name of a size
 * @param tables scripts that make the tables
 * @param rows scripts that fill them, in their order; none where a program makes the rows
 * @param keys scripts that make keys and references over what is there
 * @param day how a day of business is added
 * @param sample what is worth a look in a release
 */
record DemoFolder(
    String name,
    DemoShape shape,
    Map<String, Map<String, Integer>> sizes,
    List<String> tables,
    List<String> rows,
    List<String> keys,
    Optional<Day> day,
    Optional<DemoSample> sample) {
  /**
   * How a day of business is added.
   *
   * @param next query for the day that comes next
   * @param scripts that let it happen, in their order
   */
  record Day(String next, List<String> scripts) {
    Day {
      scripts = List.copyOf(scripts);
    }
  }

  private static final String FILE = "demo.yml";

  DemoFolder {
    sizes = Collections.unmodifiableMap(new LinkedHashMap<>(sizes));
    tables = List.copyOf(tables);
    rows = List.copyOf(rows);
    keys = List.copyOf(keys);
  }

  /** The folder of one of the demo sources. */
  static DemoFolder load(String name) {
    return text(name + "/" + FILE)
        .map(text -> parse(name, text))
        .orElseThrow(() -> new IllegalArgumentException("Invalid demo source: " + name));
  }

  /** Whether scripts make all of it. */
  boolean isScripts() {
    return !rows.isEmpty();
  }

  private static DemoFolder parse(String name, String text) {
    Problems problems = new Problems(Code.DEMO_FAILED, "Cannot read the demo source " + name);
    YamlMap file = YamlMap.parse(name + "/" + FILE, text, problems);
    file.only("schemas", "tenants", "sizes", "tables", "rows", "keys", "day", "screen");
    YamlMap tenants = file.map("tenants");
    tenants.only("table", "key", "column");
    DemoShape shape =
        new DemoShape(
            file.texts("schemas"),
            tenants.text("table"),
            tenants.text("key"),
            tenants.text("column"));
    Map<String, Map<String, Integer>> sizes = new LinkedHashMap<>();
    for (String size : file.map("sizes").keys()) {
      sizes.put(size, numbers(file.map("sizes").map(size)));
    }
    DemoFolder folder =
        new DemoFolder(
            name,
            shape,
            sizes,
            file.texts("tables"),
            file.texts("rows"),
            file.texts("keys"),
            file.has("day") ? Optional.of(day(file.map("day"))) : Optional.empty(),
            file.has("screen") ? Optional.of(sample(file.map("screen"))) : Optional.empty());
    problems.throwIfAny();
    return folder;
  }

  private static Day day(YamlMap day) {
    day.only("next", "scripts");
    return new Day(day.text("next"), day.texts("scripts"));
  }

  private static DemoSample sample(YamlMap screen) {
    screen.only("title", "query", "browse", "mart");
    return new DemoSample(
        screen.text("title"), screen.text("query"), screen.text("browse"), screen.text("mart"));
  }

  private static Map<String, Integer> numbers(YamlMap size) {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (String key : size.keys()) {
      size.integer(key).ifPresent(number -> numbers.put(key, number));
    }
    return numbers;
  }

  /** A script of this folder. */
  String script(String script) {
    return common(name + "/" + script);
  }

  /** A script below the folder of all demo sources, without its ending. */
  static String common(String script) {
    return text(script + ".sql")
        .orElseThrow(() -> new IllegalArgumentException("Invalid script: " + script));
  }

  /** A file below the folder of all demo sources. */
  static Optional<String> text(String path) {
    try (InputStream stream = DemoFolder.class.getResourceAsStream(path)) {
      return stream == null
          ? Optional.empty()
          : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
