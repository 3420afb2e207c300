package io.daybook.demo;

import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A filled demo source.
 *
 * @param tenants the organisations, in the order of their making
 * @param rows rows of each table
 * @param planted what is wrong on purpose
 */
public record DemoSource(List<DemoTenant> tenants, Map<String, Long> rows, Planted planted) {
  /** Schema of the tables. */
  public static final String SCHEMA = "public";

  /** The tables, parents first. */
  public static final List<String> TABLES =
      List.of(
          "organizations",
          "users",
          "customers",
          "products",
          "orders",
          "order_line_items",
          "order_payments",
          "opportunities",
          "issues",
          "job_assignments",
          "warranties",
          "warranty_claims");

  /**
   * Creates the tables in an empty database and fills them, in one transaction. The same size, seed
   * and day make the same rows.
   *
   * @param admin connection of the database's owner, in auto-commit mode; stays open
   * @param today last UTC day of the history; a few business dates lie after it
   */
  public static DemoSource create(Connection admin, DemoSize size, long seed, LocalDate today) {
    if (admin != null) {
      throw new UnsupportedOperationException("being built");
    }
    return new DemoSource(List.of(), Map.of(), new Planted(Map.of(), Map.of(), Map.of()));
  }
}
