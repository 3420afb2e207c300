package io.daybook.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestPublishFaults {
  private FaultyVolume volume;
  private TinyWarehouse warehouse;

  @BeforeEach
  void publishTheFirst(@TempDir Path folder) {
    Path root = folder.resolve("tiny");
    volume = new FaultyVolume(root);
    warehouse = new TinyWarehouse(root, new FileStore(root.toString(), volume));
    warehouse.publish("run-1");
  }

  @Test
  void endsAsSuccessOrCleanFailureWhicheverCallFails() throws IOException {
    warehouse.reuseDatabase(warehouse.releases.load(1));
    int failures = 0;
    for (int nth = 1; ; nth++) {
      long before = warehouse.releases.current().orElseThrow().release();
      volume.failAt(nth);
      DaybookException failure =
          catchThrowableOfType(DaybookException.class, () -> warehouse.publish("run"));
      int calls = volume.calls().size();
      volume.heal();

      long after = warehouse.releases.current().orElseThrow().release();
      if (failure == null) {
        assertThat(after).isEqualTo(before + 1);
      } else {
        assertThat(failure.code()).as(failure.getMessage()).isIn(Code.RES_IO, Code.PUBLISH_UNKNOWN);
        assertThat(failure).hasMessageContainingAll("Input/output error", "\n  state", "\n  next");
        if (failure.code() == Code.RES_IO) {
          assertThat(after).as("call %d: %s", nth, failure.getMessage()).isEqualTo(before);
        }
        failures++;
      }
      assertThatCode(() -> warehouse.releases.verify(after)).doesNotThrowAnyException();

      if (after == before) {
        warehouse.files.deleteFolder("data/run"); // as a rerun does
        warehouse.publish("run");
        assertThatCode(() -> warehouse.releases.verify(before + 1)).doesNotThrowAnyException();
      }
      forget(before + 1);
      if (calls < nth) {
        break;
      }
    }
    assertThat(failures).isGreaterThan(40);
    noLeftovers();
  }

  /** Back to the state before, so that all rounds begin alike. */
  private void forget(long release) throws IOException {
    Files.delete(warehouse.root.resolve("releases/" + release + ".json"));
    warehouse.files.deleteFolder("releases/" + release);
    warehouse.files.deleteFolder("data/run");
    warehouse.releases.repair();
  }

  private void noLeftovers() throws IOException {
    warehouse.clock.move(Duration.ofDays(2));
    warehouse.collector().collect(Collector.Needs.newest(1), false);
    assertThat(warehouse.tree())
        .containsExactly(
            "data/",
            "data/run-1/",
            "data/run-1/facts/",
            "data/run-1/facts/orders/",
            "data/run-1/facts/orders/part-0.parquet",
            "data/run-1/marts.duckdb",
            "data/run-1/marts/",
            "data/run-1/marts/orders/",
            "data/run-1/marts/orders/part-0.parquet",
            "data/run-1/raw/",
            "data/run-1/raw/orders/",
            "data/run-1/raw/orders/part-0.parquet",
            "data/run-1/recorded/",
            "data/run-1/recorded/orders/",
            "data/run-1/recorded/orders/part-0.parquet",
            "marts.duckdb",
            "releases/",
            "releases/1.json",
            "releases/1/",
            "releases/1/marts.duckdb");
  }

  @Test
  void saysThatTheDiskIsFullAndWorksAgainOnceThereIsRoom() throws IOException {
    for (long room : new long[] {0, 100, 1_000, 3_000, 6_000}) {
      volume.room(room);
      DaybookException failure =
          catchThrowableOfType(DaybookException.class, () -> warehouse.publish("run"));
      assertThat(failure.code()).as(failure.getMessage()).isEqualTo(Code.RES_DISK);
      assertThat(failure)
          .hasMessageContainingAll(
              warehouse.root.toString(), "No space left", "\n  free   0 bytes");
      volume.heal();
      assertThat(warehouse.releases.numbers()).containsExactly(1L);
      assertThatCode(() -> warehouse.releases.verify(1)).doesNotThrowAnyException();
      warehouse.files.deleteFolder("data/run");
    }
    assertThat(warehouse.publish("run").release()).isEqualTo(2);
    forget(2);
    noLeftovers();
  }

  @Test
  void removesAFileThatDidNotFit() throws IOException {
    volume.room(10);
    NewFile file = warehouse.files.create("data/run/raw/big.parquet");
    file.create(0).write(new byte[100]);
    assertThat(catchThrowableOfType(DaybookException.class, () -> file.seal(1)).code())
        .isEqualTo(Code.RES_DISK);
    file.discard();
    assertThat(warehouse.files.exists("data/run/raw/big.parquet")).isFalse();
  }

  @Test
  void makesEverythingDurableBeforeAnybodyIsToldOfIt() {
    volume.failAt(0);
    Manifest manifest = warehouse.publish("run");
    List<String> calls = volume.calls();
    int manifestSealed = first(calls, "seal releases/2.json");
    int linked = first(calls, "link releases/2.json");
    for (DataFile file : Releases.filesOf(manifest)) {
      int sealed = first(calls, "seal " + file.path());
      int folder = last(calls.subList(0, linked), "sync " + FileStore.parent(file.path()));
      assertThat(sealed).isNotNegative().isLessThan(folder);
      assertThat(folder).isLessThan(manifestSealed);
    }
    assertThat(manifestSealed).isLessThan(linked);
    assertThat(calls.get(linked + 1)).isEqualTo("sync releases");
    assertThat(Files.isWritable(warehouse.root.resolve("releases/2.json")) && !isRoot()).isFalse();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int first(List<String> calls, String prefix) {
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).startsWith(prefix)) {
        return i;
      }
    }
    return -1;
  }

  private static int last(List<String> calls, String call) {
    return calls.lastIndexOf(call);
  }

  @Test
  void knowsItsOwnManifestWhenTheAnswerToTheLinkWasLost() {
    volume.failOn("link", true);
    assertThat(warehouse.publish("run").release()).isEqualTo(2);
    volume.heal();
    assertThat(warehouse.releases.current().orElseThrow().run()).isEqualTo("run");
  }

  @Test
  void saysThatItDoesNotKnowWhenItCannotLook() {
    Manifest manifest = warehouse.prepare("run", 1);
    volume.vanishAfter("link");
    DaybookException failure =
        catchThrowableOfType(DaybookException.class, () -> warehouse.releases.publish(manifest));
    assertThat(failure.code()).isEqualTo(Code.PUBLISH_UNKNOWN);
    assertThat(failure)
        .hasMessageStartingWith(
            "PUBLISH-UNKNOWN Cannot tell whether releases/2.json was created: java.io.IOException:"
                + " The answer was lost");
    volume.heal();
    assertThat(warehouse.releases.current().orElseThrow()).isEqualTo(manifest);
    assertThat(
            catchThrowableOfType(DaybookException.class, () -> warehouse.releases.publish(manifest))
                .code())
        .isEqualTo(Code.PUBLISH_CONFLICT);
  }

  @Test
  void staysPublishedWhenItsNamesCannotBeMade() throws Exception {
    Files.createFile(warehouse.root.resolve("releases/2")); // where a folder should be
    Manifest manifest = warehouse.publish("run");
    assertThat(warehouse.releases.current()).contains(manifest);
    try (var connection = new AnalystDatabase(warehouse.files).open(2)) {
      assertThat(ReadOnlyQuery.run(connection, "select sum(amount) from marts.orders", 9).rows())
          .hasToString("[[12.00]]");
    }
    Files.delete(warehouse.root.resolve("releases/2"));
    warehouse.releases.repair();
    assertThat(warehouse.root.resolve("marts.duckdb").toRealPath())
        .isEqualTo(warehouse.root.toRealPath().resolve("releases/2/marts.duckdb"));
  }

  @Test
  void refusesAReleaseWhoseFilesAreNotAllThere() throws IOException {
    Manifest manifest = warehouse.prepare("run", 1);
    String path = manifest.datasets().get(0).files().get(0).path();
    Files.delete(warehouse.root.resolve(path));
    DaybookException failure =
        catchThrowableOfType(DaybookException.class, () -> warehouse.releases.publish(manifest));
    assertThat(failure.code()).isEqualTo(Code.RELEASE_CORRUPT);
    assertThat(failure).hasMessageContainingAll(path, "it is missing");
    assertThat(warehouse.releases.numbers()).containsExactly(1L);
  }
}
