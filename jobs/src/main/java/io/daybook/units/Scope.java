package io.daybook.units;

import com.fasterxml.jackson.databind.JsonNode;
import io.daybook.schema.Unit;
import io.daybook.units.Queries.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * What the names in an expression mean.
 *
 * @param codes what is alike in all rows that an aggregate adds up
 */
record Scope(List<Relation> relations, Set<String> codes) {
  Scope {
    relations = List.copyOf(relations);
    codes = Set.copyOf(codes);
  }

  Scope groupedBy(Set<String> alike) {
    return new Scope(relations, alike);
  }

  /** The meaning of {@code [alias,] column}. */
  Optional<Meaning> find(JsonNode names) {
    String column = names.path(names.size() - 1).asText();
    String alias = names.size() > 1 ? names.path(names.size() - 2).asText() : "";
    return relations.stream()
        .filter(relation -> alias.isEmpty() || relation.alias().equals(alias))
        .map(relation -> relation.columns().get(column))
        .filter(meaning -> meaning != null)
        .findFirst();
  }

  boolean has(String column) {
    return relations.stream().anyMatch(relation -> relation.columns().containsKey(column));
  }

  /**
   * All columns.
   *
   * @param alias of the relation that has them; empty for those of every one
   */
  Map<String, Meaning> all(String alias) {
    Map<String, Meaning> all = new LinkedHashMap<>();
    relations.stream()
        .filter(relation -> alias.isEmpty() || relation.alias().equals(alias))
        .forEach(relation -> relation.columns().forEach(all::putIfAbsent));
    return all;
  }

  /**
   * This scope after a condition that keeps rows of one currency, {@code currency = 'AUD'}, or of
   * the tenant's, {@code currency = own_currency}.
   */
  Scope keepingOne(JsonNode condition) {
    Map<String, String> kept = new HashMap<>();
    equalities(condition, (column, other) -> equal(column, other, kept));
    if (kept.isEmpty()) {
      return this;
    }
    List<Relation> settled = new ArrayList<>();
    for (Relation relation : relations) {
      Map<String, Meaning> columns = new LinkedHashMap<>();
      relation
          .columns()
          .forEach(
              (name, meaning) ->
                  columns.put(name, meaning.with(each -> kept.getOrDefault(each, each))));
      settled.add(new Relation(relation.alias(), columns));
    }
    return new Scope(settled, codes);
  }

  /**
   * The relations of a join, after it looked rows up: {@code rates.from_currency = sales.currency}
   * makes a rate of the one a rate of the other. What was not found is NULL, and no rate.
   *
   * @param found where the relations of the right side begin
   */
  List<Relation> lookedUp(JsonNode condition, int found) {
    Set<String> there =
        relations.subList(found, relations.size()).stream()
            .flatMap(relation -> relation.columns().values().stream())
            .filter(Meaning::isOfRows)
            .map(Meaning::of)
            .collect(Collectors.toSet());
    Map<String, String> same = new HashMap<>();
    equalities(
        condition,
        (column, other) ->
            code(column)
                .filter(code -> code.isOfRows() && there.contains(code.of()))
                .flatMap(code -> one(other).or(() -> code(other).map(Meaning::of)))
                .filter(code -> !there.contains(code))
                .ifPresent(code -> same.put(code(column).orElseThrow().of(), code)));
    List<Relation> lookedUp = new ArrayList<>(relations.subList(0, found));
    for (Relation relation : relations.subList(found, relations.size())) {
      Map<String, Meaning> columns = new LinkedHashMap<>(relation.columns());
      columns.replaceAll(
          (name, meaning) ->
              meaning.kind() == Meaning.Kind.RATE
                  ? meaning.with(each -> same.getOrDefault(each, each))
                  : meaning);
      lookedUp.add(new Relation(relation.alias(), columns));
    }
    return lookedUp;
  }

  private static void equalities(JsonNode condition, BiConsumer<JsonNode, JsonNode> equal) {
    switch (condition.path("type").asText()) {
      case "CONJUNCTION_AND" -> condition.path("children").forEach(each -> equalities(each, equal));
      case "COMPARE_EQUAL" -> {
        equal.accept(condition.path("left"), condition.path("right"));
        equal.accept(condition.path("right"), condition.path("left"));
      }
      default -> {
        // keeps rows of any currency
      }
    }
  }

  private void equal(JsonNode column, JsonNode kept, Map<String, String> currencies) {
    code(column)
        .filter(Meaning::isOfRows)
        .ifPresent(rows -> one(kept).ifPresent(code -> currencies.put(rows.of(), code)));
  }

  private Optional<Meaning> code(JsonNode column) {
    return column.path("class").asText().equals("COLUMN_REF")
        ? find(column.path("column_names")).filter(meaning -> meaning.kind() == Meaning.Kind.CODE)
        : Optional.empty();
  }

  /** A code that is written there, or the tenant's. */
  private Optional<String> one(JsonNode kept) {
    String text = kept.at("/literal/text").asText();
    return Unit.isCode(text)
        ? Optional.of(text)
        : code(kept).filter(each -> !each.isOfRows()).map(Meaning::of);
  }
}
