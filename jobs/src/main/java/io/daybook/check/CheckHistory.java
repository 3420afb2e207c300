package io.daybook.check;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Manifest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What checks found, as a release has it on record: of itself and of those before. */
public final class CheckHistory {
  private static final String COLUMNS =
      """
      select
          release,
          as_of,
          check_name,
          kind,
          subject,
          meaning,
          is_blocking,
          findings,
          findings_before,
          sample_keys
      from recorded.checks
      """;

  private final FileStore files;
  private final Manifest manifest;

  /**
   * What one check found in one release.
   *
   * @param before what it found a day before, see {@link CheckChanges}; empty where it was not
   *     asked then
   * @param sample keys of the first rows
   */
  public record Entry(
      long release,
      Instant asOf,
      String check,
      String kind,
      String subject,
      String meaning,
      boolean blocking,
      long findings,
      OptionalLong before,
      List<String> sample) {
    public Entry {
      sample = List.copyOf(sample);
    }

    /** Beside what it found a day before. */
    public CheckChange change() {
      return new CheckChange(check, findings, before);
    }
  }

  /**
   * The record of a release.
   *
   * @param files the source's folder of the warehouse
   * @throws DaybookException RELEASE_MISSING when it is of a version that kept no such record
   */
  public CheckHistory(FileStore files, Manifest manifest) {
    this.files = requireNonNull(files, "files is null");
    this.manifest = requireNonNull(manifest, "manifest is null");
    if (manifest.dataset("recorded." + RecordedChecks.TABLE).isEmpty()) {
      throw DaybookException.of(
              Code.RELEASE_MISSING,
              "Cannot say what checks found in release %d of %s: it was made by Daybook %s, which kept no record of it"
                  .formatted(manifest.release(), manifest.source(), manifest.daybook()))
          .state("nothing was changed")
          .next("daybook run " + manifest.source() + " makes a release that has one")
          .build();
    }
  }

  /** All checks of the release, in their order of running; a release shown again has its own. */
  public List<Entry> ofRelease() throws SQLException {
    return entries("where release = ?", manifest.rollbackOf().orElse(manifest.release()));
  }

  /** One check in all releases, the newest first. */
  public List<Entry> of(String check) throws SQLException {
    return entries("where check_name = ? order by release desc", check);
  }

  private List<Entry> entries(String where, Object value) throws SQLException {
    try (Connection connection = new AnalystDatabase(files).open(manifest.release());
        PreparedStatement statement = connection.prepareStatement(COLUMNS + where)) {
      statement.setObject(1, value);
      List<Entry> entries = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          entries.add(entry(rows));
        }
      }
      return entries;
    }
  }

  private static Entry entry(ResultSet row) throws SQLException {
    long before = row.getLong(9);
    OptionalLong known = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(before);
    String sample = row.getString(10);
    return new Entry(
        row.getLong(1),
        row.getObject(2, OffsetDateTime.class).toInstant(),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getBoolean(7),
        row.getLong(8),
        known,
        sample == null ? List.of() : List.of(sample.split("\n", -1)));
  }
}
