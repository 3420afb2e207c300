package io.daybook.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several releases a day, as sources with tenants in many zones make them. */
class TestRetention {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final int KEEP = 6;

  @TempDir Path folder;

  /** Eight releases, six hours apart: the second leaves the newest six when the eighth comes. */
  @Test
  void keepsAReleaseForADayAfterItLeftTheNewest() throws IOException {
    FileStore files = FileStore.open(folder.resolve("tiny").toString());
    for (int number = 1; number <= 8; number++) {
      publish(files, number);
    }
    Instant last = publishedAt(8);
    assertThat(gone(files, last)).isEmpty();
    assertThat(gone(files, last.plus(Duration.ofHours(18)))).isEmpty();
    assertThat(gone(files, last.plus(Duration.ofHours(18)).plusSeconds(1))).containsExactly(1L);
    assertThat(gone(files, last.plus(Collector.GRACE))).containsExactly(1L);
    assertThat(gone(files, last.plus(Collector.GRACE).plusSeconds(1))).containsExactly(1L, 2L);
    assertThat(gone(files, last.plus(Duration.ofDays(365)))).containsExactly(1L, 2L);
  }

  private static Instant publishedAt(int number) {
    return START.plus(Duration.ofHours(6L * number));
  }

  private static List<Long> gone(FileStore files, Instant now) {
    return new Collector(files, Clock.fixed(now, ZoneOffset.UTC))
        .collect(Collector.Needs.newest(KEEP), true)
        .releases();
  }

  private static void publish(FileStore files, int number) throws IOException {
    NewFile database = files.create("data/run-" + number + "/marts.duckdb");
    database.create(0).write(number);
    Instant at = publishedAt(number);
    new Releases(files)
        .publish(
            new Manifest(
                number,
                number == 1 ? OptionalLong.empty() : OptionalLong.of(number - 1),
                "tiny",
                "run-" + number,
                "test",
                "duckdb",
                at,
                at,
                OptionalLong.empty(),
                new SourceSnapshot("snapshot", at, 7, "0/1", "system", 1, 5, 180000, List.of()),
                List.of(),
                List.of(),
                database.seal(0)));
  }
}
