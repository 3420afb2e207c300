package io.daybook;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.config.Problems;
import io.daybook.config.YamlMap;
import io.daybook.fault.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A source is a folder: what it calls things stands in its files, never in Java. */
class TestSourceNames {
  private static final Path HOME = Path.of(System.getProperty("daybook.home"));

  /** The demo makes the sources' databases; benches run on them. */
  private static final Set<String> KNOW_THEM = Set.of("demo", "bench");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");

  /** What the application calls things, as {@code application.yml} has it. */
  private static final Pattern APPLICATION_KEY = Pattern.compile("\\b([a-z]+[A-Z]\\w*):");

  /** The same in the JSON that queries of reports take apart. */
  private static final Pattern JSON_KEY = Pattern.compile("\\$\\.([a-z]+[A-Z]\\w*)");

  @Test
  void noJavaNamesASource() throws IOException {
    Pattern sources =
        Pattern.compile(
            "(?i)\\b("
                + sources().stream()
                    .map(folder -> folder.getFileName().toString())
                    .collect(Collectors.joining("|"))
                + ")\\b");
    List<String> found = new ArrayList<>();
    for (Path file : java()) {
      Matcher name = sources.matcher(Files.readString(file));
      if (name.find()) {
        found.add(HOME.relativize(file) + " names " + name.group());
      }
    }
    assertThat(found).isEmpty();
  }

  /** Names of one word, orders or users, are everybody's. */
  @Test
  void noJavaNamesATableOfASourceOrAKeyOfItsApplication() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path folder : sources()) {
      Problems problems = new Problems(Code.DEF_INVALID, "Cannot read " + folder);
      keys(YamlMap.load(folder.resolve("catalogue.yml"), problems).map("tables").keys(), names);
      Path application = folder.resolve("application.yml");
      if (Files.exists(application)) {
        camelCase(APPLICATION_KEY, Files.readString(application), names);
      }
      for (Path query : queries(folder.resolve("reports"))) {
        camelCase(JSON_KEY, Files.readString(query), names);
      }
    }
    assertThat(names).hasSizeGreaterThan(100).contains("userIds");
    List<String> found = new ArrayList<>();
    for (Path file : java()) {
      String code = COMMENT.matcher(Files.readString(file)).replaceAll("");
      for (Matcher literal = LITERAL.matcher(code); literal.find(); ) {
        if (names.contains(literal.group(1))) {
          found.add(HOME.relativize(file) + " names " + literal.group(1));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static void keys(Iterable<String> keys, Set<String> names) {
    keys.forEach(
        key -> {
          if (key.contains("_")) {
            names.add(key);
          }
        });
  }

  private static List<Path> queries(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static void camelCase(Pattern keys, String text, Set<String> names) {
    Matcher key = keys.matcher(text);
    while (key.find()) {
      names.add(key.group(1));
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> folders = Files.list(HOME.resolve("sql"))) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static List<Path> java() throws IOException {
    Path root = HOME.resolve("jobs/src/main/java/io/daybook");
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !KNOW_THEM.contains(root.relativize(file).getName(0).toString()))
          .sorted()
          .toList();
    }
  }
}
