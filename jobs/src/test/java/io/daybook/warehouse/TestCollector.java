package io.daybook.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.warehouse.Collector.Collected;
import io.daybook.warehouse.Collector.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCollector {
  private TinyWarehouse warehouse;

  @BeforeEach
  void publishFive(@TempDir Path folder) {
    warehouse = new TinyWarehouse(folder.resolve("tiny"));
    warehouse.reuseDatabase(warehouse.publish("run-1"));
    for (int i = 2; i <= 5; i++) {
      warehouse.clock.move(Duration.ofDays(2));
      warehouse.publish("run-" + i);
    }
  }

  private Collected collect(int keep, Set<Long> pinned, Set<String> live) {
    return warehouse.collector().collect(new Needs(keep, pinned, live, Set.of()), false);
  }

  private void verifyKept(Long... numbers) {
    assertThat(warehouse.releases.numbers()).containsExactly(numbers);
    for (long number : numbers) {
      assertThatCode(() -> warehouse.releases.verify(number)).doesNotThrowAnyException();
      assertThat(warehouse.files.exists(Releases.databasePath(number))).isTrue();
    }
  }

  @Test
  void keepsTheNewestAndThePinned() {
    warehouse.clock.move(Duration.ofDays(2));
    long bytesOnDisk = 0;
    for (long number : new long[] {1, 3}) {
      bytesOnDisk += warehouse.files.length("releases/" + number + ".json");
      for (DataFile file : Releases.filesOf(warehouse.releases.load(number))) {
        bytesOnDisk += file.bytes();
      }
    }
    Collected collected = collect(2, Set.of(2L), Set.of());
    assertThat(collected.releases()).containsExactly(1L, 3L);
    assertThat(collected.files()).hasSize(14).contains("data/run-1/raw/orders/part-0.parquet");
    assertThat(collected.bytes()).isEqualTo(bytesOnDisk);
    verifyKept(2L, 4L, 5L);
  }

  @Test
  void keepsWhatWasCurrentWithinTheLastDay() {
    collect(1, Set.of(), Set.of());
    verifyKept(4L, 5L); // 4 was current until now
    warehouse.clock.move(Collector.GRACE);
    assertThat(collect(1, Set.of(), Set.of()).releases()).isEmpty();
    warehouse.clock.move(Duration.ofSeconds(1));
    assertThat(collect(1, Set.of(), Set.of()).releases()).containsExactly(4L);
    verifyKept(5L);
  }

  @Test
  void takesWhatDeadRunsLeftAndNotWhatLiveOnesMake() throws IOException {
    for (String path :
        List.of(
            "data/dead/raw/orders/part-0.parquet",
            "data/live/raw/orders/part-0.parquet",
            "data/live-2/raw/orders/part-0.parquet",
            "releases/6.json.1234.aside")) {
      Files.createDirectories(warehouse.root.resolve(path).getParent());
      Files.writeString(warehouse.root.resolve(path), "half");
    }
    Files.createDirectories(warehouse.root.resolve("data/empty/raw/orders"));
    warehouse.clock.move(Duration.ofDays(2));
    Collected collected = collect(9, Set.of(), Set.of("live"));
    assertThat(collected.releases()).isEmpty();
    assertThat(collected.files())
        .containsExactly(
            "data/dead/raw/orders/part-0.parquet",
            "data/live-2/raw/orders/part-0.parquet",
            "releases/6.json.1234.aside");
    assertThat(collected.bytes()).isEqualTo(12);
    assertThat(warehouse.tree())
        .contains("data/live/raw/orders/part-0.parquet")
        .doesNotContain("data/dead/", "data/live-2/", "data/empty/");
    verifyKept(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void changesNothingWhenAskedWhatItWouldDo() throws IOException {
    warehouse.clock.move(Duration.ofDays(2));
    List<String> before = warehouse.tree();
    Collected would = warehouse.collector().collect(Needs.newest(1), true);
    assertThat(warehouse.tree()).isEqualTo(before);
    assertThat(collect(1, Set.of(), Set.of())).isEqualTo(would);
    assertThat(warehouse.tree())
        .isNotEmpty()
        .allMatch(path -> !path.startsWith("data/run-") || path.startsWith("data/run-5/"))
        .contains("releases/5.json", "releases/5/marts.duckdb", "marts.duckdb")
        .doesNotContain("releases/1/", "releases/1.json");
  }

  @Test
  void keepsFilesThatALaterReleaseSharesWithAnOldOne() {
    Manifest back = warehouse.releases.rollback(1, warehouse.clock);
    warehouse.clock.move(Duration.ofDays(2));
    assertThat(collect(1, Set.of(), Set.of()).releases()).containsExactly(1L, 2L, 3L, 4L, 5L);
    verifyKept(back.release());
  }

  @Test
  void removesNothingWhenAReleaseCannotBeUnderstood() throws IOException {
    warehouse.clock.move(Duration.ofDays(2));
    Path manifest = warehouse.root.resolve("releases/2.json");
    Files.delete(manifest);
    Files.writeString(manifest, "{}");
    List<String> before = warehouse.tree();
    DaybookException failure =
        catchThrowableOfType(DaybookException.class, () -> collect(1, Set.of(), Set.of()));
    assertThat(failure.code()).isEqualTo(Code.RELEASE_CORRUPT);
    assertThat(warehouse.tree()).isEqualTo(before);
  }

  @Test
  void keepsAtLeastOneRelease() {
    assertThatIllegalArgumentException().isThrownBy(() -> collect(0, Set.of(), Set.of()));
  }
}
