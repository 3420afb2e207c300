package io.daybook.source;

import io.daybook.config.YamlText;
import io.daybook.schema.DataType;
import io.daybook.sql.FoldedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Guesses a first {@code source.yml} from a catalogue. What is certain enough is written, what a
 * person must decide is a comment beside it.
 */
final class Skeleton {
  private static final List<String> SOFT_DELETES = List.of("deletedat", "removedat", "archivedat");
  private static final List<String> KEYS = List.of("id", "uuid", "key");
  private static final List<String> ZONES = List.of("timezone", "tz", "zone");

  private static final int WORST_WAY = 2;

  private final Catalogue catalogue;
  private final Optional<String> tenantColumn;
  private final Optional<String> tenantTable;
  private final Map<String, String> tenantPaths;
  private final NamedParents named;
  private final List<String> leftOutEverywhere;
  private final StringBuilder text = new StringBuilder();

  private Skeleton(Catalogue live, Schemas schemas) {
    Catalogue own = withKeysOfViews(live.only(name -> kind(live, name) != Catalogue.Kind.FOREIGN));
    Optional<TenantGuess> tenants = TenantGuess.of(own, schemas, new NamedParents(own, schemas));
    this.tenantTable = tenants.map(TenantGuess::table);
    this.tenantColumn = tenants.map(TenantGuess::column);
    this.catalogue = own.folded(tenantColumns(own));
    this.named = new NamedParents(catalogue, schemas);
    this.tenantPaths = tenantPaths();
    this.leftOutEverywhere = Secrets.patterns(catalogue);
  }

  private Function<String, Optional<String>> tenantColumns(Catalogue of) {
    return table ->
        tenantColumn.filter(
            column ->
                Optional.ofNullable(of.tables().get(table))
                    .filter(each -> each.columns().containsKey(column))
                    .isPresent());
  }

  /** The database knows no key of a view, so one is guessed by its name. */
  private static Catalogue withKeysOfViews(Catalogue live) {
    Map<String, Catalogue.Table> keyed = new HashMap<>();
    live.tables()
        .forEach(
            (name, table) ->
                keyed.put(
                    name,
                    Optional.of(table)
                        .filter(view -> view.kind() == Catalogue.Kind.VIEW)
                        .flatMap(
                            view -> NamedParents.find(KEYS, List.copyOf(view.columns().keySet())))
                        .map(column -> table.keyed(List.of(column)))
                        .orElse(table)));
    return new Catalogue(keyed, live.enums());
  }

  /**
   * A catalogue with foreign keys of (tenant, x) as those of x, by the tenant column it guesses.
   */
  static Catalogue folded(Catalogue live, Schemas schemas) {
    return live.folded(new Skeleton(live, schemas).tenantColumns(live));
  }

  private static Catalogue.Kind kind(Catalogue catalogue, String table) {
    return catalogue.tables().get(table).kind();
  }

  static String text(Catalogue live, String source, Schemas schemas) {
    Skeleton skeleton = new Skeleton(live, schemas);
    skeleton.head(source, schemas);
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
    live.tables().keySet().stream()
        .filter(name -> kind(live, name) == Catalogue.Kind.FOREIGN)
        .forEach(
            name ->
                skeleton.line(
                    "  # %s:   # rows of another server: not of the snapshot, not reconciled"
                        .formatted(YamlText.scalar(name))));
    return skeleton.text.toString();
  }

  private void head(String source, Schemas schemas) {
    line("# What the database does not say of itself. This is a first guess: check every line,");
    line("# decide the comments, then it is yours. catalogue.yml beside it can be drafted again.");
    line("source: " + source);
    line(schemas.yaml());
    line("");
    tenants();
    line("");
    softDelete()
        .ifPresent(
            column -> {
              line("deleted: " + YamlText.scalar(column));
              line("");
            });
    line("# Secrets never leave the source. A star stands for anything.");
    line("# Named alike, it may be none: then write the names out that are some.");
    line("leave_out: " + leftOutEverywhere.stream().map(YamlText::scalar).toList());
    line("");
    naive();
    line("tables:");
  }

  private void tenants() {
    if (tenantTable.isEmpty()) {
      line("tenants: none                     # or: {table: ..., key: ..., column: ...}");
      line("default_zone: UTC                 # of all days");
      line("# tenant: {name: ..., currency: EUR, locale: en-AU}   # what reports say");
      return;
    }
    line("tenants:");
    line("  table: " + tenantTable.map(YamlText::scalar).orElseThrow());
    line("  key: " + tenantTable.map(this::key).orElseThrow());
    line("  column: " + tenantColumn.map(YamlText::scalar).orElseThrow());
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
        .flatMap(table -> NamedParents.find(ZONES, List.copyOf(table.columns().keySet())));
  }

  private Optional<String> softDelete() {
    return NamedParents.find(
        SOFT_DELETES,
        catalogue.tables().values().stream()
            .flatMap(table -> table.columns().keySet().stream())
            .toList());
  }

  private void table(String name, Catalogue.Table table) {
    line("  " + YamlText.scalar(name) + ":");
    view(table);
    if (tenantTable.isPresent() && !isTenants(name) && !hasTenantColumn(table)) {
      line(
          "    tenant: "
              + Optional.ofNullable(tenantPaths.get(name))
                  .map(path -> path + "   # a guess")
                  .orElse(
                      "global   # a guess: it has no tenant column and no parent that has one"));
    }
    leaveOut(table);
    types(table);
    relations(name, table);
  }

  /** No database knows the key of a view; without one nothing can refer to its rows. */
  private void view(Catalogue.Table table) {
    if (table.kind() == Catalogue.Kind.VIEW) {
      line(
          table.key().isEmpty()
              ? "    # key: which columns tell the rows of this view apart?"
              : "    key: " + YamlText.scalar(table.key().get(0)) + "   # of a view: a guess");
    }
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

  /**
   * The way to the tenant of each table that has no tenant column: another column that names the
   * tenant, or a parent that knows it, perhaps by its own parent. Several good steps go before a
   * bad one, and few before many.
   */
  private Map<String, String> tenantPaths() {
    Map<String, String> paths = new HashMap<>();
    Set<String> known = new HashSet<>();
    catalogue
        .tables()
        .forEach(
            (name, table) -> {
              if (isTenants(name) || hasTenantColumn(table)) {
                known.add(name);
              }
            });
    int worst = 0;
    while (worst <= WORST_WAY) {
      Map<String, String> further = new HashMap<>();
      for (Map.Entry<String, Catalogue.Table> each : catalogue.tables().entrySet()) {
        if (!known.contains(each.getKey())) {
          way(known, each.getValue(), worst).ifPresent(path -> further.put(each.getKey(), path));
        }
      }
      known.addAll(further.keySet());
      paths.putAll(further);
      worst = further.isEmpty() ? worst + 1 : 0;
    }
    return paths;
  }

  /** One step to a table that knows its tenant, of those that are not worse. */
  private Optional<String> way(Set<String> known, Catalogue.Table table, int worst) {
    return table.references().entrySet().stream()
        .filter(
            entry ->
                here(entry.getValue()).stream().limit(1).anyMatch(to -> known.contains(to.table())))
        .filter(entry -> badness(table, entry.getKey()) <= worst)
        .map(
            entry ->
                isTenants(here(entry.getValue()).get(0).table())
                    ? YamlText.scalar(entry.getKey())
                    : "via " + RelationLoader.defaultName(entry.getKey()))
        .findFirst();
  }

  /** A reference that every row has is better than one that some have, or one to who did it. */
  private static int badness(Catalogue.Table table, String column) {
    if (NamedParents.isActor(column)) {
      return WORST_WAY;
    }
    return table.columns().get(column).nullable() ? 1 : 0;
  }

  private boolean isTenants(String table) {
    return tenantTable.filter(table::equals).isPresent();
  }

  private boolean hasTenantColumn(Catalogue.Table table) {
    return tenantColumn.filter(table.columns()::containsKey).isPresent();
  }

  private void leaveOut(Catalogue.Table table) {
    List<String> columns = new ArrayList<>();
    List<String> secrets = new ArrayList<>();
    List<String> needed = new ArrayList<>();
    Set<String> folded = new HashSet<>();
    Predicate<String> everywhere = TableLoader.matching(leftOutEverywhere);
    table
        .columns()
        .forEach(
            (column, type) -> {
              boolean isThere = !folded.add(FoldedName.of(column));
              if (isThere || type.type().name().equals("tsvector")) {
                columns.add(YamlText.scalar(column));
              } else if (!everywhere.test(column) && Secrets.isLikely(table, column)) {
                (Secrets.isNeeded(table, column) ? needed : secrets).add(YamlText.scalar(column));
              }
            });
    if (!needed.isEmpty()) {
      line("    # named like a secret, but rows are found by it: " + String.join(", ", needed));
    }
    if (!secrets.isEmpty()) {
      line("    # secrets until you say otherwise: " + String.join(", ", secrets));
    }
    if (!columns.isEmpty()) {
      line("    # search indexes, or like another but for case: " + String.join(", ", columns));
    }
    columns.addAll(secrets);
    if (!columns.isEmpty()) {
      line("    leave_out: " + columns);
    }
  }

  private void relations(String name, Catalogue.Table table) {
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
                guess(name, column, type)
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

  private Optional<String> guess(String name, String column, Catalogue.Column type) {
    return named
        .of(name, column, type)
        .map(YamlText::scalar)
        .or(
            () ->
                Optional.of("# which table?")
                    .filter(any -> type.type().name().equals("uuid"))
                    .filter(any -> RelationLoader.stem(column).isPresent()));
  }

  private void line(String line) {
    text.append(line.replaceAll("\\p{Cntrl}", " ").stripTrailing()).append('\n');
  }
}
