package io.daybook.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.warehouse.FileStore;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestDuckMemory {
  @TempDir Path directory;

  /** One text cannot be spilled in parts, and here it would take 290 MB. */
  @Test
  void saysWhatToRaiseWhereMemoryIsTooSmall() {
    EngineSettings small =
        new EngineSettings(1, "60MB", directory.resolve("tmp"), "local", Map.of());
    FileStore files = FileStore.open(directory.resolve("warehouse").toString());
    try (Engine engine = Engines.open("duckdb", small, files)) {
      assertThatThrownBy(
              () ->
                  engine.rows(
                      "select length(string_agg(repeat('x', 28), ',')) as n from range(10000000)"))
          .hasMessageStartingWith("RES-MEMORY Cannot query with duckdb: ")
          .hasMessageContaining("raise duckdb.memory in daybook.yml, then resume the run");
    }
  }
}
