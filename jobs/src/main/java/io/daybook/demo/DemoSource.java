package io.daybook.demo;

import io.daybook.fault.DaybookException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A filled demo source.
 *
 * @param tenants the organisations, in the order of their making
 * @param rows rows of each table of {@link #TABLES}
 * @param planted what is wrong on purpose
 */
public record DemoSource(List<DemoTenant> tenants, Map<String, Long> rows, Planted planted) {
  /** Schema of the tables. */
  public static final String SCHEMA = "public";

  /** The tables whose rows the others follow from, parents first. */
  public static final List<String> TABLES =
      Arrays.stream(Table.values()).map(Table::sqlName).toList();

  /** Scripts of the tables, one an area of Renoz, and of the foreign keys of each area. */
  private static final List<String> AREAS =
      List.of(
          "organization",
          "customers",
          "products",
          "pipeline",
          "orders",
          "inventory",
          "jobs",
          "financial",
          "suppliers",
          "support",
          "warranty",
          "communications",
          "platform");

  /** Scripts that make rows from the rows of {@link #TABLES}, in their order. */
  private static final List<String> ROWS =
      List.of("begin", "products", "suppliers", "sales", "finance", "field", "platform");

  /**
   * For a server that holds nothing else: rows of a transaction that also makes their table need no
   * log.
   */
  public static final Map<String, String> SERVER_SETTINGS =
      Map.of("wal_level", "minimal", "max_wal_senders", "0");

  private static final DemoShape SHAPE = DemoFolder.load("renoz").shape();

  public DemoSource {
    tenants = List.copyOf(tenants);
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
  }

  /**
   * Creates the 180 tables of Renoz in an empty database and fills them, in one transaction. The
   * same size, seed and day make the same rows, on a JDK with the same time zone rules.
   *
   * @param admin connection of the database's owner, in auto-commit mode; stays open
   * @param today first UTC day after the history; a few business dates lie behind it
   * @throws DaybookException DEMO-FAILED when the server refuses; the database is as it was
   */
  public static DemoSource create(Connection admin, DemoSize size, long seed, LocalDate today) {
    return DemoTransaction.run(admin, () -> fill(admin, new DemoPlan(size, seed, today)));
  }

  private static DemoSource fill(Connection admin, DemoPlan plan) throws SQLException {
    PlantedTally tally = new PlantedTally();
    Map<String, Long> counts = new LinkedHashMap<>();
    try (Statement statement = admin.createStatement()) {
      statement.execute("set local search_path = " + SCHEMA);
      statement.execute(script("types"));
      for (String area : AREAS) {
        statement.execute(script(area));
      }
      for (TableRows table : tables(plan, tally)) {
        counts.put(table.table().sqlName(), copy(admin, plan, table));
      }
      statement.execute(
          DemoFolder.common("common/dice").replace(":seed", Long.toString(plan.seed())));
      for (String rows : ROWS) {
        statement.execute(script("rows/" + rows).replace(":today", plan.today().toString()));
      }
      // Rows first: keys and indexes over finished tables take a third of the time.
      statement.execute(script("keys"));
      for (String area : AREAS) {
        statement.execute(script(area + "_references"));
      }
      RestRows.fill(admin, SHAPE);
      statement.execute(DemoFolder.common("common/end"));
    }
    return new DemoSource(
        plan.tenants().stream().map(TenantPlan::tenant).toList(), counts, tally.planted());
  }

  private static List<TableRows> tables(DemoPlan plan, PlantedTally tally) {
    return Stream.of(
            new PartyRows(tally).tables(),
            new SalesRows(plan, tally).tables(),
            new PipelineRows(plan, tally).tables(),
            new FieldRows(plan, tally).tables())
        .flatMap(List::stream)
        .toList();
  }

  private static long copy(Connection admin, DemoPlan plan, TableRows table) throws SQLException {
    try (CopyText out = CopyText.into(admin, table.table(), table.columns())) {
      for (TenantPlan tenant : plan.tenants()) {
        table.writer().write(tenant, out);
      }
      return out.finish();
    }
  }

  private static String script(String name) {
    return DemoFolder.common("renoz/" + name);
  }
}
