package io.daybook.bench;

import static io.daybook.AtLeastOne.atLeastOne;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.daybook.demo.DemoSize;
import io.daybook.engine.EngineSettings;
import io.daybook.fault.DaybookException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bench prints; never how long anything took. */
class TestBench {

  @TempDir Path directory;
  private final List<String> progress = new ArrayList<>();

  @Test
  void printsOneObjectWithBothSides() {
    JsonNode json = json("extract");

    assertThat(json.get("bench").asText()).isEqualTo("extract");
    assertThat(json.get("reconciling_share").asDouble()).isGreaterThan(0).isLessThan(1);
    assertThat(json.get("size").asText()).isEqualTo("XS");
    assertThat(json.get("bar").asDouble()).isEqualTo(1.8);
    assertThat(json.get("rule").asText()).isEqualTo("at most");
    assertThat(json.get("holds").asBoolean()).isEqualTo(json.get("ratio").asDouble() <= 1.8);
    assertThat(json.get("cores").asInt()).isPositive();
    assertThat(json.get("versions").fieldNames())
        .toIterable()
        .containsExactly("daybook", "java", "postgresql", "duckdb", "spark");
    JsonNode sides = json.get("sides");
    assertThat(sides).hasSize(2);
    for (JsonNode side : sides) {
      assertThat(side.get("seconds")).as("the warm-up does not count").hasSize(2);
      assertThat(side.get("rows").asLong()).isEqualTo(sides.get(0).get("rows").asLong());
      assertThat(side.get("bytes").asLong()).isPositive();
      assertThat(side.has("peak_memory")).isTrue();
    }
    assertThat(progress).filteredOn(line -> line.startsWith("round")).hasSize(4);
    assertThat(progress)
        .as("in turn")
        .containsSubsequence("inventing 600 orders")
        .anyMatch(line -> line.startsWith("warm-up raw COPY"));
  }

  @Tag("slow")
  @Test
  void buildsTheSameRowsAsTheMaterializedViews() {
    JsonNode sides = json("facts-marts-duckdb").get("sides");
    assertThat(sides.get(0).get("rows").asLong())
        .isPositive()
        .isEqualTo(sides.get(1).get("rows").asLong());
  }

  @Tag("slow")
  @Test
  void countsEveryCheckOfANight() {
    JsonNode json = json("checks");
    assertThat(json.get("sides").get(0).get("rows").asLong())
        .isGreaterThan(json.get("checks").asLong());
  }

  @Test
  @Tag("slow")
  void runsWhateverItLists() {
    for (String name : atLeastOne(Benches.all().keySet())) {
      if (!name.equals("growth")) { // a fifth of tiny is too small for a source
        assertThat(json(name).get("bench").asText()).isEqualTo(name);
      }
    }
  }

  @Test
  @Tag("slow")
  void lendsItsSourceAndLeavesWhatStockSparkWrote() throws Exception {
    Path server;
    try (LentSource lent = Benches.lend(setup())) {
      server = lent.server();
      assertThat(lent.url()).startsWith("jdbc:postgresql://127.0.0.1:").endsWith("/renoz");
      assertThat(server.resolve("data/postmaster.pid")).exists();
      assertThat(server.resolve("password")).isNotEmptyFile();
      Path into = directory.resolve("stock");
      Measured night = Benches.stockSpark(setup(), into, BenchSource.asOf());
      assertThat(night.rows()).isPositive();
      assertThat(into.resolve("raw.orders")).isNotEmptyDirectory();
      assertThat(into.resolve("marts.mv_daily_metrics")).isNotEmptyDirectory();
      assertThat(server.resolve("data/postmaster.pid")).as("others still read it").exists();
    }
    assertThat(server.resolve("data/postmaster.pid")).doesNotExist();
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> Benches.run("extrakt", setup()))
        .isInstanceOf(DaybookException.class)
        .hasMessageContaining("Cannot find the bench extrakt, did you mean extract?");
  }

  @Test
  void knowsTheMedian() {
    assertThat(Measured.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Measured.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
    assertThat(Bar.atMost(2.5, "x").holds(2.5)).isTrue();
    assertThat(Bar.atLeast(2, "x").holds(1.99)).isFalse();
  }

  private JsonNode json(String bench) {
    Map<String, Object> json = Benches.run(bench, setup()).json();
    return new ObjectMapper().valueToTree(json);
  }

  private BenchSetup setup() {
    return new BenchSetup(
        Path.of(System.getProperty("daybook.home"), "sql"),
        directory,
        DemoSize.XS,
        2,
        "duckdb",
        EngineSettings.defaults(directory.resolve("temporary")),
        Clock.systemUTC(),
        "tested",
        progress::add);
  }
}
