package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.cli.CommandLines.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first quarter of an hour of a new user, as the README tells it. */
class TestDemo {
  @TempDir Path home;

  private CommandLines shell;

  @BeforeEach
  void linkDefinitions() throws IOException {
    Files.createSymbolicLink(home.resolve("sql"), CommandLines.project().resolve("sql"));
    shell = new CommandLines(home, Map.of());
  }

  @AfterEach
  void unlinkDefinitions() throws IOException {
    Files.delete(home.resolve("sql"));
  }

  @Tag("slow")
  @Tag("promise")
  @Test
  void publishesReleasesThatCanBeReadRolledBackAndCollected() throws IOException {
    Result first = shell.run("demo", "--engine", "duckdb", "--size", "XS");
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out())
        .contains("Release 1 of renoz is published.")
        .contains("  read  ", "  built  ", "  checked  ", "  published  ")
        .contains("Quiet Cells")
        .contains(home.resolve("warehouse/renoz/marts.duckdb").toString());
    assertThat(first.err())
        .contains("demo source", "extract", "publish", "reports", "deliveries")
        .doesNotContain("\033");
    requirePost(first);

    Path password = home.resolve(".state/demo-source/reader-password-renoz");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
        .isEqualTo("rw-------");
    assertThat(shell.run("source", "check", "renoz").exitCode()).isZero();

    Result second = shell.run("run", "renoz", "--engine", "duckdb", "--json");
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.out()).contains("\"release\" : 2");

    assertThat(shell.run("plan").out()).contains("unchanged").doesNotContain("changed  new");
    assertThat(shell.run("query", "select count(*) as n from marts.mv_current_state").out())
        .isEqualTo("n\n7\n");
    assertThat(shell.run("query", "--release", "1", "from release").exitCode()).isZero();
    assertThat(shell.run("query", "drop table release").exitCode()).isEqualTo(2);

    assertThat(shell.run("rollback", "renoz", "1").out()).contains("release 1");
    assertThat(shell.run("releases").out()).contains("current, shows release 1 again");
    assertThat(shell.run("rollback", "renoz", "9").err()).startsWith("RELEASE-MISSING ");
    assertThat(shell.run("collect", "--dry-run").exitCode()).isZero();
    assertThat(shell.run("status").out()).contains("published");
    assertThat(shell.run("runs").out()).contains("duckdb").contains("published");

    Files.createDirectories(home.resolve("schedules"));
    Files.copy(
        CommandLines.project().resolve("schedules/renoz-nightly.yml"),
        home.resolve("schedules/renoz-nightly.yml"));
    assertThat(shell.run("schedule", "next", "--count", "30").out())
        .contains("Asia/Kolkata", "America/Vancouver", "UTC");
    assertThat(shell.run("schedule", "explain").out().lines())
        .as("every live organisation and the heading")
        .hasSize(8)
        .anyMatch(line -> line.contains("Asia/Kolkata"))
        .anyMatch(line -> line.endsWith("its own zone is not a time zone: reports are held"));

    Result nothing = shell.run("run", "renoz", "--resume");
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err()).contains("RUN-NOTHING-TO-RESUME ").contains("\n  next   daybook run");
  }

  /** Files in a folder, mails in a mailbox, a row for each in the ledger. */
  private void requirePost(Result demo) throws IOException {
    Path folder = home.resolve(".state/demo-delivered/live/reports");
    Path mailbox = home.resolve(".state/demo-mailbox");
    assertThat(demo.out()).contains(folder.toString(), mailbox.toString());
    List<Path> files = files(folder);
    for (String ending : List.of(".pdf", ".xlsx", ".csv", ".html")) {
      assertThat(files).as(ending).anyMatch(file -> file.toString().endsWith(ending));
    }
    List<Path> mails = files(mailbox);
    assertThat(mails)
        .isNotEmpty()
        .allMatch(mail -> mail.toString().endsWith(".eml"))
        .allMatch(mail -> mail.getParent().getFileName().toString().endsWith(".example"));
    String ledger = shell.run("deliveries", "list", "--limit", "1000").out();
    assertThat(ledger.lines().filter(line -> line.contains(" email ") && line.contains(" sent ")))
        .hasSameSizeAs(mails);
    assertThat(ledger).doesNotContain("shadowed", "failed", "unknown", "pending");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void keepsInventedNumbersOutOfARealWarehouse() throws IOException {
    Path config =
        Files.writeString(
            home.resolve("daybook.yml"),
            "sources:\n  renoz: {url: jdbc:postgresql://x/y, user: u, password: {env: P}}\n");
    Result result = shell.run("--config", config.toString(), "demo");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("USAGE Cannot run the demo: " + config);
    assertThat(home.resolve(".state")).doesNotExist();
  }

  @Test
  void refusesWhatCannotBeMeant() {
    assertThat(shell.run("demo", "--size", "XXL").err())
        .startsWith("USAGE Cannot invent books of size XXL: XS, S, M or L");
    assertThat(shell.run("demo", "--source", "rhenoz").err())
        .startsWith(
            "USAGE Cannot invent books for rhenoz, there are renoz, crm, thorbis, did you mean renoz?");
    assertThat(home.resolve(".state")).doesNotExist();
    assertThat(shell.run("demo", "--engine", "sparc").err())
        .startsWith("USAGE Cannot find the engine sparc, did you mean spark?");
    assertThat(shell.run("run", "renoz", "--resume", "--engine", "spark").err())
        .startsWith("USAGE Cannot choose an engine for a run that goes on");
  }
}
