package io.daybook.demo;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A demo source that was filled by the scripts of its folder.
 *
 * @param planted what is wrong on purpose, by name and tenant
 */
public record DemoBooks(List<Plant> planted) {
  /**
   * So many rows that are wrong in one way.
   *
   * @param name {@code <table>.<column>.<how>}
   * @param tenant whose rows; empty for rows of no tenant
   */
  public record Plant(String name, Optional<UUID> tenant, long count) {}

  private static final String PLANTED =
      "select name, tenant, count from demo.planted order by name, tenant";

  public DemoBooks {
    planted = List.copyOf(planted);
  }

  /**
   * Makes the tables of a folder in an empty database and fills them, in one transaction. The same
   * size, seed and day make the same rows.
   *
   * @param admin connection of the database's owner, in auto-commit mode; stays open
   * @param size name of one of the folder's sizes
   * @param today first day after the history, in the zone in which a reader takes naive times
   * @throws DaybookException DEMO-FAILED when the server refuses; the database is as it was
   */
  static DemoBooks create(
      Connection admin, DemoFolder folder, String size, long seed, LocalDate today) {
    Map<String, Integer> sizes = folder.sizes().get(size);
    if (sizes == null) {
      throw DaybookException.of(
              Code.USAGE,
              "Cannot invent books of size %s for %s: it has %s"
                  .formatted(size, folder.name(), String.join(", ", folder.sizes().keySet())))
          .state("the database is as it was")
          .next("daybook demo --help")
          .build();
    }
    Parameters parameters = new Parameters(seed, today, sizes, folder.shape().column());
    return DemoTransaction.run(admin, () -> fill(admin, folder, parameters));
  }

  private record Parameters(
      long seed, LocalDate today, Map<String, Integer> sizes, String tenantColumn) {
    String put(String script) {
      String numbers =
          sizes.entrySet().stream()
              .map(each -> "\"%s\": %d".formatted(each.getKey(), each.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      return script
          .replace(":seed", Long.toString(seed))
          .replace(":today", today.toString())
          .replace(":sizes", numbers)
          .replace(":tenant", tenantColumn);
    }
  }

  private static DemoBooks fill(Connection admin, DemoFolder folder, Parameters parameters)
      throws SQLException {
    List<String> scripts = new ArrayList<>();
    scripts.add(DemoFolder.common("common/dice"));
    scripts.add(DemoFolder.common("common/books"));
    for (List<String> names : List.of(folder.tables(), folder.rows(), folder.keys())) {
      names.forEach(name -> scripts.add(folder.script(name)));
    }
    try (Statement statement = admin.createStatement()) {
      statement.execute("set local search_path = public");
      // To compile a statement of so many small functions takes longer than to run it.
      statement.execute("set local jit = off");
      for (String script : scripts) {
        statement.execute(parameters.put(script));
      }
      RestRows.fill(admin, folder.shape());
      List<Plant> planted = planted(statement);
      statement.execute(DemoFolder.common("common/end"));
      return new DemoBooks(planted);
    }
  }

  private static List<Plant> planted(Statement statement) throws SQLException {
    List<Plant> planted = new ArrayList<>();
    try (ResultSet row = statement.executeQuery(PLANTED)) {
      while (row.next()) {
        planted.add(
            new Plant(
                row.getString("name"),
                Optional.ofNullable(row.getObject("tenant", UUID.class)),
                row.getLong("count")));
      }
    }
    return planted;
  }
}
