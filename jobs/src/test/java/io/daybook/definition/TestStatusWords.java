package io.daybook.definition;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new word of a status is a new line of the list: no query compares one with a word. */
class TestStatusWords {
  /**
   * {@code lower(trim(x.status)) = 'paid'}, {@code status in ('paid'}, {@code case status when}.
   */
  private static final Pattern COMPARED =
      Pattern.compile(
          "(?:\\btrim\\((?:\\w+\\.)?(\\w+)\\)|\\b(\\w*status)\\b)[)\\s]*(?:,\\s*'')?[)\\s]*"
              + "(?:=|<>|(?:not\\s+)?in\\s*\\(|when)\\s*'([^']+)'");

  @ParameterizedTest
  @ValueSource(strings = {"crm", "thorbis"})
  void standInTheListAlone(String source) throws IOException {
    Path folder = Renoz.SQL.resolve(source);
    Set<String> listed =
        Files.readAllLines(folder.resolve("lists/status_map.csv")).stream()
            .filter(line -> line.contains(","))
            .map(line -> line.split(",", -1))
            .map(line -> line[0].replaceFirst(".*\\.", "") + " " + line[1])
            .collect(Collectors.toSet());
    assertThat(listed).hasSizeGreaterThan(20);
    for (Path query : atLeastOne(queries(folder))) {
      assertThat(COMPARED.matcher(Files.readString(query)).results().map(TestStatusWords::said))
          .as("%s", folder.relativize(query))
          .doesNotContainAnyElementsOf(listed);
    }
  }

  private static String said(MatchResult each) {
    return (each.group(1) == null ? each.group(2) : each.group(1)) + " " + each.group(3);
  }

  /** A figure that a company follows is one of the metrics, or nothing is computed of it. */
  @Test
  void leadToMetricsThatThereAre() throws IOException {
    Path folder = Renoz.SQL.resolve("crm");
    Set<String> metrics =
        Files.readAllLines(folder.resolve("lists/kpi_names.csv")).stream()
            .filter(line -> !line.startsWith("#"))
            .skip(1)
            .map(line -> line.split(",", -1)[1])
            .filter(metric -> !metric.equals("none"))
            .collect(Collectors.toSet());
    String known = Files.readString(folder.resolve("metrics.yml"));
    assertThat(metrics).isNotEmpty().allMatch(metric -> known.contains("\n    " + metric + ":\n"));
  }

  private static List<Path> queries(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".sql") || file.toString().endsWith(".yml"))
          .filter(file -> !file.endsWith("catalogue.yml"))
          .sorted()
          .toList();
    }
  }
}
