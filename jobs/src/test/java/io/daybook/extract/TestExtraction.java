package io.daybook.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.warehouse.Dataset;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestExtraction {
  @TempDir Path folder;

  @Test
  void bringsEveryRowOfATableInManySlices() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            """
            create table lines (
                id uuid primary key default gen_random_uuid(),
                quantity integer not null,
                price numeric(12,2) not null,
                note text)
            """,
            """
            insert into lines (quantity, price, note)
            select n, n * 0.01, case when n % 3 = 0 then 'note ' || n end
            from generate_series(1, 50000) n
            """)) {
      Extracted extracted = source.extract();

      Dataset lines = extracted.tables().get(0);
      assertThat(lines.name()).isEqualTo("raw.lines");
      assertThat(lines.grain()).containsExactly("id");
      assertThat(lines.rows()).isEqualTo(50_000);
      assertThat(lines.files()).hasSizeGreaterThan(5);
      assertThat(extracted.quarantine()).isEmpty();
      assertThat(
              source
                  .rows(
                      extracted,
                      "select count(distinct id), sum(quantity), sum(price), count(note)"
                          + " from raw.lines")
                  .toString())
          .isEqualTo("[[50000, 1250025000, 12500250.00, 16666]]");
    }
  }
}
