package io.daybook.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestKeptProofs {
  private static final String CHECK = "select branch_id, id from raw.sales where total > 1000";

  /** A kept proof that nobody has made, so that a test sees whether it was believed. */
  private static final String OTHER = "branch_id\",\"id\",\"shelf";

  @TempDir Path directory;
  private Path sql;
  private Path kept;

  @BeforeEach
  void write() throws IOException {
    sql = directory.resolve("sql");
    kept = directory.resolve("proofs/shop.json");
    define(
        "source.yml",
        """
        source: shop
        schema: public
        tenants: {table: branches, key: id, column: branch_id, zone: zone, default_zone: UTC}
        tables: {branches: , sales: }
        """);
    define(
        "catalogue.yml",
        """
        tables:
          branches:
            columns: {id: text not null, zone: text not null}
            key: id
          sales:
            columns: {id: integer not null, branch_id: text not null, shelf: text, total: 'numeric(12,2)'}
            key: id
        """);
    define("checks/sales_are_small.sql", CHECK);
    define(
        "checks/sales_are_small.yml",
        "{description: nobody buys so much, on_finding: warn, keys: [branch_id, id]}");
  }

  private void define(String file, String text) throws IOException {
    Path path = sql.resolve("shop").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Set<String> used(String program) {
    KeptProofs proofs = new KeptProofs(kept::getParent, () -> Optional.of(program));
    return SourceDefinition.load(sql, "shop", proofs).columnsUsed().get("sales");
  }

  private void forge() throws IOException {
    String text = Files.readString(kept);
    assertThat(text).contains("branch_id\",\"id");
    Files.writeString(kept, text.replace("branch_id\",\"id", OTHER));
  }

  @Test
  void provesWhatThisProgramHasNotProven() throws IOException {
    Set<String> used = used("one");
    assertThat(used).containsExactly("branch_id", "id", "total");
    forge();
    assertThat(used("one")).as("of the same files by the same program").contains("shelf");
    assertThat(used("another")).isEqualTo(used);
    assertThat(used("one")).as("the other's took its place").isEqualTo(used);
  }

  @Test
  void provesFilesOfWhichOneHasChanged() throws IOException {
    Set<String> used = used("one");
    forge();
    define("checks/sales_are_small.sql", CHECK + " and true");
    assertThat(used("one")).isEqualTo(used);
    forge();
    define("checks/sales_are_small.sql", "select branch_id, id from raw.sales where totl > 1");
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> used("one")).hasMessageContaining("totl");
    }
  }

  @Test
  void provesWhatIsKeptByHalf() throws IOException {
    Set<String> used = used("one");
    String text = Files.readString(kept);
    for (int length : new int[] {0, 1, text.length() / 2, text.length() - 1}) {
      Files.writeString(kept, text.substring(0, length));
      assertThat(used("one")).as("%d characters", length).isEqualTo(used);
    }
  }

  @Test
  void goesOnWhereNothingCanBeKept() throws IOException {
    Files.writeString(kept.getParent(), "no folder");
    assertThat(used("one")).contains("total");
    assertThat(Files.readString(kept.getParent())).isEqualTo("no folder");
  }

  @Test
  void keepsNothingOfAProgramThatNobodyCanTell() {
    SourceDefinition.load(sql, "shop", new KeptProofs(kept::getParent, Optional::empty));
    assertThat(kept).doesNotExist();
  }
}
