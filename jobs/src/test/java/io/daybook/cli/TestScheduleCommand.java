package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.cli.CommandLines.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestScheduleCommand {
  @TempDir Path home;

  private CommandLines shell;

  @BeforeEach
  void layOut() throws IOException {
    Files.createSymbolicLink(home.resolve("sql"), CommandLines.project().resolve("sql"));
    Files.createDirectories(home.resolve("schedules"));
    shell = new CommandLines(home, Map.of());
  }

  @AfterEach
  void unlinkDefinitions() throws IOException {
    Files.delete(home.resolve("sql"));
  }

  private void write(String name, String... lines) throws IOException {
    Files.writeString(
        home.resolve("schedules").resolve(name),
        "source: renoz\nwhat: night\n" + String.join("\n", lines) + "\n");
  }

  @Test
  void listsWhatIsInTheFilesBeforeAnythingRan() throws IOException {
    write("nightly.yml", "rule: daily", "at: '02:00'", "zone: each_tenant");
    write("weekly.yml", "rule: weekly on monday", "at: '06:00'", "zone: UTC", "catch_up: all");
    Result result = shell.run("schedule", "list");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines())
        .hasSize(3)
        .anyMatch(line -> line.matches("nightly +renoz +night +daily at 02:00 +each_tenant .*"))
        .anyMatch(line -> line.matches("weekly +renoz +night +weekly on monday at 06:00 +UTC .*"));
    assertThat(home.resolve(".state")).doesNotExist();
  }

  @Test
  void saysWhatRests() throws IOException {
    write("nightly.yml", "rule: daily", "at: '02:00'", "zone: UTC");
    Files.writeString(
        home.resolve("schedules/other.yml"),
        "source: crm\nwhat: night\nrule: daily\nat: '02:00'\nzone: UTC\n");
    Path file =
        Files.writeString(
            home.resolve("daybook.yml"),
            "sources:\n  renoz: {url: 'jdbc:postgresql://127.0.0.1:5432/r', user: u, password: {env: P}}\n");
    shell = new CommandLines(home, Map.of("DAYBOOK_CONFIG", file.toString(), "P", "hunter2"));
    assertThat(shell.run("schedule", "list").out().lines())
        .anyMatch(line -> line.matches("nightly +renoz .*latest +\\d.*"))
        .anyMatch(
            line -> line.matches("other +crm .*latest +rests: daybook.yml does not name crm"));
  }

  @Test
  void saysWhenASchedulesIsDueNext() throws IOException {
    write("nightly.yml", "rule: daily", "at: '02:00'", "zone: each_tenant");
    Result result = shell.run("schedule", "next", "nightly", "--count", "3", "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines().filter(line -> line.contains("\"due_at\""))).hasSize(3);
    assertThat(result.out())
        .as("the source's default before the first release")
        .contains("\"zone\" : \"Australia/Sydney\"")
        .contains("T02:00\"");
  }

  @Test
  void showsTheSchedulesOfOtherSourcesBesideOneThatCannotTellItsTenants() throws IOException {
    Path two = home.resolve("two");
    for (String source : List.of("sick", "well")) {
      Path model = Files.createDirectories(two.resolve("sql").resolve(source));
      Files.writeString(model.resolve("source.yml"), "source: " + source + "\n");
      Files.writeString(
          Files.createDirectories(two.resolve("schedules")).resolve(source + ".yml"),
          "source: %s\nwhat: night\nrule: daily\nat: '02:00'\nzone: %s\n"
              .formatted(source, source.equals("sick") ? "each_tenant" : "UTC"));
    }
    for (String command : List.of("list", "next")) {
      Result result = new CommandLines(two, Map.of()).run("schedule", command);
      assertThat(result.exitCode()).as(command).isEqualTo(2);
      assertThat(result.err()).as(command).startsWith("DEF-INVALID ").contains("sql/sick");
      assertThat(result.out()).as(command).contains("\nwell ").doesNotContain("sick");
    }
  }

  @Test
  void explainsNothingBeforeItKnowsATenant() throws IOException {
    write("nightly.yml", "rule: daily", "at: '02:00'", "zone: each_tenant");
    assertThat(shell.run("schedule", "explain").out())
        .isEqualTo("No tenant; the first release will tell who there is\n");
  }

  @Test
  void namesTheScheduleThatIsMeant() throws IOException {
    write("nightly.yml", "rule: daily", "at: '02:00'", "zone: UTC");
    Result result = shell.run("schedule", "next", "nighty");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("USAGE Cannot find the schedule nighty: schedules/ has nightly")
        .contains("did you mean nightly?");
    assertThat(shell.run("schedule").err()).contains("it needs list, next or explain");
  }

  @Test
  void refusesFilesThatAreWrong() throws IOException {
    write("nightly.yml", "rule: dayly", "at: '02:00'", "zone: UTC");
    Result result = shell.run("schedule", "list");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("SCHED-INVALID Cannot use the schedules in")
        .contains("schedules/nightly.yml:3 rule: dayly is not a rule, did you mean daily?");
  }

  @Test
  void showsWhatCanBeReadBesideAFileThatCannot() throws IOException {
    write("nightly.yml", "rule: daily", "at: '02:00'", "zone: UTC");
    write("weekly.yml", "rule: weekley", "at: '02:00'", "zone: UTC");
    for (String command : List.of("list", "next", "next nightly", "explain", "explain nightly")) {
      Result result = shell.run(("schedule " + command).split(" "));
      assertThat(result.exitCode()).as(command).isEqualTo(2);
      assertThat(result.err())
          .as(command)
          .startsWith("SCHED-INVALID ")
          .contains("schedules/weekly.yml:3 rule: ")
          .doesNotContain("nightly");
      assertThat(result.out())
          .as(command)
          .contains(command.contains("explain") ? "No tenant" : "nightly ");
    }
    Result broken = shell.run("schedule", "next", "weekly");
    assertThat(broken.err()).startsWith("SCHED-INVALID ").contains("schedules/weekly.yml:3 ");
    assertThat(broken.out()).isEmpty();
  }

  @Test
  void doesNotServeWhatCannotBeMeant() {
    assertThat(shell.run("serve", "--workers", "0").err())
        .startsWith("USAGE Cannot serve with 0 workers");
    assertThat(shell.run("serve", "--heap", "lots").err())
        .startsWith("USAGE Cannot use the heap lots");
    assertThat(shell.run("serve", "--http", "70000").err())
        .startsWith("USAGE Cannot listen on the port 70000");
    assertThat(home.resolve(".state")).doesNotExist();
  }

  @Test
  void leavesTheOccurrenceOfARunToTheScheduler() {
    assertThat(shell.run("run", "renoz", "--occurrence", "x").err())
        .startsWith("USAGE Cannot find the occurrence x");
  }
}
