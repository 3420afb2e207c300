package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.cli.CommandLines.Result;
import io.daybook.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportCommand {
  @TempDir Path home;

  private CommandLines shell;
  private State state;

  @BeforeEach
  void linkDefinitions() throws IOException {
    CommandHome.linkDefinitions(home);
    shell = new CommandLines(home, Map.of());
    state = CommandHome.hold(home);
  }

  @AfterEach
  void unlinkDefinitions() throws IOException {
    state.close();
    CommandHome.unlinkDefinitions(home);
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void makesTheFilesOfEveryTenantForOneselfAndIssuesOneForReal() throws IOException {
    assertThat(shell.run("report", "preview", "--source", "renoz").err())
        .startsWith("RELEASE-MISSING Cannot find");
    assertThat(shell.run("demo", "--engine", "duckdb", "--size", "XS").exitCode()).isZero();

    Files.createDirectories(home.resolve("schedules"));
    Files.copy(
        CommandLines.project().resolve("schedules/renoz-reports.yml"),
        home.resolve("schedules/renoz-reports.yml"));
    String list = shell.run("report", "list").out();
    assertThat(list).contains("Monthly numbers", "pdf", "revenue", "T00:30:00Z");
    String id =
        list.lines()
            .filter(line -> line.matches(".* ([1-9]) of \\1.*"))
            .findFirst()
            .orElseThrow()
            .split(" ")[0];

    Path folder = home.resolve("made");
    Result made = shell.run("report", "preview", "--to", folder.toString());
    assertThat(made.exitCode()).as(made.out() + made.err()).isZero();
    assertThat(made.out()).contains("made", "held", "is not a region such as");
    List<Path> files = files(folder);
    for (String ending : List.of(".pdf", ".xlsx", ".csv", ".html")) {
      assertThat(files).as(ending).anyMatch(file -> file.toString().endsWith(ending));
    }
    assertThat(files)
        .isNotEmpty()
        .allMatch(file -> made.out().contains(file.getFileName().toString()));

    Result again = shell.run("report", "preview", "--to", home.resolve("again").toString());
    assertThat(again.exitCode()).isZero();
    for (Path file : files) {
      Path other = home.resolve("again").resolve(folder.relativize(file));
      assertThat(other).as("the same release, the same bytes").hasSameBinaryContentAs(file);
    }
    shell.run("report", "preview", id, "--to", home.resolve("one").toString());
    assertThat(files(home.resolve("one"))).hasSize(1);

    Result issued = shell.run("report", "run", id);
    assertThat(issued.exitCode()).as(issued.out() + issued.err()).isZero();
    assertThat(issued.out()).contains("issued", "to 0, recorded before: ");
    assertThat(shell.run("report", "run", "nobody's").err())
        .startsWith("USAGE Cannot find the report nobody's");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
