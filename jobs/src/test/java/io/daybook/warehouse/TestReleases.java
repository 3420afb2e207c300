package io.daybook.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daybook.clock.HandClock;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReleases {
  private TinyWarehouse warehouse;

  @BeforeEach
  void open(@TempDir Path folder) {
    warehouse = new TinyWarehouse(folder.resolve("it's here/tiny"));
  }

  private static DaybookException failure(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    return catchThrowableOfType(DaybookException.class, work);
  }

  @Test
  void readsBackWhatItPublished() {
    assertThat(warehouse.releases.current()).isEmpty();
    Manifest first = warehouse.publish("run-1");
    Manifest second = warehouse.publish("run-2");
    assertThat(warehouse.releases.numbers()).containsExactly(1L, 2L);
    assertThat(warehouse.releases.load(1)).isEqualTo(first);
    assertThat(warehouse.releases.current()).contains(second);
    assertThat(second.base()).isEqualTo(OptionalLong.of(1));
    assertThatCode(() -> warehouse.releases.verify(2)).doesNotThrowAnyException();
  }

  @Test
  void closesEveryFileToWriting() throws IOException {
    Manifest manifest = warehouse.publish("run-1");
    for (DataFile file : Releases.filesOf(manifest)) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(warehouse.root.resolve(file.path()))))
          .isEqualTo("r--r--r--");
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(warehouse.root.resolve("releases/1.json"))))
        .isEqualTo("r--r--r--");
  }

  @Test
  void saysWhichReleasesAreKeptWhenOneIsNot() {
    warehouse.publish("run-1");
    DaybookException failure = failure(() -> warehouse.releases.load(7));
    assertThat(failure.code()).isEqualTo(Code.RELEASE_MISSING);
    assertThat(failure)
        .hasMessage(
            """
            RELEASE-MISSING Cannot find release 7
              kept   [1]
              next   daybook releases lists what is kept""");
  }

  @Test
  void acceptsNoNumberButTheNext() {
    Manifest manifest = warehouse.prepare("run-1", 0);
    Manifest wrong =
        new Manifest(
            5,
            OptionalLong.of(2),
            "tiny",
            "run",
            "test",
            "duckdb",
            manifest.asOf(),
            manifest.publishedAt(),
            OptionalLong.empty(),
            manifest.snapshot(),
            manifest.datasets(),
            List.of(),
            manifest.database());
    assertThatIllegalArgumentException().isThrownBy(() -> warehouse.releases.publish(wrong));
    Manifest ahead =
        TinyWarehouse.manifest(
            "run", 4, manifest.datasets(), manifest.database(), manifest.publishedAt());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> warehouse.releases.publish(ahead))
        .withMessage("Invalid release number: 5, the latest is 0");
  }

  @Test
  void findsEveryFlippedByteAndEveryTruncation() throws IOException {
    Manifest manifest = warehouse.publish("run-1");
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> paths = new ArrayList<>();
    Releases.filesOf(manifest).forEach(file -> paths.add(file.path()));
    paths.add("releases/1.json");
    int damages = 0;
    for (String path : paths) {
      Path file = warehouse.root.resolve(path);
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < 20; i++) {
        byte[] flipped = whole.clone();
        flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
        damages += refuses(path, file, flipped, seed);
      }
      for (int length : new int[] {0, 1, whole.length / 2, whole.length - 1}) {
        damages += refuses(path, file, Arrays.copyOf(whole, length), seed);
      }
      damages += refuses(path, file, Arrays.copyOf(whole, whole.length + 1), seed);
      overwrite(file, whole);
    }
    assertThat(damages).isEqualTo(paths.size() * 25);
    assertThatCode(() -> warehouse.releases.verify(1)).doesNotThrowAnyException();
  }

  private int refuses(String path, Path file, byte[] damaged, long seed) throws IOException {
    overwrite(file, damaged);
    DaybookException failure = failure(() -> warehouse.releases.verify(1));
    assertThat(failure).as("%s, seed %d", path, seed).isNotNull();
    assertThat(failure.code()).isEqualTo(Code.RELEASE_CORRUPT);
    assertThat(failure).hasMessageContaining("Cannot use release 1: " + path + ": it");
    assertThat(failure.getMessage().contains("daybook rollback"))
        .as("a release follows the newest manifest, which must be read for that: %s", path)
        .isEqualTo(!path.equals("releases/1.json"));
    return 1;
  }

  private static void overwrite(Path file, byte[] content) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    Files.write(file, content);
  }

  @Test
  void refusesTheManifestOfAnotherNumber() throws IOException {
    warehouse.publish("run-1");
    Files.copy(
        warehouse.root.resolve("releases/1.json"), warehouse.root.resolve("releases/3.json"));
    assertThat(failure(() -> warehouse.releases.load(3)))
        .hasMessageContaining("releases/3.json: it is the manifest of release 1");
  }

  @Test
  void showsAnOlderReleaseAgainButKeepsWhatWasRecorded() throws Exception {
    Manifest first = warehouse.publish("run-1");
    Manifest second = warehouse.publish("run-2");
    List<byte[]> before = contents(first);

    Manifest third = warehouse.releases.rollback(1, warehouse.clock);

    assertThat(third.release()).isEqualTo(3);
    assertThat(third.base()).hasValue(2);
    assertThat(third.rollbackOf()).hasValue(1);
    assertThat(warehouse.releases.current()).contains(third);
    for (String name : List.of("raw.orders", "facts.orders", "marts.orders")) {
      assertThat(third.dataset(name)).isEqualTo(first.dataset(name));
    }
    assertThat(third.dataset("recorded.orders")).isEqualTo(second.dataset("recorded.orders"));
    assertThat(contents(first)).usingRecursiveComparison().isEqualTo(before);
    assertThatCode(() -> warehouse.releases.verify(3)).doesNotThrowAnyException();
    try (var connection = new AnalystDatabase(warehouse.files).open(3)) {
      assertThat(
              ReadOnlyQuery.run(
                      connection,
                      "select (select max(release) from release), (select sum(amount) from"
                          + " marts.orders), (select sum(amount) from facts.orders), (select"
                          + " sum(amount) from recorded.orders)",
                      9)
                  .rows())
          .hasToString("[[3, 6.00, 6.00, 12.00]]");
    }
  }

  @Test
  void saysWhichReleaseWasBuiltWhenARollbackIsShownAgain() {
    warehouse.publish("run-1");
    warehouse.publish("run-2");
    warehouse.releases.rollback(1, warehouse.clock);
    warehouse.publish("run-4");

    assertThat(warehouse.releases.rollback(3, warehouse.clock).rollbackOf()).hasValue(1);
  }

  private List<byte[]> contents(Manifest manifest) {
    return Releases.filesOf(manifest).stream()
        .map(file -> warehouse.files.read(file.path()))
        .toList();
  }

  @Test
  void leavesNothingWhenARollbackLosesTheRace() throws IOException {
    warehouse.publish("run-1");
    warehouse.publish("run-2");
    List<String> before = warehouse.tree();
    HandClock overtaken =
        new HandClock(warehouse.clock.instant()) {
          private boolean asked;

          @Override
          public java.time.Instant instant() {
            if (!asked) {
              asked = true;
              warehouse.publish("run-3");
            }
            return super.instant();
          }
        };
    assertThat(failure(() -> warehouse.releases.rollback(1, overtaken)).code())
        .isEqualTo(Code.PUBLISH_CONFLICT);
    assertThat(
            warehouse.tree().stream()
                .filter(path -> !before.contains(path) && !path.contains("run-3")))
        .containsExactly("releases/3.json", "releases/3/", "releases/3/marts.duckdb");
  }

  @Test
  void cannotRollBackBeforeTheFirstRelease() {
    assertThat(failure(() -> warehouse.releases.rollback(1, warehouse.clock)))
        .hasMessage("RELEASE-MISSING Cannot roll back: no release yet\n  next   daybook run");
  }

  @Test
  void repairsWhatIsMissingAndTouchesNothingElse() throws IOException {
    warehouse.publish("run-1");
    warehouse.publish("run-2");
    List<String> whole = warehouse.tree();
    Files.delete(warehouse.root.resolve("releases/1/marts.duckdb"));
    Files.delete(warehouse.root.resolve("marts.duckdb"));
    warehouse.releases.repair();
    assertThat(warehouse.tree()).isEqualTo(whole);

    Path people = warehouse.root.resolve("marts.duckdb");
    Files.delete(people);
    Files.createSymbolicLink(people, Path.of("releases/1/marts.duckdb"));
    warehouse.releases.repair();
    warehouse.releases.repair();
    assertThat(Files.readSymbolicLink(people)).hasToString("releases/2/marts.duckdb");
    assertThat(warehouse.tree()).isEqualTo(whole);
  }

  @Test
  void makesTheLinksThatAKilledPublisherCouldNotMake() throws IOException {
    warehouse.publish("run-1");
    Manifest second = warehouse.publish("run-2");
    List<String> whole = warehouse.tree();
    warehouse.files.deleteFolder("releases/2"); // as if killed right after the manifest
    Path people = warehouse.root.resolve("marts.duckdb");
    Files.delete(people);
    Files.createSymbolicLink(people, Path.of("releases/1/marts.duckdb"));

    assertThat(warehouse.releases.current()).contains(second);
    warehouse.releases.repair();
    assertThat(warehouse.tree()).isEqualTo(whole);
    assertThat(Files.isSameFile(people, warehouse.root.resolve(second.database().path()))).isTrue();
  }
}
