package io.daybook.report.book;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.report.file.FileFormat;
import io.daybook.report.file.ReportFile;
import io.daybook.report.file.SampleReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestDatasetJson {
  private static final Path GOLDEN =
      Path.of(System.getProperty("daybook.home"), "jobs/src/test/resources/golden/book");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Others read it: fields may be added, and what was there stays where it was. */
  @Test
  void keepsEveryValueOfVersionOneInItsPlace() throws IOException {
    ReportFile file = new ReportFile(Path.of("sales.csv"), FileFormat.CSV, "5a".repeat(32), 4_711);
    byte[] now = DatasetJson.write(file, SampleReports.monthly(SampleReports.SYDNEY));
    byte[] before = Files.readAllBytes(GOLDEN.resolve("version-1.json"));
    assertThat(values(MAPPER.readTree(now)))
        .containsAllEntriesOf(values(MAPPER.readTree(before)))
        .hasSizeGreaterThan(400);
  }

  private static Map<String, String> values(JsonNode tree) {
    Map<String, String> values = new LinkedHashMap<>();
    collect("", tree, values);
    return values;
  }

  private static void collect(String place, JsonNode node, Map<String, String> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(each -> collect(place + "/" + each.getKey(), each.getValue(), values));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(place + "/" + i, node.get(i), values);
      }
    } else {
      values.put(place, node.toString());
    }
  }
}
