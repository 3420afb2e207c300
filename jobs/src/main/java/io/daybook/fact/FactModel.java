package io.daybook.fact;

import static java.util.Objects.requireNonNull;

import io.daybook.schema.Schema;
import java.util.List;
import java.util.Optional;

/**
 * One fact, ready to be built.
 *
 * @param name its name within {@code facts}
 * @param description what a row is
 * @param base table whose rows it has; of the only tenant there is none
 * @param grain columns that tell rows apart, the tenant first
 * @param schema its columns
 * @param carried the columns that come unchanged from the base, by their names in the base
 * @param localDates the columns with the tenant's day of an instant of the base
 * @param reads names of the datasets that the query reads, {@code raw.orders}
 * @param sql the generated query in the shared dialect, without parameters
 * @param definition hash of everything that decides its content but the data
 */
public record FactModel(
    String name,
    String description,
    Optional<String> base,
    List<String> grain,
    Schema schema,
    List<Carried> carried,
    List<Carried> localDates,
    List<String> reads,
    String sql,
    String definition) {
  /** Tenant of the rows of a fact whose base belongs to no tenant: in nobody's scope. */
  public static final String GLOBAL = "(global)";

  /** A column of the base, and the one of the fact that comes of it. */
  public record Carried(String source, String column) {}

  public FactModel {
    requireNonNull(name, "name is null");
    requireNonNull(description, "description is null");
    requireNonNull(base, "base is null");
    grain = List.copyOf(grain);
    requireNonNull(schema, "schema is null");
    carried = List.copyOf(carried);
    localDates = List.copyOf(localDates);
    reads = List.copyOf(reads);
    requireNonNull(sql, "sql is null");
    requireNonNull(definition, "definition is null");
  }

  /** Name with its layer: {@code facts.orders}. */
  public String dataset() {
    return "facts." + name;
  }
}
