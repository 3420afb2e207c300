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
import java.util.function.Predicate;

/**
 * Guesses a first {@code source.yml} from a catalogue. What is certain enough is written, what a
 * person must decide is a comment beside it.
 */
final class Skeleton {
  private static final List<String> SOFT_DELETES = List.of("deletedat", "removedat", "archivedat");
  private static final List<String> ZONES = List.of("timezone", "tz", "zone");

  private final FirstLook look;
  private final Catalogue catalogue;
  private final boolean isProven;
  private final References references;
  private final Map<String, String> tenantWays;
  private final NamedParents named;
  private final List<String> leftOutEverywhere;
  private final StringBuilder text = new StringBuilder();
  private final List<String> doubts = new ArrayList<>();

  /** A draft whose guesses of references are comments: nobody has looked at a row. */
  Skeleton(FirstLook look) {
    this(look, false, Map.of());
  }

  /** A draft whose guesses of references are followed where rows do not say no. */
  Skeleton(FirstLook look, Map<String, List<Guess>> guesses) {
    this(look, true, guesses);
  }

  private Skeleton(FirstLook look, boolean isProven, Map<String, List<Guess>> guesses) {
    this.look = look;
    this.catalogue = look.catalogue();
    this.isProven = isProven;
    this.references = new References(catalogue, guesses);
    this.tenantWays = new TenantWays(look, references).all();
    this.named = new NamedParents(catalogue, look.schemas());
    this.leftOutEverywhere = Secrets.patterns(catalogue);
  }

  /**
   * The text of {@code source.yml}. Called once.
   *
   * @param live the whole catalogue, with what is only named in comments
   */
  String text(Catalogue live, String source) {
    head(source);
    Map<String, String> folded = new HashMap<>();
    catalogue
        .tables()
        .forEach(
            (name, table) -> {
              String other = folded.putIfAbsent(FoldedName.of(name), name);
              if (other == null) {
                table(name, table);
              } else {
                comment(name, "differs from " + other + " in case only; read one of them");
              }
            });
    live.tables()
        .forEach(
            (name, table) -> {
              if (table.kind() == Catalogue.Kind.FOREIGN) {
                comment(name, "rows of another server: not of the snapshot, not reconciled");
              }
            });
    return text.toString();
  }

  /** What a person should decide, after the text was made. */
  List<String> doubts() {
    return List.copyOf(doubts);
  }

  private void comment(String table, String why) {
    line("  # %s:   # %s".formatted(YamlText.scalar(table), why));
    doubt(table, "is not read: " + why);
  }

  private void doubt(String where, String what) {
    doubts.add(where + ": " + what);
  }

  private void head(String source) {
    line("# What the database does not say of itself. This is a first guess: check every line,");
    line("# decide the comments, then it is yours. catalogue.yml beside it can be drafted again.");
    line("source: " + source);
    line(look.schemas().yaml());
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
    if (look.tenants().isEmpty()) {
      line("tenants: none                     # or: {table: ..., key: ..., column: ...}");
      line("default_zone: UTC                 # of all days");
      line("# tenant: {name: ..., currency: EUR, locale: en-AU}   # what reports say");
      doubt("tenants", "no table has a row a tenant, so all rows are one's, in UTC");
      return;
    }
    TenantGuess tenants = look.tenants().get();
    line("tenants:");
    line("  table: " + YamlText.scalar(tenants.table()));
    line("  key: " + key(tenants.table()));
    line("  column: " + YamlText.scalar(tenants.column()));
    doubt("tenants", "are the rows of " + tenants.table() + ", told by " + tenants.column());
    zoneColumn(tenants.table())
        .ifPresentOrElse(
            column -> {
              line("  zone: " + YamlText.scalar(column));
              line(
                  "  default_zone: UTC                # of a tenant whose zone is not a time zone");
            },
            () -> {
              line("  # zone: which of its columns holds the tenant's time zone?");
              line("  default_zone: UTC                # of all tenants while no column says it");
              doubt("tenants", "no column has their time zone, so all days are those of UTC");
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
      doubt("naive", "timestamps without time zone are taken for UTC: " + Finding.some(columns));
      line("");
    }
  }

  private String key(String table) {
    Catalogue.Table of = catalogue.tables().get(table);
    return of == null || of.key().size() != 1 ? "# its key" : YamlText.scalar(of.key().get(0));
  }

  private Optional<String> zoneColumn(String tenants) {
    return NamedParents.find(
        ZONES, List.copyOf(catalogue.tables().get(tenants).columns().keySet()));
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
    view(name, table);
    if (look.tenants().isPresent() && !look.isTenants(name) && !look.hasTenantColumn(name)) {
      tenant(name);
    }
    leaveOut(name, table);
    types(name, table);
    relations(name, table);
  }

  private void tenant(String name) {
    String way = tenantWays.get(name);
    if (way == null) {
      line("    tenant: global   # a guess: it has no tenant column and no parent that has one");
      doubt(name, "is taken for nobody's: it has no tenant column and no parent that has one");
    } else {
      line("    tenant: " + way + "   # a guess");
      doubt(name, "has no tenant column; its rows are those of their " + way);
    }
  }

  /** No database knows the key of a view; without one nothing can refer to its rows. */
  private void view(String name, Catalogue.Table table) {
    if (table.kind() != Catalogue.Kind.VIEW) {
      return;
    }
    if (table.key().isEmpty()) {
      line("    # key: which columns tell the rows of this view apart?");
      doubt(name, "no column seems to tell the rows of this view apart: it becomes no fact");
    } else {
      String key = table.key().get(0);
      line("    key: " + YamlText.scalar(key) + "   # of a view: a guess");
      doubt(name, "its rows are told apart by " + key + ", as no view has a declared key");
    }
  }

  /** Numbers that are text, or not exact, until a person says how many digits they have. */
  private void types(String name, Catalogue.Table table) {
    table
        .columns()
        .forEach(
            (column, of) -> {
              boolean isSized = !of.type().isWideNumeric() && !of.type().isMoney();
              if (!isSized && !table.key().contains(column)) {
                line(
                    "    # %s is %s: text unless  types: {%s: 'decimal(p,s)'}"
                        .formatted(column, of.type(), YamlText.scalar(column)));
                doubt(name + "." + column, "is " + of.type() + ", read as text: of no size");
              }
              if (of.type().dataType().equals(DataType.DOUBLE)) {
                line("    # %s is %s: its sums are not exact".formatted(column, of.type()));
              }
            });
  }

  private void leaveOut(String name, Catalogue.Table table) {
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
      doubt(name, "named like a secret, but read: " + String.join(", ", needed));
    }
    if (!secrets.isEmpty()) {
      line("    # secrets until you say otherwise: " + String.join(", ", secrets));
      doubt(name, "may be secrets, and are not read: " + String.join(", ", secrets));
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
    for (Guess guess : references.followed(name)) {
      decided.add("      " + YamlText.scalar(guess.column()) + ": " + followed(name, guess));
      if (guess.standing() == Guess.Standing.UNTOLD) {
        doubt(name + "." + guess.column(), "leads to " + guess.parent() + " " + guess.evidence());
      }
    }
    if (!decided.isEmpty()) {
      line("    relations:");
      decided.forEach(this::line);
    }
    for (Catalogue.WideReference each : table.wide()) {
      line("    # " + each + ": is not followed; which column leads there, if one does?");
      doubt(name, each + " is of several columns, and not followed");
    }
    for (Guess guess : references.failed(name)) {
      line("    # " + guess.column() + ": not " + guess.parent() + ", " + guess.evidence());
      doubt(name + "." + guess.column(), "not " + guess.parent() + " " + guess.evidence());
    }
    if (!isProven) {
      questions(name, table);
    }
  }

  private String followed(String name, Guess guess) {
    String called = references.name(name, guess.column());
    String as = called.equals(RelationLoader.defaultName(guess.column())) ? "" : " as " + called;
    return YamlText.scalar(guess.parent().table() + as) + "   # a guess: " + guess.evidence();
  }

  /** What nobody has looked at. */
  private void questions(String name, Catalogue.Table table) {
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
