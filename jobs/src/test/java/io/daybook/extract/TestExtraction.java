package io.daybook.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.engine.Engine;
import io.daybook.engine.EngineSettings;
import io.daybook.engine.Engines;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.SourceSnapshot;
import java.nio.file.Path;
import java.util.List;
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

  @Test
  void readsPartitionsChildrenViewsAndEmptyTables() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create table parted (id integer, part integer) partition by list (part)",
            "create table parted_1 partition of parted for values in (1)",
            "create table parted_2 partition of parted for values in (2) partition by range (id)",
            "create table parted_2_low partition of parted_2 for values from (0) to (5000)",
            "create table parted_2_high partition of parted_2 for values from (5000) to (100000)",
            "insert into parted select n, 1 + n % 2 from generate_series(1, 10000) n",
            "create table ancestor (id integer)",
            "create table heir () inherits (ancestor)",
            "insert into ancestor values (1)",
            "insert into heir values (2)",
            "create view seen as select id from parted where id <= 10",
            "create materialized view stored as select id from parted where id <= 20",
            "create table empty (id integer)")) {
      Extracted extracted = source.extract();

      assertThat(
              source
                  .rows(
                      extracted,
                      "select (select count(distinct id) from raw.parted),"
                          + " (select sum(id) from raw.ancestor),"
                          + " (select sum(id) from raw.heir),"
                          + " (select count(*) from raw.seen),"
                          + " (select count(*) from raw.stored),"
                          + " (select count(*) from raw.empty)")
                  .toString())
          .isEqualTo("[[10000, 3, 2, 10, 20, 0]]");
      assertThat(leaves(extracted, "parted")).hasSize(3);
      assertThat(leaves(extracted, "ancestor")).hasSize(2);
      assertThat(leaves(extracted, "empty")).hasSize(1);
    }
  }

  @Test
  void slicesAreTasksOfSparkOrThreadsAndBringTheSame() throws Exception {
    try (ExtractedSource source =
            ExtractedSource.create(
                folder,
                "create table lines (id uuid primary key, amount numeric(12,2))",
                "insert into lines select gen_random_uuid(), n from generate_series(1, 20000) n");
        Engine spark =
            Engines.open("spark", EngineSettings.defaults(folder.resolve("spark")), source.files)) {
      Extracted threads = source.extract();
      Extracted tasks =
          new Extraction(source.model(), source.settings(), ExtractedSource.LIMITS)
              .extract(spark, source.files, "data/r2/raw", 2, new ExtractionListener() {});

      assertThat(tasks.tables().get(0).files()).hasSizeGreaterThan(1);
      assertThat(tasks.snapshot().tables()).isEqualTo(threads.snapshot().tables());
      tasks.tables().forEach(spark::register);
      String sums = "select count(distinct id), sum(amount) from raw.lines";
      assertThat(spark.rows(sums).toString()).isEqualTo(source.rows(threads, sums).toString());
    }
  }

  @Test
  void takesNoProcessorsBesideItsConnections() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create view asked as"
                + " select current_setting('max_parallel_workers_per_gather') as workers")) {
      Extracted extracted = source.extract();

      assertThat(source.rows(extracted, "select workers from raw.asked").toString())
          .isEqualTo("[[0]]");
    }
  }

  @Test
  void saysWhereTheSnapshotLies() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(folder, "create table empty (id integer)")) {
      SourceSnapshot snapshot = source.extract().snapshot();

      assertThat(snapshot.systemId())
          .isEqualTo(source.value("select system_identifier from pg_control_system()"));
      assertThat(snapshot.timeline()).isEqualTo(1);
      assertThat(snapshot.insertLsn()).matches("[0-9A-F]+/[0-9A-F]+");
      assertThat(snapshot.horizon()).isPositive();
      assertThat(Long.toString(snapshot.databaseOid()))
          .isEqualTo(
              source.value("select oid from pg_database where datname = current_database()"));
      assertThat(Integer.toString(snapshot.serverVersion()))
          .isEqualTo(source.value("show server_version_num"));
    }
  }

  @Test
  void aFingerprintTellsContentNotOrder() throws Exception {
    try (ExtractedSource source =
        ExtractedSource.create(
            folder,
            "create table lines (id integer, amount numeric(12,2))",
            "insert into lines select n, n from generate_series(1, 1000) n")) {
      long first = source.extract().snapshot().tables().get(0).fingerprint();
      source.execute("update lines set amount = amount where id <= 500");
      assertThat(source.extract().snapshot().tables().get(0).fingerprint()).isEqualTo(first);
      source.execute("update lines set amount = amount + 0.01 where id = 7");
      assertThat(source.extract().snapshot().tables().get(0).fingerprint()).isNotEqualTo(first);
    }
  }

  private static List<Long> leaves(Extracted extracted, String table) {
    return extracted.snapshot().tables().stream()
        .filter(each -> each.table().equals(table))
        .findFirst()
        .orElseThrow()
        .leafOids();
  }
}
