package io.daybook.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of a YAML file that remembers the line of every key. What is missing or of the wrong
 * shape becomes a {@link Problems problem} and an empty value, so that reading goes on and finds
 * the rest. Scalars are taken as the text that stands in the file; {@code ~} and nothing are
 * absent.
 */
public final class YamlMap {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

  private record Entry(int line, Node value) {}

  private final String file;
  private final String path;
  private final int line;
  private final Map<String, Entry> entries;
  private final Problems problems;

  private YamlMap(
      String file, String path, int line, Map<String, Entry> entries, Problems problems) {
    this.file = file;
    this.path = path;
    this.line = line;
    this.entries = entries;
    this.problems = problems;
  }

  /** Reads a file; one that is missing or not YAML is a problem and gives an empty map. */
  public static YamlMap load(Path file, Problems problems) {
    return text(file, problems)
        .map(text -> parse(file.toString(), text, problems))
        .orElseGet(() -> new YamlMap(file.toString(), "", 0, Map.of(), problems));
  }

  /** What a file holds, for {@link #parse}; one that cannot be read is a problem. */
  public static Optional<String> text(Path file, Problems problems) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      problems.add(file.toString(), "cannot be read: " + e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  /** Reads a text; {@code file} is its name in problems. */
  public static YamlMap parse(String file, String text, Problems problems) {
    requireNonNull(problems, "problems is null");
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    options.setNestingDepthLimit(20);
    try {
      Node root = new Yaml(new SafeConstructor(options)).compose(new java.io.StringReader(text));
      if (root == null) {
        return new YamlMap(file, "", 1, Map.of(), problems);
      }
      return of(file, "", root, problems);
    } catch (MarkedYAMLException e) {
      int at = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      problems.add(file, at, "is not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      problems.add(file, "is not YAML: " + e.getMessage());
    }
    return new YamlMap(file, "", 0, Map.of(), problems);
  }

  private static YamlMap of(String file, String path, Node node, Problems problems) {
    int line = node.getStartMark().getLine() + 1;
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        int at = tuple.getKeyNode().getStartMark().getLine() + 1;
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
          problems.add(file, at, path + ": a key must be a plain word");
        } else if (entries.put(key.getValue(), new Entry(at, tuple.getValueNode())) != null) {
          problems.add(file, at, path + key.getValue() + ": stands here twice");
        }
      }
    } else if (!node.getTag().equals(Tag.NULL)) {
      problems.add(file, line, path + ": must be a mapping of keys to values");
    }
    return new YamlMap(file, path, line, entries, problems);
  }

  /** Name of the file, as in problems. */
  public String file() {
    return file;
  }

  /** The keys in the order of the file. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  /** Whether the key is there with a value. */
  public boolean has(String key) {
    return entries.containsKey(key) && !entries.get(key).value().getTag().equals(Tag.NULL);
  }

  /** Line of a key, or of this mapping where the key is absent. */
  public int line(String key) {
    return entries.containsKey(key) ? entries.get(key).line() : line;
  }

  /** The text of a key that must be there; an empty text and a problem when it is not. */
  public String text(String key) {
    if (!has(key)) {
      problem(key, "is missing");
      return "";
    }
    String text = optionalText(key).orElse("");
    if (text.isBlank() && isScalar(key)) {
      problem(key, "is empty");
    }
    return text;
  }

  private boolean isScalar(String key) {
    return entries.get(key).value() instanceof ScalarNode;
  }

  /** The text of a key. */
  public Optional<String> optionalText(String key) {
    if (!has(key)) {
      return Optional.empty();
    }
    if (isScalar(key)) {
      return Optional.of(((ScalarNode) entries.get(key).value()).getValue());
    }
    problem(key, "must be a single value");
    return Optional.empty();
  }

  /** The texts of a list; empty when the key is absent. A single value is a list of one. */
  public List<String> texts(String key) {
    if (!has(key)) {
      return List.of();
    }
    Node value = entries.get(key).value();
    if (value instanceof ScalarNode scalar) {
      return List.of(scalar.getValue());
    }
    List<String> texts = new ArrayList<>();
    if (value instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        if (item instanceof ScalarNode scalar) {
          texts.add(scalar.getValue());
        } else {
          problem(key, "must be a list of single values");
        }
      }
    } else {
      problem(key, "must be a list");
    }
    return List.copyOf(texts);
  }

  /** The mapping of a key; empty when the key is absent. */
  public YamlMap map(String key) {
    if (!has(key)) {
      return new YamlMap(file, path + key + ".", line(key), Map.of(), problems);
    }
    return of(file, path + key + ".", entries.get(key).value(), problems);
  }

  /** Whether the value of a key is a mapping. */
  public boolean isMap(String key) {
    return has(key) && entries.get(key).value() instanceof MappingNode;
  }

  /** The mappings of a list; empty when the key is absent. */
  public List<YamlMap> maps(String key) {
    if (!has(key)) {
      return List.of();
    }
    if (!(entries.get(key).value() instanceof SequenceNode sequence)) {
      problem(key, "must be a list");
      return List.of();
    }
    List<YamlMap> maps = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      maps.add(of(file, path + key + "[" + maps.size() + "].", item, problems));
    }
    return List.copyOf(maps);
  }

  /** The whole number of a key. */
  public Optional<Integer> integer(String key) {
    Optional<String> text = optionalText(key);
    try {
      return text.map(Integer::valueOf);
    } catch (NumberFormatException e) {
      problem(key, "must be a whole number, not " + text.orElseThrow());
      return Optional.empty();
    }
  }

  /** The duration of a key: a number and ms, s, m, h or d, such as {@code 5s}. */
  public Optional<Duration> duration(String key) {
    Optional<String> text = optionalText(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = DURATION.matcher(text.orElseThrow());
    if (!matcher.matches()) {
      problem(key, "must be a number and ms, s, m, h or d, such as 5s, not " + text.orElseThrow());
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(amount);
        });
  }

  /** The truth of a key, {@code true} or {@code false}. */
  public boolean flag(String key, boolean otherwise) {
    Optional<String> text = optionalText(key);
    if (text.isEmpty()) {
      return otherwise;
    }
    return switch (text.orElseThrow()) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        problem(key, "must be true or false, not " + text.orElseThrow());
        yield otherwise;
      }
    };
  }

  /** Makes a problem of every key that is not one of these. */
  public void only(String... known) {
    for (String key : entries.keySet()) {
      if (!List.of(known).contains(key)) {
        problem(key, "is unknown" + Problems.didYouMean(key, List.of(known)));
      }
    }
  }

  /** Adds a problem of a key. */
  public void problem(String key, String message) {
    problems.add(file, line(key), path + key + ": " + message);
  }
}
