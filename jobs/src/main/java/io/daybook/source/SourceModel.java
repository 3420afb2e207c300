package io.daybook.source;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Daybook knows of a source: its tables, keys, tenants and FK map.
 *
 * @param name name of the source, as of its folder under {@code sql/}
 * @param schemas PostgreSQL schemas of the tables; where there are several, a table is called
 *     {@code schema.table}
 * @param tenants how tenants are told apart
 * @param tables by name, in the order of the model
 * @param vocabularies values of each enum type, in their order
 * @param rates where rates of exchange come from, if it has any
 * @param definitionHash SHA-256 of the files that the model was loaded from, in hexadecimal
 */
public record SourceModel(
    String name,
    List<String> schemas,
    TenantRule tenants,
    Map<String, SourceTable> tables,
    Map<String, List<String>> vocabularies,
    Optional<ExchangeRates> rates,
    String definitionHash) {
  public SourceModel {
    requireNonNull(name, "name is null");
    schemas = List.copyOf(schemas);
    requireNonNull(tenants, "tenants is null");
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
    vocabularies = Collections.unmodifiableMap(new LinkedHashMap<>(vocabularies));
    requireNonNull(rates, "rates is null");
    requireNonNull(definitionHash, "definitionHash is null");
  }

  /** A model without rates of exchange. */
  public SourceModel(
      String name,
      List<String> schemas,
      TenantRule tenants,
      Map<String, SourceTable> tables,
      Map<String, List<String>> vocabularies,
      String definitionHash) {
    this(name, schemas, tenants, tables, vocabularies, Optional.empty(), definitionHash);
  }

  /**
   * Loads the model of a source from {@code <source>/source.yml}, which people check, and {@code
   * <source>/catalogue.yml}, which was drafted from the live database.
   *
   * @param sqlDirectory the folder {@code sql}
   * @throws io.daybook.fault.DaybookException {@code DEF-INVALID} with every problem of both files
   */
  public static SourceModel load(Path sqlDirectory, String source) {
    return new ModelLoader(sqlDirectory.resolve(source), source).load();
  }

  /** The columns of every table, by its name. */
  public Map<String, Set<String>> columnNames() {
    Map<String, Set<String>> names = new LinkedHashMap<>();
    tables.forEach(
        (name, table) ->
            names.put(
                name,
                table.columns().stream()
                    .map(SourceColumn::name)
                    .collect(Collectors.toCollection(LinkedHashSet::new))));
    return names;
  }

  /**
   * This model without the tables and columns that are not among these, without the relations that
   * lead to them, and without the tables whose tenant is no longer known. Keys stay as they are.
   *
   * @param columns by table, as {@link #columnNames} has them
   */
  public SourceModel narrowedTo(Map<String, ? extends Set<String>> columns) {
    return NarrowedModel.of(this, columns);
  }

  /**
   * This model with the types that columns have now, where values of them are read as long as they
   * fit. What they become stays as it was declared.
   *
   * @param live type of a column, by table and column
   */
  SourceModel withTypes(BiFunction<String, String, Optional<PgType>> live) {
    Map<String, SourceTable> typed = new LinkedHashMap<>();
    tables.forEach(
        (name, table) -> typed.put(name, table.withTypes(column -> live.apply(name, column))));
    return new SourceModel(name, schemas, tenants, typed, vocabularies, rates, definitionHash);
  }

  /**
   * The ways from a row of a table to one parent each: its relations, then the branches of those
   * whose parent table each row names. No two have one name.
   */
  public List<Relation> steps(SourceTable table) {
    return Stream.concat(
            table.relations().stream(),
            table.polymorphic().stream()
                .flatMap(
                    each ->
                        each
                            .branches(parent -> tables.get(parent).keyBesideTenant().get(0))
                            .stream()))
        .toList();
  }

  /** The tenant column of a table that has one. */
  Optional<String> tenantColumn(String table) {
    return table(table).flatMap(each -> each.tenancy().ownColumn());
  }

  /** The schema of a table. */
  public String schemaOf(String table) {
    return new Schemas(schemas).schema(table);
  }

  /** The name of a table within its schema. */
  public String nameInSchema(String table) {
    return new Schemas(schemas).table(table);
  }

  /**
   * The tables as {@code unnest} takes them: their schemas, their names there, their names here.
   */
  public List<List<String>> places() {
    List<String> names = List.copyOf(tables.keySet());
    return List.of(
        names.stream().map(this::schemaOf).toList(),
        names.stream().map(this::nameInSchema).toList(),
        names);
  }

  /** The table of this name. */
  public Optional<SourceTable> table(String table) {
    return Optional.ofNullable(tables.get(table));
  }
}
