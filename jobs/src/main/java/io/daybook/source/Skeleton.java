package io.daybook.source;

import io.daybook.config.YamlText;
import io.daybook.schema.DataType;
import io.daybook.sql.FoldedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Guesses a first {@code source.yml} from a catalogue. What is certain enough is written, what a
 * person must decide is a comment beside it.
 */
final class Skeleton {
  private static final List<String> SOFT_DELETES = List.of("deletedat", "removedat", "archivedat");
  private static final List<String> ZONES = List.of("timezone", "tz", "zone");
  private static final Pattern SECRET = Pattern.compile("(?i).*(token|secret|password).*");
  private static final Pattern ACTOR = Pattern.compile(".*(_by|[a-z]By)");

  private final Catalogue catalogue;
  private final Optional<String> tenantColumn;
  private final Optional<String> tenantTable;
  private final StringBuilder text = new StringBuilder();

  private Skeleton(Catalogue live) {
    this.tenantColumn = mostCommonReference(live);
    this.catalogue =
        live.folded(
            table ->
                tenantColumn.filter(
                    column ->
                        Optional.ofNullable(live.tables().get(table))
                            .filter(of -> of.columns().containsKey(column))
                            .isPresent()));
    this.tenantTable =
        tenantColumn.flatMap(
            column -> references(column).map(Catalogue.Reference::table).findFirst());
  }

  /**
   * A catalogue with foreign keys of (tenant, x) as those of x, by the tenant column it guesses.
   */
  static Catalogue folded(Catalogue live) {
    return new Skeleton(live).catalogue;
  }

  static String text(Catalogue live, String source, String schema) {
    Skeleton skeleton = new Skeleton(live);
    skeleton.head(source, schema);
    Map<String, String> folded = new HashMap<>();
    skeleton
        .catalogue
        .tables()
        .forEach(
            (name, table) -> {
              String other = folded.putIfAbsent(FoldedName.of(name), name);
              if (other == null) {
                skeleton.table(name, table);
              } else {
                skeleton.line(
                    "  # " + name + ": differs from " + other + " in case only; read one of them");
              }
            });
    return skeleton.text.toString();
  }

  /** The column with which most tables point to one and the same table is the tenant's. */
  private static Optional<String> mostCommonReference(Catalogue catalogue) {
    Map<String, Integer> counts = new HashMap<>();
    catalogue
        .tables()
        .values()
        .forEach(
            table ->
                table
                    .references()
                    .keySet()
                    .forEach(column -> counts.merge(column, 1, Integer::sum)));
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .map(Map.Entry::getKey);
  }

  private Stream<Catalogue.Reference> references(String column) {
    return catalogue.tables().values().stream()
        .flatMap(table -> table.references().getOrDefault(column, List.of()).stream());
  }

  private void head(String source, String schema) {
    line("# What the database does not say of itself. This is a first guess: check every line,");
    line("# decide the comments, then it is yours. catalogue.yml beside it can be drafted again.");
    line("source: " + source);
    line("schema: " + YamlText.scalar(schema));
    line("");
    line("tenants:");
    line(
        "  table: "
            + tenantTable.map(YamlText::scalar).orElse("# which table has one row a tenant?"));
    line("  key: " + tenantTable.map(this::key).orElse("# its key"));
    line(
        "  column: "
            + tenantColumn
                .map(YamlText::scalar)
                .orElse("# which column holds the tenant in other tables?"));
    zoneColumn()
        .ifPresentOrElse(
            column -> {
              line("  zone: " + YamlText.scalar(column));
              line(
                  "  default_zone: UTC                # of a tenant whose zone is not a time zone");
            },
            () -> {
              line("  # zone: which of its columns holds the tenant's time zone?");
              line("  default_zone: UTC                # of all tenants while no column says it");
            });
    line("");
    softDelete()
        .ifPresent(
            column -> {
              line("deleted: " + YamlText.scalar(column));
              line("");
            });
    line("# Secrets never leave the source. A star stands for anything.");
    line("leave_out: ['*token', '*secret', '*password*']");
    line("");
    naive();
    line("tables:");
  }

  /** Daybook takes the time for UTC, which nobody who wrote wall-clock time would guess. */
  private void naive() {
    List<String> columns = new ArrayList<>();
    catalogue
        .tables()
        .forEach(
            (name, table) ->
                table.columns().entrySet().stream()
                    .filter(column -> column.getValue().type().isNaive())
                    .forEach(column -> columns.add(name + "." + column.getKey())));
    if (!columns.isEmpty()) {
      line("# Whose clock wrote a timestamp without time zone? utc, tenant or a region like");
      line("# Europe/Paris; a table may say it by column. Here: " + Finding.some(columns));
      line("naive: utc");
      line("");
    }
  }

  private String key(String table) {
    Catalogue.Table of = catalogue.tables().get(table);
    return of == null || of.key().size() != 1 ? "# its key" : YamlText.scalar(of.key().get(0));
  }

  private Optional<String> zoneColumn() {
    return tenantTable
        .map(catalogue.tables()::get)
        .flatMap(table -> find(ZONES, List.copyOf(table.columns().keySet())));
  }

  private Optional<String> softDelete() {
    return find(
        SOFT_DELETES,
        catalogue.tables().values().stream()
            .flatMap(table -> table.columns().keySet().stream())
            .toList());
  }

  /** The first of these words that is the name of something, as it is written there. */
  private static Optional<String> find(List<String> words, Collection<String> names) {
    return words.stream()
        .flatMap(word -> names.stream().filter(name -> word(name).equals(word)).limit(1))
        .findFirst();
  }

  /** The same for {@code time_zone}, {@code timeZone} and {@code TimeZone}. */
  private static String word(String name) {
    return FoldedName.of(name).replace("_", "");
  }

  private void table(String name, Catalogue.Table table) {
    line("  " + YamlText.scalar(name) + ":");
    boolean tenant = tenantTable.filter(name::equals).isPresent();
    if (!tenant && tenantColumn.filter(table.columns()::containsKey).isEmpty()) {
      line("    tenant: " + tenantPath(table));
    }
    leaveOut(table);
    types(table);
    relations(table);
  }

  /** Numbers that are text, or not exact, until a person says how many digits they have. */
  private void types(Catalogue.Table table) {
    table
        .columns()
        .forEach(
            (column, of) -> {
              boolean isSized = !of.type().isWideNumeric() && !of.type().isMoney();
              if (!isSized && !table.key().contains(column)) {
                line(
                    "    # %s is %s: text unless  types: {%s: 'decimal(p,s)'}"
                        .formatted(column, of.type(), YamlText.scalar(column)));
              }
              if (of.type().dataType().equals(DataType.DOUBLE)) {
                line("    # %s is %s: its sums are not exact".formatted(column, of.type()));
              }
            });
  }

  private String tenantPath(Catalogue.Table table) {
    return table.references().entrySet().stream()
        .filter(
            entry ->
                here(entry.getValue()).stream()
                    .limit(1)
                    .map(parent -> catalogue.tables().get(parent.table()).columns())
                    .anyMatch(columns -> tenantColumn.filter(columns::containsKey).isPresent()))
        .map(entry -> "via " + RelationLoader.defaultName(entry.getKey()) + "   # a guess")
        .findFirst()
        .orElse("global   # a guess: it has no tenant column and no parent that has one");
  }

  private void leaveOut(Catalogue.Table table) {
    List<String> columns = new ArrayList<>();
    List<String> secrets = new ArrayList<>();
    Set<String> folded = new HashSet<>();
    table
        .columns()
        .forEach(
            (column, type) -> {
              boolean isThere = !folded.add(FoldedName.of(column));
              if (isThere || type.type().name().equals("tsvector")) {
                columns.add(YamlText.scalar(column));
              } else if (SECRET.matcher(column).matches()) {
                secrets.add(column);
              }
            });
    if (!columns.isEmpty()) {
      line("    leave_out: " + columns + "   # search indexes, or like another but for case");
    }
    if (!secrets.isEmpty()) {
      line("    # secret? " + String.join(", ", secrets));
    }
  }

  private void relations(Catalogue.Table table) {
    List<String> decided = new ArrayList<>();
    table
        .references()
        .forEach(
            (column, parents) ->
                decision(table.columns().get(column), parents)
                    .ifPresent(
                        decision ->
                            decided.add("      " + YamlText.scalar(column) + ": " + decision)));
    if (!decided.isEmpty()) {
      line("    relations:");
      decided.forEach(this::line);
    }
    for (Catalogue.WideReference each : table.wide()) {
      line("    # " + each + ": is not followed; which column leads there, if one does?");
    }
    List<String> guesses = new ArrayList<>();
    table
        .columns()
        .forEach(
            (column, type) -> {
              if (!table.key().contains(column) && !table.references().containsKey(column)) {
                guess(column, type)
                    .ifPresent(parent -> guesses.add(YamlText.scalar(column) + ": " + parent));
              }
            });
    if (!guesses.isEmpty()) {
      line("    # relations:   # not declared; do they hold?");
      guesses.forEach(guess -> line("    #   " + guess));
    }
  }

  /** What to say of declared references that are not simply followed. */
  private Optional<String> decision(Catalogue.Column child, List<Catalogue.Reference> declared) {
    List<Catalogue.Reference> parents = here(declared);
    if (parents.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> refused = ownEquality(child, parents.get(0)).map(own -> "none   # it " + own);
    return refused.isPresent() || parents.size() == 1
        ? refused
        : Optional.of(
            YamlText.scalar(parents.get(0).toString())
                + "   # a guess: the database declares all of "
                + parents);
  }

  /** Those that lead to a table of this schema. */
  private List<Catalogue.Reference> here(List<Catalogue.Reference> parents) {
    return parents.stream()
        .filter(parent -> catalogue.tables().containsKey(parent.table()))
        .toList();
  }

  private Optional<String> ownEquality(Catalogue.Column child, Catalogue.Reference parent) {
    Catalogue.Table table = catalogue.tables().get(parent.table());
    return Equality.own(child).or(() -> Equality.own(table.columns().get(parent.column())));
  }

  /** {@code customer_id} may point to customers, and {@code approvedBy} to users. */
  private Optional<String> guess(String column, Catalogue.Column type) {
    if (ACTOR.matcher(column).matches()) {
      return keyed(List.of("users", "user"), type);
    }
    Optional<String> stem = RelationLoader.stem(column).map(Skeleton::word);
    return stem.flatMap(
        word ->
            keyed(List.of(word + "s", word + "es", plural(word), word), type)
                .or(
                    () ->
                        Optional.of("# which table?")
                            .filter(any -> type.type().name().equals("uuid"))));
  }

  private static String plural(String word) {
    return word.endsWith("y") ? word.substring(0, word.length() - 1) + "ies" : word;
  }

  /** The table of one of these names with a key of this type, as YAML has it. */
  private Optional<String> keyed(List<String> words, Catalogue.Column type) {
    return find(
            words,
            catalogue.tables().keySet().stream().filter(name -> isKeyOf(name, type)).toList())
        .map(YamlText::scalar);
  }

  private boolean isKeyOf(String parent, Catalogue.Column type) {
    Catalogue.Table of = catalogue.tables().get(parent);
    return of != null
        && of.key().size() == 1
        && of.columns().get(of.key().get(0)).type().equals(type.type());
  }

  private void line(String line) {
    text.append(line.replaceAll("\\p{Cntrl}", " ").stripTrailing()).append('\n');
  }
}
