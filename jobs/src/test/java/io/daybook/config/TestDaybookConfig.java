package io.daybook.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestDaybookConfig {
  private static final Path HOME = Path.of("/project");

  @TempDir Path directory;

  @Test
  void keepsEverythingBelowTheProjectByDefault() {
    DaybookConfig config = DaybookConfig.defaults(HOME);
    assertThat(config.file()).isEmpty();
    assertThat(config.directory()).isEqualTo(HOME.resolve(".state"));
    assertThat(config.state()).isEqualTo(new StateConfig.Embedded(HOME.resolve(".state/postgres")));
    assertThat(config.warehouse()).isEqualTo("/project/warehouse");
    assertThat(config.sources()).isEmpty();
    assertThat(config.engine()).isEqualTo(EngineChoice.SPARK);
    assertThat(config.spark()).isEqualTo(new SparkConfig("local", Map.of()));
    assertThat(config.duckdb()).isEqualTo(DuckConfig.DEFAULT);
    assertThat(config.retention()).isEqualTo(new Retention(30));
  }

  @Test
  void takesAnEmptyFileForTheDefaults() throws IOException {
    DaybookConfig config = load("");
    DaybookConfig defaults = DaybookConfig.defaults(HOME);
    assertThat(config.state()).isEqualTo(defaults.state());
    assertThat(config.warehouse()).isEqualTo(defaults.warehouse());
    assertThat(config.retention()).isEqualTo(defaults.retention());
  }

  @Test
  void takesExplicitValues() throws IOException {
    DaybookConfig config =
        load(
            """
            directory: own
            state:
              url: jdbc:postgresql://state.internal/daybook
              user: daybook
              password: {env: STATE_PASSWORD}
            warehouse: /data/warehouse
            sources:
              renoz:
                url: jdbc:postgresql://db.internal:5433/renoz
                user: daybook_reader
                password: {credential: renoz}
                connections: 9
                yield_after: 1500ms
                quarantine: {rows: 20, percent: 2.5, totals: 3}
            engine: duckdb
            spark:
              master: spark://cluster:7077
              conf:
                spark.executor.memory: 8g
            duckdb: {memory: 12GiB, threads: 3}
            retention: {releases: 7}
            """);
    assertThat(config.file()).contains(directory.resolve("daybook.yml"));
    assertThat(config.directory()).isEqualTo(directory.resolve("own"));
    assertThat(config.state())
        .isInstanceOfSatisfying(
            StateConfig.Server.class,
            server -> {
              assertThat(server.url()).isEqualTo("jdbc:postgresql://state.internal/daybook");
              assertThat(server.user()).isEqualTo("daybook");
              assertThat(server.password().reveal()).isEqualTo("from-the-environment");
            });
    assertThat(config.warehouse()).isEqualTo("/data/warehouse");
    SourceConfig source = config.source("renoz");
    assertThat(source.url()).isEqualTo("jdbc:postgresql://db.internal:5433/renoz");
    assertThat(source.user()).isEqualTo("daybook_reader");
    assertThat(source.connections()).isEqualTo(9);
    assertThat(source.yieldAfter()).isEqualTo(Duration.ofMillis(1500));
    assertThat(source.quarantine()).isEqualTo(new QuarantineLimit(20, new BigDecimal("2.5"), 3));
    assertThat(config.engine()).isEqualTo(EngineChoice.DUCKDB);
    assertThat(config.spark())
        .isEqualTo(new SparkConfig("spark://cluster:7077", Map.of("spark.executor.memory", "8g")));
    assertThat(config.duckdb()).isEqualTo(new DuckConfig(Optional.of("12GiB"), OptionalInt.of(3)));
    assertThat(config.retention()).isEqualTo(new Retention(7));
  }

  @Test
  void takesAWarehouseOnThisMachineAndNoOther() throws IOException {
    assertThat(load("warehouse: ../house").warehouse())
        .isEqualTo(directory.resolveSibling("house").toString());
    assertThat(load("warehouse: file:///srv/house").warehouse()).isEqualTo("file:///srv/house");
    for (String root : List.of("hdfs://cluster/daybook", "s3a://key:hunter2@bucket/daybook")) {
      assertThatThrownBy(() -> load("warehouse: " + root))
          .isInstanceOfSatisfying(
              DaybookException.class, e -> assertThat(e.code()).isEqualTo(Code.CFG_INVALID))
          .hasMessageContaining("daybook.yml:1 warehouse: must be a folder of this machine")
          .hasMessageContaining("not " + root.substring(0, root.indexOf("//")))
          .hasMessageContaining("whole nights do not run there yet")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void reportsEveryMistakeAtOnceWithItsLine() {
    String text =
        """
        warehose: /data
        engine: sparc
        sources:
          renoz:
            url: jdbc:postgresql://daybook:hunter2@db/renoz
            user: daybook_reader
            password: hunter2
            yield_after: soon
        duckdb: {memory: lots}
        retention: {releases: 0}
        """;
    assertThatThrownBy(() -> load(text))
        .isInstanceOfSatisfying(
            DaybookException.class, e -> assertThat(e.code()).isEqualTo(Code.CFG_INVALID))
        .hasMessageContaining(": 7 problems\n")
        .hasMessageContaining("daybook.yml:1 warehose: is unknown, did you mean warehouse?")
        .hasMessageContaining(
            "daybook.yml:2 engine: must be spark or duckdb, not sparc, did you mean spark?")
        .hasMessageContaining("daybook.yml:5 sources.renoz.url: holds a user or password")
        .hasMessageContaining(
            "daybook.yml:7 sources.renoz.password: must not stand here; name its place")
        .hasMessageContaining(
            "daybook.yml:8 sources.renoz.yield_after: must be a number and ms, s, m, h or d")
        .hasMessageContaining("daybook.yml:9 duckdb.memory: must be a size such as 2GB, not lots")
        .hasMessageContaining("daybook.yml:10 retention.releases: must be at least 1, not 0")
        .hasMessageContaining("\n  next   ")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void bearsOneOfAThousandRowsWhereASourceSaysNothingElse() throws IOException {
    String source = "sources:\n  renoz: {url: jdbc:postgresql:x, user: u, password: {env: A}";
    assertThat(load(source + "}\n").source("renoz").quarantine())
        .isEqualTo(new QuarantineLimit(1_000, new BigDecimal("0.1"), 0));
    assertThat(load(source + ", quarantine: {percent: 100}}\n").source("renoz").quarantine())
        .isEqualTo(new QuarantineLimit(1_000, new BigDecimal("100"), 0));
    assertThat(load(source + ", quarantine: {rows: 0}}\n").source("renoz").quarantine())
        .isEqualTo(new QuarantineLimit(0, new BigDecimal("0.1"), 0));
    assertThatThrownBy(
            () -> load(source + ", quarantine: {rows: -1, percent: 100.1, totals: -1}}\n"))
        .hasMessageContaining("sources.renoz.quarantine.rows: must be at least 0, not -1")
        .hasMessageContaining("sources.renoz.quarantine.totals: must be at least 0, not -1")
        .hasMessageContaining(
            "sources.renoz.quarantine.percent: must be a number from 0 to 100, such as 0.1, not"
                + " 100.1");
    assertThatThrownBy(() -> load(source + ", quarantine: {share: 1, percent: few}}\n"))
        .hasMessageContaining("sources.renoz.quarantine.share: is unknown")
        .hasMessageContaining("sources.renoz.quarantine.percent: must be a number");
  }

  @Test
  void namesWhatASourceLacks() {
    assertThatThrownBy(() -> load("sources:\n  renoz:\n    password: {env: A, file: b}\n"))
        .hasMessageContaining("sources.renoz.url: is missing")
        .hasMessageContaining("sources.renoz.user: is missing")
        .hasMessageContaining("daybook.yml:3 sources.renoz.password: must name one place");
  }

  @Test
  void refusesEmptyTextAndWhatIsNoPath() {
    assertThatThrownBy(
            () ->
                load(
                    """
                    warehouse: "a\\0b"
                    directory: ''
                    sources:
                      renoz: {url: ' ', user: '', password: {env: ''}}
                    """))
        .hasMessageContaining("daybook.yml:1 warehouse: is not a path")
        .hasMessageContaining("daybook.yml:2 directory: is empty")
        .hasMessageContaining("sources.renoz.url: is empty")
        .hasMessageContaining("sources.renoz.user: is empty")
        .hasMessageContaining("sources.renoz.password.env: is empty");
  }

  @Test
  void refusesASecretFileThatOthersCanRead() throws IOException {
    Path file = Files.writeString(directory.resolve("password"), "hunter2\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    String text =
        "sources:\n  renoz: {url: jdbc:postgresql:x, user: u, password: {file: password}}\n";
    assertThatThrownBy(() -> load(text))
        .hasMessageContaining("sources.renoz.password.file: " + file + " is open to others")
        .hasMessageContaining("chmod 600")
        .hasMessageNotContaining("hunter2");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Secret secret = load(text).source("renoz").password();
    assertThat(secret.reveal()).isEqualTo("hunter2");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(secret::reveal).hasMessageContaining("is open to others");
  }

  @Test
  void readsASecretOnlyWhenItIsUsed() throws IOException {
    Secret secret =
        load("sources:\n  renoz: {url: jdbc:postgresql:x, user: u, password: {env: UNSET}}\n")
            .source("renoz")
            .password();
    assertThat(secret).hasToString("***");
    assertThatThrownBy(secret::reveal)
        .isInstanceOfSatisfying(
            DaybookException.class, e -> assertThat(e.code()).isEqualTo(Code.CFG_SECRET))
        .hasMessageStartingWith(
            "CFG-SECRET Cannot read the secret from environment variable UNSET: it is not there");
  }

  @Test
  void keepsTheBlanksOfASecretAndNotTheEndOfItsLine() throws IOException {
    Path file = directory.resolve("password");
    for (String end : List.of("", "\n", "\r\n", "\nsecond line\n")) {
      Files.writeString(file, " hunter 2 \t" + end);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      assertThat(Secret.file(file).reveal()).isEqualTo(" hunter 2 \t");
    }
  }

  @Test
  void readsACredentialOfSystemd() throws IOException {
    Path file = Files.writeString(directory.resolve("renoz"), "hunter2\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    Secret secret = Secret.credential("renoz", name -> directory.toString());
    assertThat(secret.reveal()).isEqualTo("hunter2");
    assertThatThrownBy(() -> Secret.credential("renoz", name -> null).reveal())
        .hasMessageContaining("systemd credential renoz");
  }

  @Test
  void meansTheSourceThatIsThere() throws IOException {
    DaybookConfig config =
        load("sources:\n  renoz: {url: jdbc:postgresql:x, user: u, password: {env: A}}\n");
    assertThatThrownBy(() -> config.source("renos"))
        .hasMessageStartingWith("USAGE Cannot find the source renos")
        .hasMessageContaining("did you mean renoz?");
    assertThatThrownBy(() -> DaybookConfig.defaults(HOME).source("renoz"))
        .hasMessageContaining("there is no daybook.yml");
  }

  @Test
  void saysThatTheFileIsMissing() {
    assertThatThrownBy(() -> DaybookConfig.load(HOME, directory.resolve("none.yml"), name -> null))
        .hasMessageContaining("none.yml cannot be read: NoSuchFileException");
  }

  @Test
  void namesAnEditionOfTheZoneRules() throws IOException {
    assertThat(load("zone_rules: zones/tzdata.whl").zoneRules())
        .hasValue(directory.resolve("zones/tzdata.whl"));
    assertThat(load("engine: duckdb").zoneRules()).isEmpty();
  }

  @Test
  void startsInUtcOnly() {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
      JvmZone.requireUtc();
      for (String zone : new String[] {"America/Bahia_Banderas", "Europe/London", "GMT+1"}) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        assertThatThrownBy(JvmZone::requireUtc)
            .hasMessageStartingWith("CFG-ZONE Cannot start in the time zone ")
            .hasMessageContaining("-Duser.timezone=UTC");
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  private DaybookConfig load(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("daybook.yml"), text);
    return DaybookConfig.load(
        HOME, file, name -> name.equals("STATE_PASSWORD") ? "from-the-environment" : null);
  }
}
