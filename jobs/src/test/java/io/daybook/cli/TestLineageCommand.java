package io.daybook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.cli.CommandLines.Result;
import io.daybook.run.BookShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestLineageCommand {
  @TempDir Path home;

  @Test
  void leadsAMartBackToTheTables() throws Exception {
    CommandLines shell = shell(BookShop.open(home));

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

  @Test
  void saysWhatItCannotFollow() throws Exception {
    BookShop shop = BookShop.open(home);
    shop.define(
        "marts/labels.sql",
        "select branch_id, order_id, "
            + "shelf || ".repeat(400)
            + "state as label\n"
            + "from facts.orders\n");
    shop.define(
        "marts/labels.yml",
        """
        description: Labels on the shelves
        grain: [branch_id, order_id]
        columns:
          - {name: branch_id, type: text, meaning: branch}
          - {name: order_id, type: integer, meaning: order}
          - {name: label, type: text, meaning: label, nullable: true}
        """);

    Result labels = shell(shop).run("lineage", "marts.labels");

    assertThat(labels.exitCode()).isZero();
    assertThat(labels.out().replaceAll(" +", " ")).contains("\nlabel ? ?\n");
    assertThat(labels.err())
        .containsOnlyOnce("?: the query of marts.labels nests too deep to be followed");
  }

  private CommandLines shell(BookShop shop) throws IOException {
    Path file = home.resolve("daybook.yml");
    Files.writeString(file, "sources:\n" + shop.configuration());
    return new CommandLines(
        home, Map.of("DAYBOOK_CONFIG", file.toString(), "SHOP", BookShop.PASSWORD));
  }
}
