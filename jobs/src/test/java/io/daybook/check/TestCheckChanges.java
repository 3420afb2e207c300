package io.daybook.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.daybook.digest.Sha256;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.DataFile;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.ManifestJson;
import io.daybook.warehouse.Releases;
import io.daybook.warehouse.SourceSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a check finds is new for a day, however many releases the day has. */
class TestCheckChanges {
  private static final Instant MONDAY = Instant.parse("2026-11-16T02:00:00Z");
  private static final String CHECK = "relations.orders.customer_id.orphaned";

  @TempDir Path folder;

  private Releases releases;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(folder.resolve("releases"));
    releases = new Releases(FileStore.open(folder.toString()));
  }

  private Path file(long release) {
    return folder.resolve("releases/" + release + ".json");
  }

  /** A release of so many hours and minutes after Monday at two, whose check found so much. */
  private void release(long number, String after, long findings) throws IOException {
    Instant asOf = MONDAY.plus(Duration.parse("PT" + after));
    Manifest manifest =
        new Manifest(
            number,
            number == 1 ? OptionalLong.empty() : OptionalLong.of(number - 1),
            "shop",
            "run-" + number,
            "test",
            "duckdb",
            asOf,
            asOf,
            OptionalLong.empty(),
            new SourceSnapshot("snapshot", asOf, 7, "0/1", "system", 1, 5, 180000, List.of()),
            List.of(),
            List.of(new CheckOutcome(CHECK, false, findings)),
            new DataFile("data/marts.duckdb", 0, 1, Sha256.of("")));
    ObjectNode json = ManifestJson.tree(manifest);
    json.put("format", 1);
    String text = ManifestJson.text(json);
    Files.writeString(file(number), "// sha256 " + Sha256.of(text) + "\n" + text);
  }

  /** What is told of a release. */
  private List<String> news(long release) {
    Manifest manifest = releases.load(release);
    List<CheckOutcome> before =
        CheckChanges.comparedWith(releases, release, manifest.asOf())
            .map(Manifest::checks)
            .orElse(List.of());
    return CheckChanges.between("shop", release, manifest.checks(), before)
        .news(List.of(), LocalDate.EPOCH)
        .told()
        .stream()
        .map(each -> each.text().substring(CHECK.length() + 1))
        .toList();
  }

  @Test
  void whatIsNewStaysNewInTheNextReleasesOfTheDay() throws IOException {
    release(1, "0h", 0);
    release(2, "24h", 3);
    release(3, "25h", 3);
    release(4, "30h", 2);
    assertThat(news(2)).containsExactly("3 (0 before)");
    assertThat(news(3)).containsExactly("3 (0 before)");
    assertThat(news(4)).as("a part of it was mended").containsExactly("2 (0 before)");
  }

  @Test
  void aDayLaterItIsKnownAlsoWhereTheClocksChanged() throws IOException {
    release(1, "0h", 0);
    release(2, "24h", 3);
    release(3, "46h50m", 3);
    release(4, "47h", 4);
    assertThat(news(3)).isEmpty();
    assertThat(news(4)).containsExactly("4 (3 before)");
  }

  @Test
  void ofTheFirstDayEverythingIsNew() throws IOException {
    release(1, "0h", 3);
    release(2, "1h", 3);
    assertThat(news(1)).containsExactly("3");
    assertThat(news(2)).containsExactly("3");
  }

  @Test
  void whereADayIsNotKeptTheOldestReleaseIsWhatWasBefore() throws IOException {
    release(7, "0h", 3);
    release(8, "1h", 3);
    release(9, "2h", 4);
    assertThat(news(8)).isEmpty();
    assertThat(news(9)).containsExactly("4 (3 before)");
  }

  @Test
  void anOlderContentIsShownAgainWithWhatWasNewInIt() throws IOException {
    release(1, "0h", 3);
    release(2, "24h", 3);
    release(3, "48h", 0);
    release(4, "24h", 3);
    assertThat(news(4)).as("nothing, as of release 2").isEmpty();
  }

  @Test
  void aManifestThatCannotBeReadIsPassedOver() throws IOException {
    release(1, "0h", 3);
    release(2, "24h", 0);
    release(3, "48h", 3);
    Files.writeString(file(2), "broken");
    assertThat(news(3)).isEmpty();
  }
}
