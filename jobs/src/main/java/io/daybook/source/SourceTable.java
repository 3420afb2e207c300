package io.daybook.source;

import static java.util.Objects.requireNonNull;

import io.daybook.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One table of a source.
 *
 * @param name name in the source's schema
 * @param columns the columns that are extracted, in the table's order
 * @param key columns that tell rows apart; empty where nobody says any
 * @param keyDeclared whether the database declares it, as the primary key
 * @param tenancy how a row's tenant is known
 * @param deletedColumn soft-delete column, if it has one
 * @param relations N:1 references to parents, by name
 * @param polymorphic references whose parent table the row names
 * @param leftOut columns that are known and never read, secrets among them
 */
public record SourceTable(
    String name,
    List<SourceColumn> columns,
    List<String> key,
    boolean keyDeclared,
    Tenancy tenancy,
    Optional<String> deletedColumn,
    List<Relation> relations,
    List<PolymorphicRelation> polymorphic,
    Set<String> leftOut) {
  public SourceTable {
    requireNonNull(name, "name is null");
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    requireNonNull(tenancy, "tenancy is null");
    requireNonNull(deletedColumn, "deletedColumn is null");
    relations = List.copyOf(relations);
    polymorphic = List.copyOf(polymorphic);
    leftOut = Set.copyOf(leftOut);
  }

  /** A table without polymorphic references, of which every column is read. */
  public SourceTable(
      String name,
      List<SourceColumn> columns,
      List<String> key,
      Tenancy tenancy,
      Optional<String> deletedColumn,
      List<Relation> relations) {
    this(name, columns, key, true, tenancy, deletedColumn, relations, List.of(), Set.of());
  }

  /**
   * Schema of the raw table: the source's columns only. All but the key may be NULL, because the
   * source's owner may drop a NOT NULL on any day and no night should fail for it.
   */
  public Schema rawSchema() {
    return new Schema(
        columns.stream().map(column -> column.raw(!key.contains(column.name()))).toList());
  }

  /** See {@link SourceModel#withTypes}. */
  SourceTable withTypes(Function<String, Optional<PgType>> live) {
    return new SourceTable(
        name,
        columns.stream()
            .map(column -> live.apply(column.name()).map(column::readAs).orElse(column))
            .toList(),
        key,
        keyDeclared,
        tenancy,
        deletedColumn,
        relations,
        polymorphic,
        leftOut);
  }

  /** The key beside the tenant column: what tells rows of one tenant apart. */
  public List<String> keyBesideTenant() {
    return Tenancy.beside(tenancy.ownColumn(), key);
  }

  /** The column of this name. */
  public Optional<SourceColumn> column(String column) {
    return columns.stream().filter(each -> each.name().equals(column)).findFirst();
  }

  /** The relation of this name. */
  public Optional<Relation> relation(String relation) {
    return relations.stream().filter(each -> each.name().equals(relation)).findFirst();
  }
}
