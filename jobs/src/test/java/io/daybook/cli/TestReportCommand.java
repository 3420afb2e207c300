package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.cli.CommandLines.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportCommand {
  @TempDir Path home;

  private CommandLines shell;

  @BeforeEach
  void linkDefinitions() throws IOException {
    Files.createSymbolicLink(
        home.resolve("sql"), Path.of(System.getProperty("daybook.home")).resolve("sql"));
    shell = new CommandLines(home, Map.of());
  }

  @AfterEach
  void unlinkDefinitions() throws IOException {
    Files.delete(home.resolve("sql"));
  }

  @Test
  void makesTheFilesOfEveryTenant() throws IOException {
    assertThat(shell.run("report", "run").err()).startsWith("RELEASE-MISSING Cannot find");
    assertThat(shell.run("demo", "--engine", "duckdb", "--size", "XS").exitCode()).isZero();

    assertThat(shell.run("report", "list").out()).contains("Monthly numbers", "pdf", "revenue");

    Path folder = home.resolve("made");
    Result run = shell.run("report", "run", "--to", folder.toString());
    assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).contains("made", "held", "is no region such as");
    List<Path> files = files(folder);
    for (String ending : List.of(".pdf", ".xlsx", ".csv", ".html")) {
      assertThat(files).as(ending).anyMatch(file -> file.toString().endsWith(ending));
    }
    assertThat(files).allMatch(file -> run.out().contains(file.getFileName().toString()));

    Result again = shell.run("report", "run", "--to", home.resolve("again").toString());
    assertThat(again.exitCode()).isZero();
    for (Path file : files) {
      Path other = home.resolve("again").resolve(folder.relativize(file));
      assertThat(other).as("the same release, the same bytes").hasSameBinaryContentAs(file);
    }

    assertThat(shell.run("report", "run", "--report", "nobody's").err())
        .startsWith("USAGE Cannot find the report nobody's");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
