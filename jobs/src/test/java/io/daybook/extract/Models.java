package io.daybook.extract;

import io.daybook.schema.DataType;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Models changed in one place. */
final class Models {
  private Models() {}

  static SourceModel withType(SourceModel model, String table, String column, DataType type) {
    return withColumn(
        model,
        table,
        column,
        old ->
            new SourceColumn(old.name(), old.sourceType(), old.enumerated(), type, old.nullable()));
  }

  static SourceModel withColumn(
      SourceModel model, String table, String column, UnaryOperator<SourceColumn> change) {
    SourceTable old = model.tables().get(table);
    List<SourceColumn> columns =
        old.columns().stream()
            .map(each -> each.name().equals(column) ? change.apply(each) : each)
            .toList();
    return withTable(
        model,
        new SourceTable(
            table, columns, old.key(), old.tenancy(), old.deletedColumn(), old.relations()));
  }

  static SourceModel withTableNamed(SourceModel model, String table, String name) {
    SourceTable old = model.tables().get(table);
    return withTable(
        model,
        new SourceTable(
            name, old.columns(), old.key(), old.tenancy(), Optional.empty(), List.of()));
  }

  private static SourceModel withTable(SourceModel model, SourceTable table) {
    Map<String, SourceTable> tables = new LinkedHashMap<>(model.tables());
    tables.put(table.name(), table);
    return new SourceModel(
        model.name(), model.schemas(), model.tenants(), tables, model.vocabularies(), "");
  }
}
