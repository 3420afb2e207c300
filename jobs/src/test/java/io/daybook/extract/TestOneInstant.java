package io.daybook.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.source.server.TextEncoding;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.Dataset;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything of one extraction is the source at one instant, however it is written to meanwhile.
 */
class TestOneInstant {
  private static final int ACCOUNTS = 20_000;
  private static final int EXTRACTIONS = 10;

  @TempDir Path folder;

  @Test
  void tenExtractionsUnderAWriterAreExactAndTheSameReadsWithoutASnapshotAreNot() throws Exception {
    try (ExtractedSource source =
            ExtractedSource.create(
                folder,
                "create table accounts (id integer primary key, balance numeric(12,2) not null)",
                "create table parents (id uuid primary key)",
                "create table children (id uuid primary key, parent_id uuid not null)",
                "insert into accounts select n, 1000 from generate_series(1, " + ACCOUNTS + ") n");
        Writer writer = new Writer(source)) {
      Set<String> snapshots = new HashSet<>();
      for (int i = 0; i < EXTRACTIONS; i++) {
        long before = writer.transactions();
        snapshots.add(requireExact(source));
        assertThat(writer.transactions()).isGreaterThan(before);
      }
      assertThat(snapshots).hasSize(EXTRACTIONS);
      assertThat(tornReads(source)).isPositive();
      assertThat(orphansWithoutSnapshot(source, writer)).isPositive();
    }
  }

  /** Returns the name of the snapshot, after one extraction was found exact. */
  private static String requireExact(ExtractedSource source) throws SQLException {
    Extracted extracted = source.extract();
    assertThat(source.rows(extracted, "select count(*), sum(balance) from raw.accounts").get(0))
        .satisfies(
            row -> {
              assertThat(((Number) row.get(0)).longValue()).isEqualTo(ACCOUNTS);
              assertThat((BigDecimal) row.get(1)).isEqualByComparingTo("20000000");
            });
    assertThat(
            source.rows(
                extracted,
                "select c.id from raw.children c left join raw.parents p on p.id = c.parent_id"
                    + " where p.id is null"))
        .isEmpty();
    String snapshot = extracted.snapshot().id();
    for (Dataset table : extracted.tables()) {
      for (DataFile file : table.files()) {
        assertThat(
                source
                    .engine()
                    .rows(
                        "select decode(value) from parquet_kv_metadata('"
                            + source.files.absolute(file.path())
                            + "') where decode(key) = 'daybook.snapshot'")
                    .toString())
            .isEqualTo("[[" + snapshot + "]]");
      }
    }
    return snapshot;
  }

  /** The same slices, each in a transaction of its own. */
  private static int tornReads(ExtractedSource source) throws SQLException {
    int torn = 0;
    try (Connection connection = source.database.connect();
        Statement statement = connection.createStatement()) {
      List<SliceTask> slices =
          SlicePlan.plan(
                  connection,
                  source.model(),
                  8_192,
                  TextEncoding.UTF8,
                  new Costs(source.model(), Map.of(), Map.of()),
                  64 << 10)
              .slices()
              .stream()
              .filter(slice -> slice.table().name().equals("accounts"))
              .toList();
      for (int i = 0; i < 20; i++) {
        BigDecimal sum = BigDecimal.ZERO;
        for (SliceTask slice : slices) {
          try (ResultSet row =
              statement.executeQuery("select coalesce(sum(balance), 0) from " + slice.from())) {
            row.next();
            sum = sum.add(row.getBigDecimal(1));
          }
        }
        torn += sum.compareTo(new BigDecimal(20_000_000)) == 0 ? 0 : 1;
      }
    }
    return torn;
  }

  private static int orphansWithoutSnapshot(ExtractedSource source, Writer writer)
      throws SQLException {
    try (Connection connection = source.database.connect();
        Statement statement = connection.createStatement()) {
      Set<String> parents = ids(statement, "select id from parents");
      long until = writer.transactions() + 5;
      while (writer.transactions() < until) {
        Thread.onSpinWait();
      }
      Set<String> referenced = ids(statement, "select parent_id from children");
      referenced.removeAll(parents);
      return referenced.size();
    }
  }

  private static Set<String> ids(Statement statement, String sql) throws SQLException {
    Set<String> ids = new HashSet<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  /** Moves amounts between accounts and adds a parent with its child, as fast as it can. */
  private static final class Writer implements AutoCloseable {
    private final AtomicLong transactions = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private volatile boolean over;

    Writer(ExtractedSource source) {
      for (int i = 0; i < 2; i++) {
        int seed = i;
        Thread thread = new Thread(() -> write(source, new Random(seed)), "writer");
        threads.add(thread);
        thread.start();
      }
    }

    long transactions() {
      return transactions.get();
    }

    private void write(ExtractedSource source, Random random) {
      try (Connection connection = source.database.connect();
          PreparedStatement statement =
              connection.prepareStatement(
                  """
                  with moved as (
                      update accounts
                      set balance = balance + case when id = ? then ?::numeric else - ?::numeric end
                      where id in (?, ?)
                  ), parent as (
                      insert into parents values (?)
                  )
                  insert into children values (?, ?)
                  """)) {
        while (!over) {
          // Fixed pairs, so that two writers cannot deadlock, on pages far from each other.
          int from = 1 + random.nextInt(ACCOUNTS / 2);
          int to = from + ACCOUNTS / 2;
          UUID parent = UUID.randomUUID();
          statement.setInt(1, to);
          statement.setInt(2, 1);
          statement.setInt(3, 1);
          statement.setInt(4, from);
          statement.setInt(5, to);
          statement.setObject(6, parent);
          statement.setObject(7, UUID.randomUUID());
          statement.setObject(8, parent);
          statement.executeUpdate();
          transactions.incrementAndGet();
        }
      } catch (SQLException e) {
        synchronized (failures) {
          failures.add(e);
        }
      }
    }

    @Override
    public void close() {
      over = true;
      try {
        for (Thread thread : threads) {
          thread.join();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      assertThat(failures).isEmpty();
    }
  }
}
