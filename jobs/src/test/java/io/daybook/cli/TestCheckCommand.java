package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.cli.CommandLines.Result;
import io.daybook.run.BookShop;
import io.daybook.run.SourceClock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What checks find reaches a person, who may say that it is known. */
class TestCheckCommand {
  private static final String ORPHANS = "relations.orders.customer_id.orphaned";
  private static final String STRANGERS = "relations.orders.customer_id.cross_tenant";
  private static final String CUSTOMERS = "checks.every_order_has_a_customer";

  private final String tomorrow =
      LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC).plusDays(1).toString();

  private ShopHome home;
  private BookShop shop;

  @BeforeEach
  void open(@TempDir Path directory) throws IOException, SQLException {
    home = new ShopHome(directory);
    shop = home.shop;
  }

  @AfterEach
  void close() {
    home.close();
  }

  private void order(int id, String branch, int customer) throws SQLException {
    shop.execute(
        "insert into orders values (%d, '%s', %d, 'open', %d, 'z', now(), null)"
            .formatted(id, branch, customer, id));
  }

  private Result acknowledge(String check, String... more) {
    String[] arguments = {
      "check", "acknowledge", check, "--by", "ann", "--why", "the importer is being mended"
    };
    return home.run(Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private static String last(String text) {
    return text.lines().reduce("", (before, line) -> line);
  }

  @Test
  void whatIsNewIsToldUntilSomebodyAcknowledgesItAndAgainWhenItGrows() throws Exception {
    Result sound = home.done("run", "bookshop");
    assertThat(last(sound.err())).endsWith("no check found more than before");
    assertThat(sound.err()).doesNotContain("warning");
    assertThat(home.done("status").out())
        .startsWith("Nothing needs a person\n")
        .contains("No check found more than before", "No check is acknowledged");

    order(4, "north", 99);
    Result worse = home.done("run", "bookshop");
    assertThat(worse.err())
        .contains(
            "warning  CHECK-WORSE Cannot vouch for release 2 of bookshop: 2 checks found something",
            CUSTOMERS + " 1\n");
    assertThat(last(worse.err()))
        .endsWith(
            "2 checks found something, and nobody looked for it a day before: %s 1, %s 1; daybook check list --new --source bookshop"
                .formatted(CUSTOMERS, ORPHANS));
    Result status = home.run("status");
    assertThat(status.exitCode()).as("the data needs a person").isEqualTo(5);
    assertThat(status.out())
        .startsWith("1 thing needs a person\n\nCHECK-WORSE Cannot vouch for release 2 of bookshop")
        .contains("  next   daybook check list --new --source bookshop\n")
        .containsPattern("bookshop +2 +" + ORPHANS + " +1 *\n");

    assertThat(acknowledge(ORPHANS, "--until", tomorrow).exitCode()).isZero();
    assertThat(home.run("status").out())
        .startsWith("1 thing needs a person\n\nCHECK-WORSE Cannot vouch for release 2")
        .contains(": 1 check found something");
    assertThat(acknowledge(CUSTOMERS, "--until", tomorrow, "--up-to", "2").exitCode()).isZero();
    assertThat(home.done("status").out())
        .startsWith("Nothing needs a person\n")
        .containsPattern(
            "bookshop +" + CUSTOMERS + " +2 +ann +" + tomorrow + " +the importer is being mended");

    order(5, "south", 98);
    Result more = home.done("run", "bookshop");
    assertThat(last(more.err()))
        .as("customers may grow to two, orphans not")
        .contains(
            "1 check found more than before: %s 2, was acknowledged by ann until %s up to 1;"
                .formatted(ORPHANS, tomorrow));
    assertThat(home.run("status").exitCode()).isEqualTo(5);
    shop.execute(SourceClock.isLaterBy("1 day"));
    Result again = home.done("run", "bookshop");
    assertThat(last(again.err()))
        .as("it is still more than was acknowledged")
        .contains("1 check found more than before: " + ORPHANS + " 2 (2 before), was acknowledged");

    home.done("check", "withdraw", ORPHANS, "--by", "bob");
    assertThat(home.done("status").out())
        .as("as many as a day before")
        .startsWith("Nothing needs a person");
    assertThat(home.run("check", "withdraw", ORPHANS, "--by", "bob").err())
        .startsWith("USAGE Cannot withdraw an acknowledgement of the check " + ORPHANS);
  }

  @Test
  void aReleaseThatCountsReferencesIntoAnotherTenantNeedsAPerson() throws Exception {
    order(4, "north", 3);
    Result night = home.done("run", "bookshop");
    assertThat(night.err())
        .contains(
            "warning  SEC-TENANT Cannot trust what wrote bookshop: release 1 counts 1 reference");
    Result status = home.run("status");
    assertThat(status.exitCode()).isEqualTo(5);
    assertThat(status.out())
        .startsWith("2 things need a person\n\nSEC-TENANT Cannot trust what wrote bookshop");
    assertThat(acknowledge(STRANGERS, "--until", tomorrow).exitCode()).isZero();
    assertThat(home.run("status").out())
        .startsWith("1 thing needs a person\n\nCHECK-WORSE")
        .containsPattern("bookshop +" + STRANGERS + " +1 +ann +" + tomorrow);
  }

  @Test
  void showsWhatACheckMeansWhatItFoundAndTheSqlThatFindsIt() throws Exception {
    assertThat(home.run("check", "list").err())
        .startsWith("RELEASE-MISSING Cannot find a release of bookshop");
    assertThat(home.done("check", "show", ORPHANS).out())
        .as("before there is a release")
        .contains("No release has it on record")
        .containsPattern("from raw\\.\"?orders\"? as");

    home.done("run", "bookshop");
    shop.execute(SourceClock.isLaterBy("1 day"));
    for (int id = 4; id < 11; id++) {
      order(id, "north", 90 + id);
    }
    home.done("run", "bookshop");
    assertThat(home.done("check", "list").out())
        .containsPattern(ORPHANS + " +relation +7 +0 +new +the reference leads to no row")
        .containsPattern(CUSTOMERS + " +declared +7 +0 +new +somebody has bought it")
        .doesNotContain(STRANGERS);
    assertThat(home.done("check", "list", "--new").out()).hasLineCount(3);
    assertThat(home.done("check", "list", "--release", "1").out())
        .isEqualTo("No check of release 1 found anything\n");
    JsonNode all = json("check", "list", "--all");
    assertThat(all).hasSizeGreaterThan(30);
    assertThat(all.findValuesAsText("check"))
        .contains(STRANGERS, "raw.orders.left_out", "marts.sales.sum.total");

    assertThat(home.done("check", "show", ORPHANS).out())
        .contains(
            "the reference leads to no row: orders.customer_id -> customers.id",
            "looks at   raw.orders",
            "is counted, and stops nothing",
            "mend the rows in the source; or: daybook check acknowledge " + ORPHANS,
            "Nobody has acknowledged it");
    JsonNode shown = json("check", "show", ORPHANS);
    assertThat(shown.at("/keys").findValuesAsText("key"))
        .as("five of seven")
        .containsExactly(
            "branch_id=north id=4",
            "branch_id=north id=5",
            "branch_id=north id=6",
            "branch_id=north id=7",
            "branch_id=north id=8");
    assertThat(shown.at("/history").findValuesAsText("findings")).containsExactly("7", "0");
    home.done("run", "bookshop");
    assertThat(home.done("check", "list", "--new").out())
        .as("new for the day")
        .containsPattern(ORPHANS + " +relation +7 +0 +new");
    assertThat(json("check", "show", ORPHANS).at("/keys"))
        .as("as many as before: the keys are those of release 2")
        .isEqualTo(shown.at("/keys"));
    String sql = shown.at("/sql/0/sql").asText();
    assertThat(json("query", sql)).as("the SQL that is shown finds them").hasSize(7);
    assertThat(
            json(
                "query",
                "select release, findings, findings_before from recorded.checks where check_name = '"
                    + ORPHANS
                    + "' order by release"))
        .hasToString(
            "[{\"release\":1,\"findings\":0,\"findings_before\":null},"
                + "{\"release\":2,\"findings\":7,\"findings_before\":0},"
                + "{\"release\":3,\"findings\":7,\"findings_before\":0}]");
  }

  @Test
  void statusNamesTheCommandThatSaysWhatIsWrongWithAModel() {
    home.done("run", "bookshop");
    shop.define("source.yml", "source: bookshop\n");
    Result status = home.run("status");
    assertThat(status.exitCode()).isEqualTo(2);
    assertThat(status.out())
        .startsWith("1 thing needs a person\n\nDEF-INVALID Cannot load the model")
        .contains("  next   daybook plan bookshop\n");
  }

  @Test
  void aMessageOfABlockedNightNamesACommandThatWorks() throws Exception {
    shop.execute("insert into orders values (4, 'north', 1, 'open', 5000, 'z', now(), null)");
    Result blocked = home.run("run", "bookshop");
    assertThat(blocked.exitCode()).isEqualTo(5);
    assertThat(blocked.err())
        .contains(
            "daybook check show checks.no_order_is_enormous --source bookshop prints what it asks");
    assertThat(
            home.done("check", "show", "checks.no_order_is_enormous", "--source", "bookshop").out())
        .contains("nobody buys so many books", "stops the release", "where total > 1000");
  }

  @Test
  void refusesWhatNobodyCanAcknowledge() throws Exception {
    order(4, "north", 99);
    home.done("run", "bookshop");
    assertThat(acknowledge("relations.orders.customer_id.orphan", "--until", tomorrow).err())
        .startsWith("USAGE Cannot acknowledge the check relations.orders.customer_id.orphan of")
        .contains("did you mean " + ORPHANS + "?");
    assertThat(acknowledge(STRANGERS, "--until", tomorrow).err())
        .contains("it found nothing in release 1");
    assertThat(acknowledge("marts.sales.grain", "--until", tomorrow).err())
        .contains("it stops a release");
    assertThat(acknowledge(ORPHANS, "--until", "2026-01-31").err()).contains("2026-01-31 is past");
    assertThat(acknowledge(ORPHANS, "--until", "soon").err()).startsWith("USAGE Cannot run");
    assertThat(acknowledge(ORPHANS, "--until", tomorrow, "--up-to", "0").err())
        .contains("it found 1 in release 1", "--up-to 1 or more");
    assertThat(home.run("check", "show", "nothing.like.it").err())
        .startsWith("USAGE Cannot find the check nothing.like.it of bookshop");
    assertThat(home.run("check", "list", "--new", "--all").exitCode()).isEqualTo(2);
    assertThat(home.done("check", "list", "--new").out()).contains(ORPHANS);
  }

  private JsonNode json(String... arguments) throws IOException {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--json";
    return new ObjectMapper().readTree(home.done(all).out());
  }
}
