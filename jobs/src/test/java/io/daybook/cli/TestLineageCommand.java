package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.cli.CommandLines.Result;
import io.daybook.run.BookShop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestLineageCommand {
  @TempDir Path home;

  @Test
  void leadsAMartBackToTheTables() throws Exception {
    BookShop shop = BookShop.open(home);
    Path file = home.resolve("daybook.yml");
    Files.writeString(file, "sources:\n" + shop.configuration());
    CommandLines shell =
        new CommandLines(
            home, Map.of("DAYBOOK_CONFIG", file.toString(), "SHOP", BookShop.PASSWORD));

    Result sales = shell.run("lineage", "marts.sales");
    assertThat(sales.out().replaceAll(" +", " "))
        .startsWith("dataset reads\nmarts.sales facts.orders\nfacts.orders facts.tenants\n")
        .contains("facts.orders raw.customers\n", "facts.tenants raw.branches\n")
        .contains("\ntotal facts.orders.total raw.orders.total\n")
        .contains("\nday facts.orders.placed_local_date raw.orders.placed_at\n")
        .contains("\nbranch_id facts.orders.branch_id raw.branches.id\n");
    assertThat(shell.run("lineage").out()).contains("facts.customers  raw.customers\n");
    Result typo = shell.run("lineage", "marts.sale");
    assertThat(typo.exitCode()).isEqualTo(2);
    assertThat(typo.err()).contains("did you mean marts.sales?");
  }
}
