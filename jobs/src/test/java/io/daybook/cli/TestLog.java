package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.postgres.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a real process: a night whose source does not let us in. */
@Tag("slow")
@Tag("promise")
class TestLog {
  private static final String CANARY = "hunter2-canary";

  @TempDir Path home;

  private final TestPostgres database = TestPostgres.database();

  @BeforeEach
  void layOut() throws IOException {
    Files.createSymbolicLink(home.resolve("sql"), CommandLines.project().resolve("sql"));
  }

  @AfterEach
  void unlinkDefinitions() throws IOException {
    Files.delete(home.resolve("sql"));
  }

  private List<String> logOfANight(String format) throws Exception {
    Path config =
        Files.writeString(
            home.resolve("daybook.yml"),
            """
            directory: own
            log: %s
            state: {url: "%s", user: %s, password: {env: STATE}}
            sources:
              renoz: {url: "%s", user: nobody, password: {env: CANARY}}
            """
                .formatted(format, database.url(), database.user(), database.url()));
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("@" + CommandLines.project().resolve("jobs/jvm.options"));
    command.add("-Ddaybook.home=" + home);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("run", "renoz", "--engine", "duckdb", "--config", config.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("screen").toFile());
    builder.environment().put("STATE", database.password());
    builder.environment().put("CANARY", CANARY);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(Files.readString(home.resolve("screen")))
        .contains("SRC-AUTH ")
        .doesNotContain(CANARY, database.password());
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(home.resolve("own/log"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    assertThat(lines).isNotEmpty().noneMatch(line -> line.contains(CANARY));
    assertThat(lines).noneMatch(line -> line.contains(database.password()));
    return lines;
  }

  @Test
  void isOneJsonObjectALineWithTheRun() throws Exception {
    ObjectMapper json = new ObjectMapper();
    boolean isFailureTold = false;
    for (String line : logOfANight("json")) {
      JsonNode object = json.readTree(line);
      assertThat(object.fieldNames())
          .toIterable()
          .containsExactly(
              "time", "level", "process", "thread", "logger", "run", "step", "message", "failure");
      assertThat(object.get("time").asText()).matches("20..-..-..T..:..:..,...Z");
      boolean isFailure = object.get("failure").asText().contains("SRC-AUTH");
      isFailureTold |= isFailure;
      if (isFailure) {
        assertThat(object.get("level").asText()).isEqualTo("ERROR");
        assertThat(object.get("run").asText()).matches("20[0-9]{6}T[0-9]{6}Z-[0-9a-f]{6}");
        assertThat(object.get("step").asText()).isEqualTo("extract");
      }
    }
    assertThat(isFailureTold).isTrue();
  }

  @Test
  void isTextOtherwiseAndLiesWhereTheConfigurationSays() throws Exception {
    assertThat(logOfANight("text"))
        .anyMatch(line -> line.matches("20..-..-..T.*Z [0-9]+ ERROR .*"));
    assertThat(home.resolve(".state/log"))
        .satisfiesAnyOf(
            folder -> assertThat(folder).doesNotExist(),
            folder -> assertThat(folder).isEmptyDirectory());
  }
}
