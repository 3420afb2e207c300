package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.cli.CommandLines.Result;
import io.daybook.run.BookShop;
import io.daybook.run.Kiosk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two sources in one folder: each command about one of them is told which, and keeps to it. */
class TestSourceOption {
  private static final String KIOSK = "kiosk";

  private static ShopHome home;

  @BeforeAll
  static void makeReleases(@TempDir Path directory) throws IOException, SQLException {
    home = new ShopHome(directory, Kiosk.open(directory, KIOSK, "JPY"));
    Files.createDirectories(directory.resolve("schedules"));
    for (String source : List.of(BookShop.NAME, KIOSK)) {
      Files.writeString(
          directory.resolve("schedules").resolve("night-of-" + source + ".yml"),
          "source: %s\nwhat: night\nrule: daily\nat: '02:00'\nzone: UTC\n".formatted(source));
    }
    home.done("run", BookShop.NAME);
    home.done("run", KIOSK);
    home.done("run", KIOSK);
    home.done("report", "run", "100", "--source", KIOSK);
  }

  @AfterAll
  static void close() {
    home.close();
  }

  /** A command, and what only its answer about the kiosk says. */
  private static final Map<String, String> ABOUT_ONE =
      Map.ofEntries(
          Map.entry("plan", "facts.tenants"),
          Map.entry("runs", "published"),
          Map.entry("releases", "current"),
          Map.entry("metrics", "Orders that are not deleted, by their day"),
          Map.entry("sql facts.orders", "sold_date"),
          Map.entry("query from/marts.sales", "sold_date"),
          Map.entry("collect --dry-run", KIOSK),
          Map.entry("report list", "Week 0"),
          Map.entry("report preview 100", "Week 0"),
          Map.entry("report run 100", "issued"),
          Map.entry("report custom", "Own 0"),
          Map.entry("report ask custom/0", "custom/0"),
          Map.entry("check list --all", "checks.no_order_is_free"),
          Map.entry("check show checks.no_order_is_free", "everything costs something"),
          Map.entry("deliveries go-live", "Nobody has confirmed anything of kiosk"));

  @Test
  void isNeededWhereThereAreTwoAndTheErrorNamesThem() {
    assertThat(ABOUT_ONE).isNotEmpty();
    for (String command : ABOUT_ONE.keySet()) {
      Result result = home.run(words(command));
      assertThat(result.exitCode()).as(command).isEqualTo(2);
      assertThat(result.err())
          .as(command)
          .startsWith("USAGE Cannot tell which source is meant: sql/ has bookshop, kiosk\n")
          .contains("next   name one with --source, such as --source bookshop\n");
    }
    for (String command : List.of("run", "rollback", "source check", "source grant")) {
      Result result = home.run(words(command));
      assertThat(result.exitCode()).as(command).isEqualTo(2);
      assertThat(result.err()).as(command).contains("'SOURCE", "\n  known  bookshop, kiosk\n");
    }
  }

  @Test
  void isUsedByEachCommand() {
    ABOUT_ONE.forEach(
        (command, about) -> {
          Result ofKiosk = home.run(words(command + " --source kiosk"));
          assertThat(ofKiosk.out() + ofKiosk.err()).as(command).contains(about);
          Result ofShop = home.run(words(command + " --source bookshop"));
          assertThat(ofShop.out()).as(command).isNotEqualTo(ofKiosk.out());
          Result ofNobody = home.run(words(command + " --source kiosc"));
          assertThat(ofNobody.exitCode()).as(command).isEqualTo(2);
          assertThat(ofNobody.err())
              .as(command)
              .startsWith("USAGE Cannot find the source kiosc: sql/ has bookshop, kiosk, did you");
        });
  }

  /** A slash in a query stands for its blank. */
  private static String[] words(String command) {
    String[] words = command.split(" ");
    words[1 % words.length] = words[1 % words.length].replaceFirst("^from/", "from ");
    return words;
  }

  @Test
  void narrowsWhatIsAboutAll() {
    assertThat(home.done("deliveries", "list").out()).contains("kiosk");
    assertThat(home.done("deliveries", "list", "--source", "kiosk").out())
        .contains("cfo@kiosk.example");
    assertThat(home.done("deliveries", "list", "bookshop").out()).isEqualTo("No delivery\n");
    String id =
        home.done("deliveries", "list", "kiosk", "--limit", "1")
            .out()
            .lines()
            .toList()
            .get(1)
            .strip()
            .split(" ")[0];
    assertThat(home.done("deliveries", "show", id, "--source", "kiosk").out()).contains("kiosk");
    for (String what : List.of("show", "resend")) {
      Result other = home.run("deliveries", what, id, "--source", "bookshop");
      assertThat(other.exitCode()).isEqualTo(2);
      assertThat(other.err())
          .startsWith(
              "USAGE Cannot find delivery %s of bookshop: it is one of kiosk".formatted(id));
    }

    for (String what : List.of("list", "next", "explain")) {
      assertThat(home.done("schedule", what).out())
          .as(what)
          .contains("night-of-kiosk", "night-of-boo");
      assertThat(home.done("schedule", what, "--source", "kiosk").out())
          .as(what)
          .contains("night-of-kiosk")
          .doesNotContain("night-of-bookshop");
    }
    assertThat(home.run("schedule", "next", "night-of-bookshop", "--source", "kiosk").err())
        .startsWith("USAGE Cannot find the schedule night-of-bookshop: schedules/ has night-of-");

    assertThat(home.run("status").out()).contains("bookshop ", "kiosk ");
    assertThat(home.run("status", "--source", "kiosk").out())
        .contains("kiosk ")
        .doesNotContain("bookshop");
  }

  @Test
  void aWordAndAnOptionThatDifferAreRefused() {
    assertThat(home.done("runs", "kiosk").out())
        .isEqualTo(home.done("runs", "--source", "kiosk").out());
    assertThat(home.run("runs", "kiosk", "--source", "bookshop").err())
        .startsWith("USAGE Cannot tell which source is meant: kiosk and --source bookshop");
  }
}
