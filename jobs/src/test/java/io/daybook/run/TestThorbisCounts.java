package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.definition.DefinitionFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happened until D ended is counted once each, or nothing is published. */
class TestThorbisCounts {
  @TempDir Path directory;

  /** One mart counts what is dated later, the other loses an attempt of each record. */
  @Tag("slow")
  @Tag("promise")
  @Test
  void holdAReleaseThatLosesOneOrHasOneTooMany() throws SQLException, IOException {
    DefinitionFolder folder =
        DefinitionFolder.copy(directory.resolve("sql"), "thorbis")
            .replace("marts/entity_states.sql", "<= live_tenants.as_of_date", "< date '9999-01-01'")
            .replace("marts/data_flows.sql", "sum(attempts) as", "sum(attempts) - count(*) as");
    try (DemoNight night =
        new DemoNight(
            directory.resolve("night"), ThorbisNight.shared().database, folder.load(), List.of())) {
      assertThatThrownBy(() -> night.run("duckdb"))
          .hasMessageStartingWith("CHECK-BLOCKED")
          .hasMessageContaining("checks.transitions_are_counted")
          .hasMessageContaining("checks.attempts_are_counted");
    }
  }
}
