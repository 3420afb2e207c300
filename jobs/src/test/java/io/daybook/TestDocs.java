package io.daybook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents say is there, is there. */
class TestDocs {
  private static final Path PROJECT = Path.of(System.getProperty("daybook.home"));
  private static final Pattern TEST = Pattern.compile("`(Test\\w+)(?:[.#](\\w+))?`");
  private static final Pattern LINK = Pattern.compile("]\\((?!http)([^)#]+)\\)");

  @Test
  void nameTestsThatExist() throws IOException {
    Map<String, String> tests = new HashMap<>();
    try (Stream<Path> files = Files.walk(PROJECT.resolve("jobs/src/test/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    }
    List<String> missing = new ArrayList<>();
    for (Path document : documents()) {
      Matcher named = TEST.matcher(Files.readString(document));
      while (named.find()) {
        String test = tests.get(named.group(1));
        String method = named.group(2);
        if (test == null || (method != null && !test.contains("void " + method + "("))) {
          missing.add(document.getFileName() + " names " + named.group());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void linkToWhatExists() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path document : documents()) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        if (!Files.exists(document.resolveSibling(link.group(1)))) {
          missing.add(PROJECT.relativize(document) + " links to " + link.group(1));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void areShort() throws IOException {
    assertThat(Files.readAllLines(PROJECT.resolve("README.md"))).hasSizeLessThan(150);
    for (String folder : List.of("jobs", "sql", "schedules", "warehouse", "notebooks")) {
      assertThat(Files.readAllLines(PROJECT.resolve(folder).resolve("README.md")))
          .as(folder)
          .hasSizeLessThanOrEqualTo(40);
    }
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    documents.add(PROJECT.resolve("README.md"));
    documents.add(PROJECT.resolve("CONTRIBUTING.md"));
    documents.add(PROJECT.resolve("sql/new-source.md"));
    for (String folder : List.of("sql", "schedules", "warehouse", "notebooks", "jobs")) {
      documents.add(PROJECT.resolve(folder).resolve("README.md"));
    }
    try (Stream<Path> files = Files.walk(PROJECT.resolve("jobs/docs"))) {
      files.filter(path -> path.toString().endsWith(".md")).forEach(documents::add);
    }
    return documents;
  }
}
