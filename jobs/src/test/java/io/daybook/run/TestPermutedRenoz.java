package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.definition.Renoz;
import io.daybook.engine.Engine;
import io.daybook.engine.EngineSettings;
import io.daybook.engine.Engines;
import io.daybook.fact.FactModel;
import io.daybook.fact.FactWarehouse;
import io.daybook.mart.MartModel;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's raw rows in another order and in other files make the same facts and marts. */
class TestPermutedRenoz {
  private static final long SEED = 73;

  @TempDir Path directory;

  @Test
  void neitherOrderNorFilesMatter() {
    compare("duckdb", 3);
  }

  @Test
  @Tag("slow")
  void neitherOrderNorManyFilesMatterToEitherEngine() {
    compare("duckdb", 16);
    compare("spark", 16);
  }

  private void compare(String name, int files) {
    NightFixture night = SharedNight.fixture();
    Manifest release = SharedNight.release();
    List<FactModel> facts = Renoz.DEFINITION.facts();
    List<MartModel> marts = Renoz.DEFINITION.marts();
    Set<String> read = new LinkedHashSet<>();
    facts.forEach(fact -> read.addAll(fact.reads()));
    Path place = directory.resolve(name + files);
    EngineSettings settings = EngineSettings.defaults(place.resolve("reader"));
    try (Engine reader = Engines.open("duckdb", settings, night.files());
        FactWarehouse warehouse = new FactWarehouse(name, place)) {
      release.datasets().forEach(reader::register);
      Random random = new Random(SEED);
      for (Dataset raw : release.datasets()) {
        if (raw.layer() == Dataset.Layer.RAW && read.contains(raw.name())) {
          List<List<Object>> rows =
              new ArrayList<>(reader.rows("select * from " + raw.quotedName()));
          Collections.shuffle(rows, random);
          warehouse.put(raw.layer(), raw.table(), raw.schema(), rows, files);
        }
      }
      warehouse.build(facts);
      warehouse.build(marts, release.release(), release.asOf());
      List<String> built = new ArrayList<>();
      facts.forEach(fact -> built.add(fact.dataset()));
      marts.forEach(mart -> built.add(mart.dataset()));
      assertThat(built).hasSizeGreaterThan(40);
      for (String dataset : built) {
        String query = "select * from " + dataset;
        assertThat(sorted(warehouse.rows(query)))
            .as(name + " " + dataset)
            .isEqualTo(sorted(reader.rows(query)));
      }
    }
  }

  private static List<List<Object>> sorted(List<List<Object>> rows) {
    return rows.stream().sorted(Comparator.comparing(List::toString)).toList();
  }
}
