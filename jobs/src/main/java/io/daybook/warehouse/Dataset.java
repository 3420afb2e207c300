package io.daybook.warehouse;

import static java.util.Objects.requireNonNull;

import io.daybook.schema.Schema;
import io.daybook.sql.Quoted;
import java.io.Serializable;
import java.util.List;

/**
 * One dataset of a release.
 *
 * @param layer raw, fact, mart or recorded
 * @param table name within its layer, {@code orders}
 * @param description what a row is
 * @param grain columns that tell rows apart; empty where unknown
 * @param schema its columns; never inferred from files
 * @param definition hash of the definition that it was built from
 * @param builtIn release that built it; an earlier one where files are shared
 * @param files its files; none for a dataset without rows
 */
public record Dataset(
    Layer layer,
    String table,
    String description,
    List<String> grain,
    Schema schema,
    String definition,
    long builtIn,
    List<DataFile> files)
    implements Serializable {
  /** What sort of dataset; its lower-case plural is the schema that engines see. */
  public enum Layer {
    RAW("raw"),
    FACT("facts"),
    MART("marts"),
    RECORDED("recorded");

    private final String schema;

    Layer(String schema) {
      this.schema = schema;
    }

    /** Name of the schema in every engine: {@code raw, facts, marts, recorded}. */
    public String schema() {
      return schema;
    }
  }

  public Dataset {
    requireNonNull(layer, "layer is null");
    requireNonNull(table, "table is null");
    requireNonNull(description, "description is null");
    grain = List.copyOf(grain);
    requireNonNull(schema, "schema is null");
    requireNonNull(definition, "definition is null");
    files = List.copyOf(files);
  }

  /** Name with its layer: {@code facts.orders}. */
  public String name() {
    return layer.schema() + "." + table;
  }

  /** The name in SQL: {@code facts."orders"}. */
  public String quotedName() {
    return quoted(name());
  }

  /**
   * The name of a dataset in SQL.
   *
   * @param name with its layer, {@code facts.orders}
   */
  public static String quoted(String name) {
    int dot = name.indexOf('.');
    return name.substring(0, dot + 1) + Quoted.name(name.substring(dot + 1));
  }

  /** Whether its files may lack columns: recorded ones are of releases that had fewer. */
  public boolean mayLackColumns() {
    return layer == Layer.RECORDED;
  }

  /** Rows of all its files. */
  public long rows() {
    return files.stream().mapToLong(DataFile::rows).sum();
  }
}
