package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.cli.CommandLines.Result;
import io.daybook.postgres.TestPostgres;
import io.daybook.run.BookShop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestPlanCommand {
  @TempDir Path home;

  @Test
  void endsAsTheRunWouldWhereADefinitionCannotBeBound() throws Exception {
    BookShop shop = BookShop.open(home);
    TestPostgres state = TestPostgres.database();
    Path file = home.resolve("daybook.yml");
    Files.writeString(
        file,
        """
        state: {url: "%s", user: %s, password: {env: STATE}}
        engine: duckdb
        sources:
          bookshop: {url: "%s", user: %s, password: {env: SHOP}}
        """
            .formatted(state.url(), state.user(), shop.database.url(), shop.role));
    CommandLines shell =
        new CommandLines(
            home,
            Map.of(
                "DAYBOOK_CONFIG", file.toString(),
                "STATE", state.password(),
                "SHOP", BookShop.PASSWORD));
    assertThat(shell.run("plan").exitCode()).isZero();

    shop.define(
        "checks/no_order_is_enormous.sql",
        "select branch_id, order_id, sum(shelf) from facts.orders group by all");
    Result plan = shell.run("plan");
    Result check = shell.run("source", "check", BookShop.NAME);
    Result run = shell.run("run", BookShop.NAME);
    assertThat(plan.exitCode()).isEqualTo(2);
    assertThat(check.exitCode()).isEqualTo(plan.exitCode());
    assertThat(run.exitCode()).isEqualTo(plan.exitCode());
    assertThat(plan.err())
        .startsWith("DEF-INVALID Cannot use the definitions of source bookshop: 1 problem\n")
        .containsPattern("checks/no_order_is_enormous.sql:1 duckdb: .*sum\\(VARCHAR\\)");
    assertThat(check.err()).isEqualTo(plan.err());
    assertThat(run.err()).isEqualTo(plan.err());
    assertThat(shell.run("runs").out()).as("nothing began").startsWith("No run of bookshop yet");
  }
}
