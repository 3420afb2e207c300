package io.daybook.fact;

import io.daybook.schema.Column;
import io.daybook.schema.Schema;
import io.daybook.schema.Unit;
import io.daybook.source.Relation;
import io.daybook.source.SourceTable;
import java.util.List;
import java.util.Map;

/**
 * A fact as its file declares it, names resolved.
 *
 * @param name name of the file
 * @param description what a row is
 * @param base table whose rows it has
 * @param columns columns of the base
 * @param paths parents to bring columns from
 * @param localDates timestamps of the base whose local day is wanted
 * @param units what numbers measure, by the columns of the fact
 */
record FactDefinition(
    String name,
    String description,
    SourceTable base,
    List<Picked> columns,
    List<ParentPath> paths,
    List<Picked> localDates,
    Map<String, Unit> units) {
  FactDefinition {
    columns = List.copyOf(columns);
    paths = List.copyOf(paths);
    localDates = List.copyOf(localDates);
    units = Map.copyOf(units);
  }

  /** The fact's columns with their units. */
  Schema measured(List<Column> columnsOfFact) {
    return new Schema(
        columnsOfFact.stream()
            .map(column -> column.in(units.getOrDefault(column.name(), Unit.NONE)))
            .toList());
  }

  /** A column of the source and its name in the fact. */
  record Picked(String source, String column) {}

  /**
   * A way along the FK map.
   *
   * @param steps relations, the first one of the base
   * @param name what the way is called; prefix of its columns
   * @param columns columns of the last parent, with their prefixed names
   */
  record ParentPath(List<Relation> steps, String name, List<Picked> columns) {
    ParentPath {
      steps = List.copyOf(steps);
      columns = List.copyOf(columns);
    }

    /** The step that ends at the parent whose columns are brought. */
    Relation last() {
      return steps.get(steps.size() - 1);
    }
  }
}
