package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;

import io.daybook.digest.Sha256;
import io.daybook.duckdb.DuckDb;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.schema.KeyForm;
import io.daybook.sql.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * One DuckDB file a tenant and release: all that a report of the tenant can see. It holds rows of
 * this tenant alone, so no definition can reach another's. Made when it is first asked for, and
 * kept until the folder is removed. Safe for several threads and processes.
 *
 * <p>Where it is open, nothing outside of it can be read or written: no file, no extension, no
 * setting. A statement ends after 30 seconds, and at 512 MB of memory, which those who ask of one
 * file at a time share where it is kept open.
 */
public final class TenantDatabase implements AutoCloseable {
  private static final String MEMORY = "512MB";

  private static final int NAME_DIGITS = 32;

  /** Time of one statement, unless somebody says less. A report that takes longer is no report. */
  public static final Duration LONGEST = Duration.ofSeconds(30);

  private final FileStore files;
  private final Manifest release;
  private final Path root;
  private final Path directory;
  private final String tenantColumn;
  private final Duration longest;
  private final OpenTenants kept;

  /**
   * Files of one release.
   *
   * @param files the source's folder of the warehouse
   * @param directory local folder of such files; one below it is made for the release
   * @param tenantColumn name of the tenant in facts and marts
   */
  public TenantDatabase(FileStore files, Manifest release, Path directory, String tenantColumn) {
    this(files, release, directory, tenantColumn, LONGEST, 0);
  }

  /**
   * Files of one release, for readers that are impatient or ask often.
   *
   * @param longest time of one statement
   * @param kept files of so many tenants stay open, those that were asked last: to open one takes
   *     longer than to ask it
   */
  public TenantDatabase(
      FileStore files,
      Manifest release,
      Path directory,
      String tenantColumn,
      Duration longest,
      int kept) {
    this.files = requireNonNull(files, "files is null");
    this.release = requireNonNull(release, "release is null");
    this.root = directory.resolve(release.source());
    this.directory = root.resolve(Long.toString(release.release()));
    this.tenantColumn = requireNonNull(tenantColumn, "tenantColumn is null");
    this.longest = requireNonNull(longest, "longest is null");
    this.kept = new OpenTenants(kept, this::attach);
  }

  /**
   * Opens the tenant's file.
   *
   * @param tenant id of the tenant; never a reserved one
   * @param datasets facts and marts that it must hold, by {@code facts.orders}
   * @return a connection that reads and does nothing else; the caller closes it
   * @throws DaybookException ENGINE_FAILED, RES_DISK or RES_IO; RELEASE_MISSING for a dataset that
   *     the release lacks
   */
  public Connection open(String tenant, Collection<String> datasets) {
    if (tenant.startsWith("(")) {
      throw new IllegalArgumentException("Invalid tenant: " + tenant + " is in nobody's scope");
    }
    Path file = directory.resolve(name(tenant, datasets));
    try {
      if (!Files.exists(file)) {
        build(file, tenant, datasets);
      }
      return kept.connection(file);
    } catch (SQLException e) {
      throw DaybookException.of(
              Code.ENGINE_FAILED,
              "Cannot open what tenant " + tenant + " may see of release " + release.release())
          .line("file", file.toString())
          .state("the release is as it was")
          .next("remove the file, it is made again; if that does not help, report it with the log")
          .cause(e)
          .build();
    } catch (IOException e) {
      throw files.failure("write " + file, e);
    }
  }

  /**
   * Removes the files of releases that the warehouse has no more. Who still reads one goes on.
   *
   * @throws DaybookException RES_IO
   */
  public void forgetCollected() {
    Set<String> kept =
        new Releases(files)
            .numbers().stream().map(number -> Long.toString(number)).collect(Collectors.toSet());
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.toList()) {
        if (!kept.contains(folder.getFileName().toString())) {
          Folders.delete(folder);
        }
      }
    } catch (IOException e) {
      throw files.failure("remove old files of " + root, e);
    }
  }

  /** The datasets are part of the name: another catalogue needs another file. */
  private static String name(String tenant, Collection<String> datasets) {
    String text = tenant + "\n" + String.join("\n", new TreeSet<>(datasets));
    return Sha256.of(text).substring(0, NAME_DIGITS) + ".duckdb";
  }

  private void build(Path file, String tenant, Collection<String> datasets)
      throws IOException, SQLException {
    Files.createDirectories(directory);
    Path folder = Files.createTempDirectory(directory, "making-");
    Path aside = folder.resolve("tenant.duckdb");
    try {
      try (Connection connection = DuckDb.open();
          Statement statement = connection.createStatement()) {
        statement.execute("set memory_limit = '" + MEMORY + "'");
        statement.execute(
            "set temp_directory = " + Quoted.text(folder.resolve("spill").toString()));
        statement.execute("attach " + Quoted.text(aside.toString()) + " as book");
        statement.execute("use book");
        statement.execute("begin");
        for (String schema : schemas(datasets)) {
          statement.execute("create schema " + schema);
        }
        for (String dataset : new TreeSet<>(datasets)) {
          statement.execute(copy(dataset(dataset), tenant));
        }
        statement.execute("commit");
        statement.execute("use memory");
        statement.execute("detach book");
      }
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Folders.delete(folder);
    }
  }

  private static Set<String> schemas(Collection<String> datasets) {
    return datasets.stream()
        .map(dataset -> dataset.substring(0, dataset.indexOf('.')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Dataset dataset(String name) {
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

  private String copy(Dataset dataset, String tenant) {
    return "create table %s as select * from (%s) as everybody where %s = %s"
        .formatted(
            dataset.quotedName(),
            DatasetSql.select(files, dataset, KeyForm.TEXT),
            Quoted.name(tenantColumn),
            Quoted.text(tenant));
  }

  /** All of this holds for every connection of the instance. */
  private DuckDBConnection attach(Path file) throws SQLException {
    DuckDBConnection connection = DuckDb.open();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set memory_limit = '" + MEMORY + "'");
      // What does not fit into the memory fails; it does not fill a disk.
      statement.execute("set temp_directory = ''");
      statement.execute("set max_execution_time = " + longest.toMillis());
      statement.execute(
          "attach " + Quoted.text(file.toString()) + " as " + OpenTenants.NAME + " (read_only)");
      statement.execute("set enable_external_access = false");
      statement.execute("set lock_configuration = true");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Keeps no file open from now on; connections that were given stay as they are. */
  @Override
  public void close() {
    kept.close();
  }
}
