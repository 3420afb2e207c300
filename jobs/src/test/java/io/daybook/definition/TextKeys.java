package io.daybook.definition;

import io.daybook.schema.DataType;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A model whose columns of type uuid are texts in a release. */
public final class TextKeys {
  private final UnaryOperator<SourceColumn> column;

  private TextKeys(UnaryOperator<SourceColumn> column) {
    this.column = column;
  }

  /** They are texts in the source, too: its rows may have keys that people can read. */
  public static SourceModel inSource(SourceModel model) {
    return new TextKeys(each -> withType(each, "text")).of(model);
  }

  /** They are UUIDs in the source, and read as releases had them before they had 16 bytes. */
  public static SourceModel inRelease(SourceModel model) {
    return new TextKeys(each -> withType(each, each.sourceType())).of(model);
  }

  private static SourceColumn withType(SourceColumn column, String sourceType) {
    return new SourceColumn(column.name(), sourceType, false, DataType.TEXT, column.nullable());
  }

  private SourceModel of(SourceModel model) {
    Map<String, SourceTable> tables = new LinkedHashMap<>();
    model.tables().forEach((name, table) -> tables.put(name, of(table)));
    return new SourceModel(
        model.name(),
        model.schemas(),
        model.tenants(),
        tables,
        model.vocabularies(),
        model.definitionHash());
  }

  private SourceTable of(SourceTable table) {
    return new SourceTable(
        table.name(),
        table.columns().stream()
            .map(each -> each.type().equals(DataType.UUID) ? column.apply(each) : each)
            .toList(),
        table.key(),
        table.keyDeclared(),
        table.tenancy(),
        table.deletedColumn(),
        table.relations(),
        table.polymorphic(),
        table.leftOut());
  }
}
