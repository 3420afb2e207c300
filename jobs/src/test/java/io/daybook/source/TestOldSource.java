package io.daybook.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daybook.postgres.OldPostgres;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs where the profile {@code postgres-13} has fetched the binaries. */
class TestOldSource {
  @TempDir Path directory;

  @Test
  void refusesPostgresThirteenByName() throws IOException {
    Path jar = Path.of(System.getProperty("daybook.home"), "jobs", "target", "postgres-13.jar");
    assumeThat(jar).exists();
    try (OldPostgres server = OldPostgres.start(jar, directory)) {
      SourceSettings settings = SourceSettings.of(server.url(), server.user(), "any");
      assertThatThrownBy(() -> settings.connect("test").close())
          .hasMessageStartingWith("SRC-VERSION Cannot read source 127.0.0.1:")
          .hasMessageContaining("the server is PostgreSQL 13.23, supported are 14 to 18");
    }
  }
}
