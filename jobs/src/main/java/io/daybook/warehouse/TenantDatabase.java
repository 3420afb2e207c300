package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;

import io.daybook.disk.Folders;
import io.daybook.duckdb.DuckDb;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.sql.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * What tenants' reports can see of one release: a file a tenant and dataset, which holds rows of
 * this tenant alone, so no definition can reach another's. Made when it is first asked for, or
 * ahead of that, and kept until the release is collected. Safe for several threads and processes.
 *
 * <p>Where a tenant's files are open, nothing outside of them can be read or written: no file, no
 * extension, no setting. A statement ends after 30 seconds, and at 512 MB of memory, which those
 * who ask of one tenant at a time share where its files are kept open.
 */
public final class TenantDatabase implements AutoCloseable {
  /** Time of one statement, unless somebody says less. A report that takes longer is no report. */
  public static final Duration LONGEST = Duration.ofSeconds(30);

  private static final Pattern RELEASE = Pattern.compile("\\d+");

  /** Who makes a file before anybody asks leaves the other cores to those who work. */
  private static final Map<String, String> ONE_THREAD = Map.of("threads", "1");

  private final FileStore files;
  private final Manifest release;
  private final Path root;
  private final TenantFiles made;
  private final Duration longest;
  private final OpenTenants kept;

  /**
   * Files of one release.
   *
   * @param files the source's folder of the warehouse
   * @param directory local folder of such files; one below it is made for the release
   * @param tenantColumn name of the tenant in facts and marts
   * @param columns that may be read, by dataset
   */
  public TenantDatabase(
      FileStore files,
      Manifest release,
      Path directory,
      String tenantColumn,
      Map<String, TenantColumns> columns) {
    this(files, release, directory, tenantColumn, columns, LONGEST, 0);
  }

  /**
   * Files of one release, for readers that are impatient or ask often.
   *
   * @param longest time of one statement
   * @param kept the files of so many tenants stay open, those that were asked last: to open them
   *     takes longer than to ask
   */
  public TenantDatabase(
      FileStore files,
      Manifest release,
      Path directory,
      String tenantColumn,
      Map<String, TenantColumns> columns,
      Duration longest,
      int kept) {
    this.files = requireNonNull(files, "files is null");
    this.release = requireNonNull(release, "release is null");
    this.root = directory.resolve(release.source());
    this.made =
        new TenantFiles(
            files, release, root.resolve(Long.toString(release.release())), tenantColumn, columns);
    this.longest = requireNonNull(longest, "longest is null");
    this.kept = new OpenTenants(kept, this::attach);
  }

  /** Whether tenants' reports may read a dataset at all. */
  public boolean mayRead(String dataset) {
    return made.mayRead(dataset);
  }

  /**
   * Opens what a tenant may see.
   *
   * @param tenant id of the tenant; never a reserved one
   * @param datasets facts and marts that are asked, by {@code facts.orders}
   * @return a connection that reads and does nothing else; the caller closes it
   * @throws DaybookException ENGINE_FAILED, RES_DISK or RES_IO; RELEASE_MISSING for a dataset that
   *     the release lacks
   */
  public Connection open(String tenant, Collection<String> datasets) {
    requireTenant(tenant);
    Path folder = made.folder(tenant);
    try {
      made.make(tenant, datasets, Map.of());
      return kept.connection(tenant, datasets);
    } catch (SQLException e) {
      throw failure(tenant, folder, e);
    } catch (IOException e) {
      throw files.failure("write " + folder, e);
    }
  }

  /**
   * Makes a file before anybody asks, on one core, unless it is there.
   *
   * @return the bytes that were written; 0 where it was there
   * @throws DaybookException as {@link #open}
   */
  public long make(String tenant, String dataset) {
    requireTenant(tenant);
    Path folder = made.folder(tenant);
    try {
      return made.make(tenant, Set.of(dataset), ONE_THREAD);
    } catch (SQLException e) {
      throw failure(tenant, folder, e);
    } catch (IOException e) {
      throw files.failure("write " + folder, e);
    }
  }

  private static void requireTenant(String tenant) {
    if (tenant.startsWith("(")) {
      throw new IllegalArgumentException("Invalid tenant: " + tenant + " is in nobody's scope");
    }
  }

  private DaybookException failure(String tenant, Path folder, SQLException e) {
    return DaybookException.of(
            Code.ENGINE_FAILED,
            "Cannot open what tenant " + tenant + " may see of release " + release.release())
        .line("files", folder.toString())
        .state("the release is as it was")
        .next(
            "remove the files, they are made again; if that does not help, report it with the log")
        .cause(e)
        .build();
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
        String name = folder.getFileName().toString();
        if (RELEASE.matcher(name).matches() && !kept.contains(name)) {
          Folders.delete(folder);
        }
      }
    } catch (IOException e) {
      throw files.failure("remove old files of " + root, e);
    }
  }

  /** All of this holds for every connection of the instance. */
  private OpenTenants.Instance attach(String tenant) throws SQLException {
    Map<String, Path> attached = made.made(tenant);
    DuckDBConnection connection = DuckDb.open();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set memory_limit = '" + TenantFiles.MEMORY + "'");
      // What does not fit into the memory fails; it does not fill a disk.
      statement.execute("set temp_directory = ''");
      statement.execute("set max_execution_time = " + longest.toMillis());
      for (Map.Entry<String, Path> each : attached.entrySet()) {
        statement.execute(
            "attach %s as %s (read_only)"
                .formatted(Quoted.text(each.getValue().toString()), Quoted.name(each.getKey())));
      }
      statement.execute("set enable_external_access = false");
      statement.execute("set lock_configuration = true");
      return new OpenTenants.Instance(connection, new TreeSet<>(attached.keySet()));
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
