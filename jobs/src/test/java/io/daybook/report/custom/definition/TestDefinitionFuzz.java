package io.daybook.report.custom.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.report.custom.HostileDefinitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jazzer looks for a text that the reader cannot stand. */
class TestDefinitionFuzz {
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs");

  @TempDir Path directory;

  @Test
  @Tag("soak")
  void noTextDoesMoreThanBeRefused() throws Exception {
    Path corpus = Files.createDirectory(directory.resolve("corpus"));
    int seeds = 0;
    for (HostileDefinitions.Case one : HostileDefinitions.all()) {
      if (one.line().length() < 2_000 && !one.line().contains("«")) {
        Files.writeString(corpus.resolve("seed-" + seeds++), one.text());
      }
    }
    int seconds = Integer.getInteger("daybook.fuzz.seconds", 600);
    String said = fuzz(corpus, seconds);
    Matcher done = DONE.matcher(said);
    assertThat(done.find()).as(said).isTrue();
    assertThat(said).doesNotContain("Java Exception", "ERROR: libFuzzer", "Security Issue");
    assertThat(Long.parseLong(done.group(1))).isGreaterThan(seconds * 100L);
  }

  private String fuzz(Path corpus, int seconds) throws IOException, InterruptedException {
    String home = System.getProperty("daybook.home");
    Path log = directory.resolve("fuzz.log");
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "@" + home + "/jobs/jvm.options",
                "-Ddaybook.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + DefinitionFuzzer.class.getName(),
                "--instrumentation_includes=io.daybook.report.custom.definition.**",
                "--custom_hook_includes=io.daybook.**",
                "-max_total_time=" + seconds,
                "-max_len=4096",
                "-timeout=25",
                "-print_final_stats=1",
                "-artifact_prefix=" + directory + "/",
                corpus.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .directory(directory.toFile())
            .start();
    try {
      assertThat(process.waitFor(seconds + 120L, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(log, StandardCharsets.UTF_8);
  }
}
