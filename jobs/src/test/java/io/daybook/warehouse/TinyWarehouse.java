package io.daybook.warehouse;

import io.daybook.clock.HandClock;
import io.daybook.parquet.ParquetTable;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.Schema;
import io.daybook.schema.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A warehouse of releases that are as small as releases can be. Every row of every dataset of a
 * release carries the release's number, and the amounts of each dataset add up to 6 times it.
 */
final class TinyWarehouse {
  static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("tenant", DataType.TEXT, false, "Who it belongs to"),
              new Column("order", DataType.INTEGER, false, "A word that SQL keeps for itself"),
              new Column("release", DataType.BIGINT, false, "Number of the release"),
              new Column("amount", DataType.decimal(12, 2), true, "It's net", Unit.money("AUD")),
              new Column("at", DataType.TIMESTAMP, true, "")));

  final Path root;
  final FileStore files;
  final Releases releases;

  /** Files have the real time of their change: a clock of fiction must begin there. */
  final HandClock clock = new HandClock(Clock.systemUTC().instant());

  private Optional<byte[]> databaseOfAll = Optional.empty();

  TinyWarehouse(Path root) {
    this(root, FileStore.open(root.toString()));
  }

  TinyWarehouse(Path root, FileStore files) {
    this.root = root;
    this.files = files;
    this.releases = new Releases(files);
  }

  /** The next release of what is there, published. */
  Manifest publish(String run) {
    Manifest manifest = prepare(run, releases.current().map(Manifest::release).orElse(0L));
    releases.publish(manifest);
    return manifest;
  }

  /** A release whose files are all sealed, and that nobody knows of yet. */
  Manifest prepare(String run, long base) {
    long number = base + 1;
    List<Dataset> datasets = new ArrayList<>();
    for (Dataset.Layer layer : Dataset.Layer.values()) {
      datasets.add(dataset(layer, run, number));
    }
    return manifest(run, base, datasets, database(run, number, datasets), clock.instant());
  }

  private DataFile database(String run, long number, List<Dataset> datasets) {
    String path = "data/" + run + "/marts.duckdb";
    if (databaseOfAll.isPresent()) {
      try {
        Files.write(files.local(path), databaseOfAll.get());
      } catch (IOException e) {
        throw files.failure("write " + path, e);
      }
      return files.seal(path, 0);
    }
    return new AnalystDatabase(files)
        .build(
            path,
            new AnalystDatabase.About(number, "tiny", run, "duckdb", "test", clock.instant()),
            datasets);
  }

  /** From now on every release gets a copy of this one's database: much faster to make. */
  void reuseDatabase(Manifest manifest) {
    databaseOfAll = Optional.of(files.read(manifest.database().path()));
  }

  private Dataset dataset(Dataset.Layer layer, String run, long number) {
    NewFile file = files.create("data/" + run + "/" + layer.schema() + "/orders/part-0.parquet");
    try {
      List<List<Object>> rows = new ArrayList<>();
      for (int i = 3; i >= 1; i--) {
        rows.add(List.of("t" + i % 2, i, number, BigDecimal.valueOf(i * number), clock.instant()));
      }
      ParquetTable.write(file, SCHEMA, Map.of(), rows);
      DataFile sealed = file.seal(3);
      return new Dataset(
          layer,
          "orders",
          "One row an order's " + layer.schema(),
          List.of("tenant", "order"),
          SCHEMA,
          "hash",
          number,
          List.of(sealed));
    } catch (IOException e) {
      file.discard();
      throw files.failure("write " + file.getPath(), e);
    }
  }

  static Manifest manifest(
      String run, long base, List<Dataset> datasets, DataFile database, Instant publishedAt) {
    return new Manifest(
        base + 1,
        base == 0 ? OptionalLong.empty() : OptionalLong.of(base),
        "tiny",
        run,
        "test",
        "duckdb",
        publishedAt,
        publishedAt,
        OptionalLong.empty(),
        new SourceSnapshot("snapshot", publishedAt, 7, "0/1", "system", 1, 5, 180000, List.of()),
        datasets,
        List.of(new CheckOutcome("orders.grain", true, 0)),
        database);
  }

  Collector collector() {
    return new Collector(files, clock);
  }

  /** All files and folders below the root, sorted, folders with a slash at the end. */
  List<String> tree() throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(path -> !path.equals(root))
          .map(
              path ->
                  root.relativize(path)
                      + (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? "/" : ""))
          .sorted()
          .toList();
    }
  }
}
