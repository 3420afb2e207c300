package io.daybook.extract;

import io.daybook.postgres.TestPostgres;
import io.daybook.source.SourceSettings;
import java.nio.file.Path;
import java.time.Duration;

/** Extracts a database with four threads in a JVM of its own, and says what came. */
final class SmallHeap {
  private SmallHeap() {}

  /** Arguments: url, user, password, folder, then queries about {@code raw}, one value each. */
  public static void main(String[] arguments) throws Exception {
    TestPostgres database = new TestPostgres(arguments[0], arguments[1], arguments[2]);
    try (ExtractedSource source = ExtractedSource.of(database, Path.of(arguments[3]))) {
      SourceSettings settings =
          new SourceSettings(
              database.url(),
              database.user(),
              database.password(),
              5,
              Duration.ofSeconds(5),
              Duration.ofMillis(200),
              Duration.ofSeconds(5),
              Duration.ofSeconds(60));
      Extracted extracted =
          source.extract(settings, ExtractedSource.LIMITS, new ExtractionListener() {});
      extracted.quarantine().forEach(row -> System.out.println("quarantined " + row));
      System.out.println("extracted " + extracted.snapshot().tables().size());
      for (int i = 4; i < arguments.length; i++) {
        System.out.println("answer " + source.rows(extracted, arguments[i]).get(0).get(0));
      }
    }
  }
}
