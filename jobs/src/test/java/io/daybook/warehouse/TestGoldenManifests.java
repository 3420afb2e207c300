package io.daybook.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.digest.Sha256;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.fault.Kind;
import io.daybook.schema.DataType;
import io.daybook.schema.Unit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Manifests of every format that was ever written: one release, one upon it, and a rollback to the
 * first. A new format gets a folder of its own, and none is ever changed.
 */
class TestGoldenManifests {
  private static final Path GOLDEN =
      Path.of(System.getProperty("daybook.home"), "jobs/src/test/resources/golden/manifests");
  private static final Instant AT = Instant.parse("2026-03-29T02:00:00.123456Z");
  private static final Clock LATER = Clock.fixed(AT.plusSeconds(172_800), ZoneOffset.UTC);
  private static final ObjectMapper STRICT =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** A dataset whose keys are stored as 16 bytes, of which older formats know nothing. */
  private static final String KEYS = "facts.keys";

  private static final int FIRST_WITH_KEYS = 3;

  @TempDir Path folder;

  static IntStream formats() {
    return IntStream.rangeClosed(1, ManifestFile.FORMAT);
  }

  private Path root() {
    return folder.resolve("tiny");
  }

  private FileStore files() {
    return FileStore.open(root().toString());
  }

  /** A warehouse as a program of this format left it. */
  private Releases golden(int format) throws IOException {
    copy(GOLDEN.resolve("data"), root().resolve("data"));
    copy(GOLDEN.resolve("format-" + format), root().resolve("releases"));
    return new Releases(files());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(target);
        } else {
          Files.copy(each, target);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void readsEveryFieldOfEveryFormat(int format) throws IOException {
    Releases releases = golden(format);
    assertThat(releases.numbers()).containsExactly(1L, 2L, 3L);
    Manifest first = releases.load(1);
    assertThat(first.base()).isEmpty();
    assertThat(first.source()).isEqualTo("tiny");
    assertThat(first.run()).isEqualTo("run-1");
    assertThat(first.daybook()).isEqualTo("0.1.0");
    assertThat(first.engine()).isEqualTo("spark");
    assertThat(first.asOf()).isEqualTo(AT);
    assertThat(first.publishedAt()).isEqualTo(AT.plusSeconds(60));
    assertThat(first.rollbackOf()).isEmpty();
    assertThat(first.snapshot())
        .isEqualTo(
            new SourceSnapshot(
                "00000003-0000001B-1",
                AT,
                4_294_967_299L,
                "0/1A2B3C8",
                "7301234567890123456",
                1,
                16384,
                180000,
                List.of(
                    new SourceSnapshot.TableSnapshot(
                        "orders",
                        List.of(16390L, 4_000_000_000L),
                        3,
                        1,
                        -4611686018427387905L,
                        List.of()))));
    assertThat(first.datasets())
        .extracting(Dataset::name)
        .filteredOn(name -> !name.equals(KEYS))
        .containsExactly(
            "raw.orders", "facts.orders", "marts.orders", "recorded.orders", "marts.empty");
    assertThat(first.dataset(KEYS).isPresent()).isEqualTo(format >= FIRST_WITH_KEYS);
    Dataset mart = first.dataset("marts.orders").orElseThrow();
    assertThat(mart.description()).isEqualTo("One row an order's marts");
    assertThat(mart.grain()).containsExactly("tenant", "order");
    assertThat(mart.definition()).isEqualTo("5d41402abc4b2a76");
    assertThat(mart.builtIn()).isEqualTo(1);
    assertThat(mart.rows()).isEqualTo(3);
    assertThat(mart.schema().columns())
        .extracting(column -> column.type().kind())
        .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(DataType.Kind.UUID)));
    assertThat(mart.schema().column("amount").orElseThrow().description())
        .isEqualTo("It's in dollars, “net”");
    assertThat(mart.schema().unit("amount")).isEqualTo(Unit.NONE);
    assertThat(first.checks())
        .containsExactly(
            new CheckOutcome("mv_orders.grain", true, 0),
            new CheckOutcome("relations.orders.customer_id.orphaned", false, 2));
    assertThat(releases.load(2).dataset("recorded.orders").orElseThrow().files()).hasSize(2);
    assertThat(releases.load(3).rollbackOf()).hasValue(1);
    for (long release : releases.numbers()) {
      assertThatCode(() -> releases.verify(release)).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void makesTheNextReleaseUponEveryFormat(int format) throws Exception {
    Releases releases = golden(format);
    Manifest again = releases.rollback(2, LATER);
    assertThat(again.release()).isEqualTo(4);
    assertThat(again.publishedAt()).isEqualTo(LATER.instant());

    Manifest next =
        TinyWarehouse.manifest(
            "run-5", 4, again.datasets(), again.database(), LATER.instant().plusSeconds(60));
    releases.publish(next);

    assertThat(releases.current()).contains(next);
    assertThatCode(() -> releases.verify(5)).doesNotThrowAnyException();
    try (Connection connection = new AnalystDatabase(files()).open(4)) {
      assertThat(
              ReadOnlyQuery.run(
                      connection,
                      "select (select sum(amount) from marts.orders), (select sum(amount) from"
                          + " facts.orders), (select sum(amount) from recorded.orders)",
                      9)
                  .rows())
          .hasToString("[[12.00, 12.00, 18.00]]");
      if (format >= FIRST_WITH_KEYS) {
        assertThat(
                ReadOnlyQuery.run(connection, "select tenant, key from facts.keys order by 1", 9)
                    .rows())
            .hasToString("[[a, 00112233-4455-6677-8899-aabbccddeeff], [b, null]]");
      }
    }
  }

  @Test
  void isJsonForEveryReaderAndCarriesItsDigest() throws Exception {
    golden(ManifestFile.FORMAT).rollback(1, LATER);
    Path manifest = root().resolve("releases/4.json");
    JsonNode json = STRICT.readTree(Files.readString(manifest));
    assertThat(json.path("format").asInt()).isEqualTo(ManifestFile.FORMAT);
    assertThat(json.path("rollbackOf").asLong()).isEqualTo(1);
    assertThat(rows("select format, release, sha256 from read_json('" + manifest + "')"))
        .containsExactly(ManifestFile.FORMAT + " 4 " + json.path("sha256").asText());
    Process digest =
        new ProcessBuilder("sh", "-c", "head -c -84 4.json | sha256sum")
            .directory(root().resolve("releases").toFile())
            .start();
    assertThat(new String(digest.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .startsWith(json.path("sha256").asText() + " ");
  }

  private static List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1) + " " + result.getString(2) + " " + result.getString(3));
      }
    }
    return rows;
  }

  /** Puts a manifest of a program to come in the place of release 3. */
  private void replace(int format, ObjectNode json) throws IOException {
    String current = new String(ManifestFile.write(json), StandardCharsets.UTF_8);
    String other =
        current
            .substring(0, current.length() - 84)
            .replaceFirst("\"format\" : \\d+", "\"format\" : " + format);
    String digest = Sha256.of(other);
    Files.writeString(
        root().resolve("releases/3.json"), other + ",\n  \"sha256\" : \"" + digest + "\"\n}\n");
  }

  private ObjectNode json(long release) throws IOException {
    return ManifestFile.read(
        release, Files.readAllBytes(root().resolve("releases/" + release + ".json")));
  }

  @Test
  void passesOverWhatItDoesNotKnowAndShowsItAgain() throws IOException {
    Releases releases = golden(ManifestFile.FORMAT);
    ObjectNode newer = json(3);
    newer.putObject("zoneRules").put("version", "2031a");
    newer.withObject("/snapshot").putArray("lost").add("a cell");
    ((ObjectNode) newer.at("/snapshot/tables/0")).put("columnsLost", 2);
    ((ObjectNode) newer.at("/datasets/0")).put("layout", 1.10);
    ((ObjectNode) newer.at("/datasets/0/schema/columns/3")).put("unit", "cubits(ell, span)");
    ((ObjectNode) newer.at("/datasets/0/files/0")).put("zone", "z");
    ((ObjectNode) newer.at("/checks/0")).putArray("keys").add("k");
    replace(ManifestFile.FORMAT, newer);

    assertThat(releases.load(3).dataset("raw.orders").orElseThrow().rows()).isEqualTo(3);
    assertThat(releases.load(3).dataset("raw.orders").orElseThrow().schema().unit("amount"))
        .hasToString("cubits(ell, span)");
    releases.rollback(3, LATER);

    JsonNode again = json(4);
    assertThat(again.at("/zoneRules/version").asText()).isEqualTo("2031a");
    assertThat(again.at("/snapshot")).hasToString(newer.at("/snapshot").toString());
    assertThat(again.at("/datasets/0")).hasToString(newer.at("/datasets/0").toString());
    assertThat(again.at("/checks")).hasToString(newer.at("/checks").toString());
  }

  @Test
  void refusesANewerFormatByName() throws IOException {
    Releases releases = golden(ManifestFile.FORMAT);
    ObjectNode newer = json(3);
    newer.put("daybook", "7.1.0");
    newer.put("datasets", "in another file");
    replace(ManifestFile.FORMAT + 1, newer);
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(releases::current)
        .withMessage(
            """
            FORMAT-NEWER Cannot use release 3: releases/3.json has format 4, this Daybook reads \
            formats 1 to 3
              built  by Daybook 7.1.0
              state  nothing was changed
              next   use the Daybook that published it, or a newer one""")
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.FORMAT_NEWER))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.USER));
    assertThat(releases.load(2).run()).isEqualTo("run-2");
  }

  @Test
  void takesListsThatWereNotWrittenAsEmpty() throws IOException {
    Releases releases = golden(ManifestFile.FORMAT);
    ObjectNode older = json(3);
    older.remove(List.of("checks", "base", "rollbackOf"));
    older.withObject("/snapshot").remove("tables");
    ((ObjectNode) older.at("/datasets/0")).remove(List.of("grain", "files"));
    older.put("base", 2);
    replace(ManifestFile.FORMAT, older);
    Manifest read = releases.load(3);
    assertThat(read.checks()).isEmpty();
    assertThat(read.snapshot().tables()).isEmpty();
    assertThat(read.datasets().get(0).grain()).isEmpty();
    assertThat(read.datasets().get(0).files()).isEmpty();
    assertThat(read.rollbackOf()).isEqualTo(OptionalLong.empty());
  }

  @Test
  void saysWhatItCannotUnderstandAndWhere() throws IOException {
    Releases releases = golden(ManifestFile.FORMAT);
    ObjectNode odd = json(3);
    ((ObjectNode) odd.at("/datasets/1/schema/columns/0")).put("type", "polygon");
    replace(ManifestFile.FORMAT, odd);
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(() -> releases.load(3))
        .withMessageContaining("RELEASE-CORRUPT Cannot use release 3: releases/3.json: ")
        .withMessageContaining("datasets[1].schema.columns[0].type: ")
        .withMessageContaining("Invalid type: polygon");
    ((ObjectNode) odd.at("/datasets/1")).remove("layer");
    ((ObjectNode) odd.at("/datasets/1/schema/columns/0")).put("type", "text");
    replace(ManifestFile.FORMAT, odd);
    assertThatExceptionOfType(DaybookException.class)
        .isThrownBy(() -> releases.load(3))
        .withMessageContaining("datasets[1]: ")
        .withMessageContaining("layer is null");
  }
}
