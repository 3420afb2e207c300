package io.daybook.audience;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of the queries {@code <source>/reports/*.sql} over a release: who asks for what. */
public final class ReleaseRows {
  private final Connection release;
  private final Path directory;

  /**
   * Reads nothing yet.
   *
   * @param release a connection over a whole release; what it gives is for Daybook alone
   * @param directory the folder {@code sql/<source>/reports}
   */
  public ReleaseRows(Connection release, Path directory) {
    this.release = release;
    this.directory = directory;
  }

  /** Columns by name as texts, a NULL left out; no rows where the source has no such file. */
  public List<Map<String, String>> rows(String query) {
    Path file = directory.resolve(query + ".sql");
    List<Map<String, String>> rows = new ArrayList<>();
    try (Statement statement = release.createStatement();
        ResultSet result = statement.executeQuery(Files.readString(file))) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        Map<String, String> row = new HashMap<>();
        for (int i = 1; i <= columns; i++) {
          Object value = result.getObject(i);
          if (value != null) {
            row.put(result.getMetaData().getColumnLabel(i), value.toString());
          }
        }
        rows.add(row);
      }
      return rows;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (SQLException | IOException e) {
      throw DaybookException.of(
              Code.DEF_INVALID, "Cannot read the rows of " + file + ": " + e.getMessage())
          .state("nothing was delivered")
          .next("mend the file, or make a release that has what it reads")
          .cause(e)
          .build();
    }
  }
}
