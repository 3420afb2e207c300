package io.daybook.definition;

import io.daybook.schema.DataType;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import java.util.LinkedHashMap;
import java.util.Map;

/** Renoz with keys that are texts, for tests whose rows have keys that people can read. */
public final class RenozTexts {
  public static final SourceDefinition DEFINITION =
      SourceDefinition.load(Renoz.SQL, withTextKeys(Renoz.DEFINITION.model()));

  private RenozTexts() {}

  private static SourceModel withTextKeys(SourceModel model) {
    Map<String, SourceTable> tables = new LinkedHashMap<>();
    model.tables().forEach((name, table) -> tables.put(name, withTextKeys(table)));
    return new SourceModel(
        model.name(),
        model.schema(),
        model.tenants(),
        tables,
        model.vocabularies(),
        model.definitionHash());
  }

  private static SourceTable withTextKeys(SourceTable table) {
    return new SourceTable(
        table.name(),
        table.columns().stream().map(RenozTexts::withTextKey).toList(),
        table.key(),
        table.tenancy(),
        table.deletedColumn(),
        table.relations(),
        table.polymorphic(),
        table.leftOut());
  }

  private static SourceColumn withTextKey(SourceColumn column) {
    return column.type().equals(DataType.UUID)
        ? new SourceColumn(column.name(), "text", false, DataType.TEXT, column.nullable())
        : column;
  }
}
