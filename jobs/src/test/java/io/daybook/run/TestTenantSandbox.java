package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.report.metric.RenozCatalogue;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.TenantDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a statement could do that got past the compiler of custom reports. Two-sided: each attack
 * does its harm on an unprotected connection to the same rows, and none in the sandbox, be it the
 * first connection of an instance or one of many to an instance that is kept.
 */
class TestTenantSandbox {
  private static final Set<String> DATASETS = Set.of("facts.orders", "marts.mv_daily_metrics");
  private static final String FROM = "facts.orders";

  /** The sandbox refused, and it was no mistake in the attack. */
  private static final String REFUSED =
      "(?s).*(disabled by configuration|disabled through configuration"
          + "|configuration has been locked|attached in read-only mode).*";

  private static final String BOMB =
      "select count(distinct repeat(cast(a as varchar), 30)) from range(6000000) t(a)";
  private static final String ENDLESS =
      "select count(*) from range(1000000000000) t(a) where a % 7 = 3";

  @TempDir static Path directory;

  private static NightFixture fixture;
  private static Manifest release;
  private static Path own;
  private static Path foreign;
  private static TenantDatabase kept;
  private static List<Connection> sandboxes;
  private static int copies;

  @BeforeAll
  static void makeARelease() throws SQLException, IOException {
    fixture = SharedNight.fixture();
    release = SharedNight.release();
    own = file(0);
    foreign = file(1);
    kept = tenants("kept", TenantDatabase.LONGEST, 1);
    kept.open(tenant(0), DATASETS).close();
    sandboxes =
        List.of(
            tenants("single", TenantDatabase.LONGEST, 0).open(tenant(0), DATASETS),
            kept.open(tenant(0), DATASETS),
            kept.open(tenant(0), DATASETS));
  }

  @AfterAll
  static void close() throws SQLException {
    for (Connection sandbox : sandboxes) {
      sandbox.close();
    }
    kept.close();
  }

  private static String tenant(int place) {
    return fixture.source.tenants().get(place).id().toString();
  }

  private static TenantDatabase tenants(String folder, Duration longest, int kept) {
    return new TenantDatabase(
        fixture.files(),
        release,
        directory.resolve(folder),
        fixture.model.tenants().column(),
        RenozCatalogue.METRICS.columns(),
        longest,
        kept);
  }

  /** The file of orders that a sandbox reads. */
  private static Path file(int place) throws SQLException, IOException {
    String folder = "files-" + place;
    tenants(folder, TenantDatabase.LONGEST, 0).open(tenant(place), DATASETS).close();
    try (Stream<Path> all = Files.walk(directory.resolve(folder))) {
      return all.filter(each -> each.getFileName().toString().startsWith(FROM + "-"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** A connection as anybody opens one, to a copy of the tenant's file. */
  private static Connection unprotected() throws SQLException, IOException {
    Path copy = Files.copy(own, directory.resolve("copy-" + copies++ + ".duckdb"));
    Properties properties = new Properties();
    properties.setProperty("allow_unsigned_extensions", "true");
    Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute("attach '" + copy + "' as tenant");
      statement.execute("use tenant");
      statement.execute("set extension_directory = '" + directory.resolve("extensions") + "'");
    }
    return connection;
  }

  /** What is to be seen of an attack's harm: the same before and after where it did none. */
  private interface Harm {
    Object seen(Connection connection) throws SQLException, IOException;
  }

  private static void harmsOnlyTheUnprotected(String attack, Harm harm)
      throws SQLException, IOException {
    for (Connection sandbox : sandboxes) {
      Object before = harm.seen(sandbox);
      refuses(sandbox, attack);
      assertThat(harm.seen(sandbox)).as(attack).isEqualTo(before);
    }
    try (Connection open = unprotected();
        Statement statement = open.createStatement()) {
      Object before = harm.seen(open);
      statement.execute(attack);
      assertThat(harm.seen(open)).as("unprotected: " + attack).isNotEqualTo(before);
    }
  }

  private static void refuses(Connection sandbox, String attack) throws SQLException {
    try (Statement statement = sandbox.createStatement()) {
      assertThatThrownBy(() -> statement.execute(attack))
          .as(attack)
          .isInstanceOf(SQLException.class)
          .message()
          .matches(REFUSED);
    }
  }

  @Test
  void writesNoFile() throws SQLException, IOException {
    Path stolen = directory.resolve("stolen.parquet");
    Path exported = directory.resolve("exported");
    Path attached = directory.resolve("attached.duckdb");
    Harm written =
        connection ->
            Stream.of(stolen, exported, attached).filter(file -> Files.exists(file)).toList();
    for (String attack :
        List.of(
            "with c as (copy (select 1) to '" + stolen + "') select 1",
            "copy facts.orders to '" + stolen + "'",
            "export database '" + exported + "'",
            "attach '" + attached + "' as other")) {
      harmsOnlyTheUnprotected(attack, written);
      Files.deleteIfExists(stolen);
    }
  }

  @Test
  void changesNoRow() throws SQLException, IOException {
    Harm changed =
        connection ->
            texts(connection, "select table_name from duckdb_tables() order by 1").toString()
                + texts(connection, "select column_name from duckdb_columns() order by 1")
                + (texts(connection, "select 1 from duckdb_tables() where table_name = 'orders'")
                        .isEmpty()
                    ? ""
                    : texts(connection, "select count(*) || ' ' || sum(total) from facts.orders"));
    for (String attack :
        List.of(
            "with d as (delete from facts.orders returning *) select count(*) from d",
            "with u as (update facts.orders set total = 1 returning *) select count(*) from u",
            "delete from facts.orders",
            "update facts.orders set total = 0",
            "insert into facts.orders select * from facts.orders",
            "drop table facts.orders",
            "alter table facts.orders add column mine integer",
            "create table facts.mine as select 1 as a")) {
      harmsOnlyTheUnprotected(attack, changed);
    }
  }

  @Test
  void attachesNothing() throws SQLException, IOException {
    Harm attached =
        connection ->
            texts(connection, "select database_name from duckdb_databases() order by 1").toString();
    harmsOnlyTheUnprotected("attach '" + foreign + "' as other (read_only)", attached);
    try (Connection open = unprotected();
        Statement statement = open.createStatement()) {
      statement.execute("attach '" + foreign + "' as other (read_only)");
      assertThat(texts(open, "select distinct organization_id from other.facts.orders"))
          .as("unprotected: rows of another tenant")
          .containsExactly(tenant(1));
    }
  }

  @Test
  void readsNothingOfTheMachine() throws SQLException, IOException {
    Path secret = Files.writeString(directory.resolve("secret.csv"), "a,b\nhidden,1\n");
    Path parquet = fixture.files().local(release.dataset(FROM).orElseThrow().files().get(0).path());
    for (String attack :
        List.of(
            "select a from read_csv('" + secret + "')",
            "select a from '" + secret + "'",
            "select content from read_text('" + secret + "')",
            "select file from glob('" + directory + "/*')",
            "select prompt from sniff_csv('" + secret + "')",
            "select organization_id from read_parquet('" + parquet + "')")) {
      for (Connection sandbox : sandboxes) {
        refuses(sandbox, attack);
      }
      try (Connection open = unprotected()) {
        assertThat(texts(open, attack)).as("unprotected: " + attack).isNotEmpty();
      }
    }
  }

  @Test
  void changesNoSetting() throws SQLException, IOException {
    for (String set : List.of("set ", "set global ", "pragma ")) {
      setting(set, "memory_limit", "'100GB'");
      setting(set, "max_execution_time", "77000");
      setting(set, "temp_directory", "'" + directory.resolve("spilled") + "'");
      setting(set, "threads", "1");
      setting(set, "autoload_known_extensions", "false");
    }
    harmsOnlyTheUnprotected(
        "pragma enable_profiling",
        connection ->
            texts(connection, "select coalesce(current_setting('enable_profiling'), 'none')")
                .toString());
    // What a sandbox has closed is closed for good.
    for (Connection sandbox : sandboxes) {
      refuses(sandbox, "set enable_external_access = true");
      refuses(sandbox, "set lock_configuration = false");
      refuses(sandbox, "reset memory_limit");
      refuses(sandbox, "set allowed_directories = ['/']");
    }
  }

  private static void setting(String set, String name, String value)
      throws SQLException, IOException {
    harmsOnlyTheUnprotected(
        set + name + " = " + value,
        connection -> texts(connection, "select current_setting('" + name + "')::text").toString());
  }

  /** A file that DuckDB takes for an extension of its own version; its code is none. */
  @Test
  void loadsNoExtension() throws SQLException, IOException {
    Path extension = extension();
    Path home = Path.of(System.getProperty("user.home"), ".duckdb", "extensions");
    harmsOnlyTheUnprotected(
        "install '" + extension + "'",
        connection ->
            Stream.of(directory.resolve("extensions"), home)
                .flatMap(TestTenantSandbox::all)
                .filter(file -> file.getFileName().toString().startsWith("mine"))
                .toList());
    for (Connection sandbox : sandboxes) {
      refuses(sandbox, "load '" + extension + "'");
      refuses(sandbox, "load httpfs");
    }
    try (Connection open = unprotected();
        Statement statement = open.createStatement()) {
      assertThatThrownBy(() -> statement.execute("load '" + extension + "'"))
          .as("unprotected: the system's loader has it")
          .hasMessageContaining("could not be loaded: " + extension);
    }
  }

  private static Path extension() throws SQLException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[1024]);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      String version = texts(connection, "select library_version from pragma_version()").get(0);
      String platform = texts(connection, "select platform from pragma_platform()").get(0);
      for (String field : List.of("", "", "", "CPP", "1", version, platform, "4")) {
        bytes.write(Arrays.copyOf(field.getBytes(StandardCharsets.US_ASCII), 32));
      }
    }
    bytes.write(new byte[256]);
    return Files.write(directory.resolve("mine.duckdb_extension"), bytes.toByteArray());
  }

  private static Stream<Path> all(Path folder) {
    try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.of()) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One who asks too much of an instance that is kept ends nobody else's question. */
  @Test
  void endsWhatTakesTooMuchOrTooLong() throws Exception {
    for (int keeping : List.of(0, 1)) {
      try (TenantDatabase impatient =
              tenants("impatient-" + keeping, Duration.ofMillis(400), keeping);
          Connection large =
              tenants("large", TenantDatabase.LONGEST, keeping).open(tenant(0), DATASETS);
          Connection other = impatient.open(tenant(0), DATASETS);
          Connection connection = impatient.open(tenant(0), DATASETS);
          Statement much = large.createStatement();
          Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> much.executeQuery(BOMB)).hasMessageContaining("Out of Memory");
        assertThat(texts(large, "select count(*) > 0 from facts.orders")).containsExactly("true");
        assertThatThrownBy(() -> statement.executeQuery(ENDLESS))
            .hasMessageContaining("maximum execution time");
        for (Connection each : List.of(connection, other)) {
          assertThat(texts(each, "select count(*) > 0 from facts.orders")).containsExactly("true");
        }
      }
    }
    takesAllWithoutBounds();
  }

  private static void takesAllWithoutBounds() throws Exception {
    try (Connection open = unprotected();
        Statement statement = open.createStatement()) {
      assertThat(texts(open, BOMB)).as("unprotected: " + BOMB).containsExactly("6000000");
      CompletableFuture<Void> end =
          CompletableFuture.runAsync(
              () ->
                  assertThatThrownBy(() -> statement.executeQuery(ENDLESS))
                      .isInstanceOf(SQLException.class));
      assertThatThrownBy(() -> end.get(1200, TimeUnit.MILLISECONDS))
          .as("unprotected: " + ENDLESS)
          .isInstanceOf(TimeoutException.class);
      statement.cancel();
      end.get(30, TimeUnit.SECONDS);
    }
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }
}
