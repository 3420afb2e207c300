package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;

import io.daybook.digest.Sha256;
import io.daybook.disk.Folders;
import io.daybook.duckdb.DuckDb;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schema.Column;
import io.daybook.schema.DataType;
import io.daybook.schema.KeyForm;
import io.daybook.sql.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One DuckDB file a tenant, dataset and release: the tenant's rows, in the columns that may be
 * read. A file is whole or not there. Safe for several threads and processes.
 */
final class TenantFiles {
  static final String MEMORY = "512MB";

  private static final int NAME_DIGITS = 32;

  /** A dataset of fewer rows lies in blocks of 16 kB: a file has two of them at least. */
  private static final long FEW_ROWS = 100_000;

  private final FileStore files;
  private final Manifest release;
  private final Path directory;
  private final String tenantColumn;
  private final Map<String, TenantColumns> columns;

  /** One who makes files of a tenant lets others wait for them, and makes none twice. */
  private final Map<Path, Object> making = new ConcurrentHashMap<>();

  /**
   * @param directory local folder of this release's files
   * @param columns that may be read, by dataset
   */
  TenantFiles(
      FileStore files,
      Manifest release,
      Path directory,
      String tenantColumn,
      Map<String, TenantColumns> columns) {
    this.files = requireNonNull(files, "files is null");
    this.release = requireNonNull(release, "release is null");
    this.directory = requireNonNull(directory, "directory is null");
    this.tenantColumn = requireNonNull(tenantColumn, "tenantColumn is null");
    this.columns = Map.copyOf(columns);
  }

  /** Whether a dataset may be read at all. */
  boolean mayRead(String dataset) {
    return columns.containsKey(dataset);
  }

  /** The folder of a tenant's files. */
  Path folder(String tenant) {
    return directory.resolve(Sha256.of(tenant).substring(0, NAME_DIGITS));
  }

  /** The files that a tenant has, by dataset. */
  SortedMap<String, Path> made(String tenant) {
    SortedMap<String, Path> made = new TreeMap<>();
    for (String dataset : columns.keySet()) {
      if (release.dataset(dataset).isPresent()) {
        Path file = file(tenant, dataset(dataset));
        if (Files.exists(file)) {
          made.put(dataset, file);
        }
      }
    }
    return made;
  }

  /**
   * Makes the files that are not there, one after the other in one instance of DuckDB: to open one
   * takes as long as a small file.
   *
   * @param threads that it may take; all cores where it does not say
   * @return the bytes that were written
   * @throws DaybookException RELEASE_MISSING for a dataset that the release lacks
   */
  long make(String tenant, Collection<String> names, Map<String, String> threads)
      throws IOException, SQLException {
    if (missing(tenant, names).isEmpty()) {
      return 0;
    }
    synchronized (making.computeIfAbsent(folder(tenant), none -> new Object())) {
      List<Dataset> missing = missing(tenant, names);
      return missing.isEmpty() ? 0 : build(tenant, missing, threads);
    }
  }

  private List<Dataset> missing(String tenant, Collection<String> names) {
    return names.stream()
        .map(this::dataset)
        .filter(dataset -> !Files.exists(file(tenant, dataset)))
        .toList();
  }

  /** What is read, and how, is part of the name: another catalogue needs another file. */
  private Path file(String tenant, Dataset dataset) {
    return folder(tenant)
        .resolve("%s-%s.duckdb".formatted(dataset.name(), Sha256.version(readable(dataset))));
  }

  /** The columns that a file has, as they are read from the release. */
  private List<String> readable(Dataset dataset) {
    Set<String> names = anyCase(columns.get(dataset.name()).names());
    names.add(tenantColumn);
    Set<String> keys = anyCase(columns.get(dataset.name()).keys());
    return dataset.schema().columns().stream()
        .filter(column -> names.contains(column.name()))
        .map(column -> read(column, keys.contains(column.name())))
        .toList();
  }

  private static Set<String> anyCase(Set<String> names) {
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.addAll(names);
    return all;
  }

  private Dataset dataset(String name) {
    if (!mayRead(name)) {
      throw new IllegalArgumentException("Invalid dataset: " + name + " is none that may be read");
    }
    return release
        .dataset(name)
        .orElseThrow(
            () ->
                DaybookException.of(
                        Code.RELEASE_MISSING,
                        "Cannot find " + name + " in release " + release.release())
                    .state("nothing was changed")
                    .next(
                        "make a release with today's definitions: daybook run " + release.source())
                    .build());
  }

  private long build(String tenant, List<Dataset> datasets, Map<String, String> threads)
      throws IOException, SQLException {
    Files.createDirectories(folder(tenant));
    Path folder = Files.createTempDirectory(directory, "making-");
    long bytes = 0;
    try {
      try (Connection connection = DuckDb.open(threads);
          Statement statement = connection.createStatement()) {
        statement.execute("set memory_limit = '" + MEMORY + "'");
        statement.execute(
            "set temp_directory = " + Quoted.text(folder.resolve("spill").toString()));
        // In order, half of the time goes by with moving rows that were written already.
        statement.execute("set preserve_insertion_order = false");
        for (Dataset dataset : datasets) {
          Path aside = folder.resolve("tenant.duckdb");
          build(statement, aside, tenant, dataset);
          bytes += Files.size(aside);
          Files.move(aside, file(tenant, dataset), StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return bytes;
    } finally {
      Folders.delete(folder);
    }
  }

  private void build(Statement statement, Path aside, String tenant, Dataset dataset)
      throws SQLException {
    statement.execute(
        "attach %s as book%s"
            .formatted(
                Quoted.text(aside.toString()),
                dataset.rows() < FEW_ROWS ? " (block_size 16384)" : ""));
    statement.execute("use book");
    statement.execute("create schema " + schema(dataset.name()));
    statement.execute(copy(dataset, tenant));
    statement.execute("use memory");
    statement.execute("detach book");
  }

  private String copy(Dataset dataset, String tenant) {
    return "create table %s as select %s from (%s) as everybody where %s = %s"
        .formatted(
            dataset.quotedName(),
            String.join(", ", readable(dataset)),
            DatasetSql.select(files, dataset, KeyForm.STORED),
            Quoted.name(tenantColumn),
            Quoted.text(tenant));
  }

  /**
   * A uuid is a text for those who read it; only the tenant's own rows are put into that form. A
   * key that is only compared becomes a uuid, which the driver can read.
   */
  private static String read(Column column, boolean isKey) {
    String name = Quoted.name(column.name());
    if (column.type().kind() != DataType.Kind.UUID) {
      return name;
    }
    return (isKey ? "cast(" + name + " as uuid)" : DuckDb.keyText(name)) + " as " + name;
  }

  /** The schema that a dataset lies in, in its file as everywhere. */
  static String schema(String dataset) {
    return dataset.substring(0, dataset.indexOf('.'));
  }
}
