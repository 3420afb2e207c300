package io.daybook.source;

import io.daybook.config.YamlText;
import io.daybook.schema.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Guesses a first {@code source.yml} from a catalogue. What is certain enough is written, what a
 * person must decide is a comment beside it.
 */
final class Skeleton {
  private static final List<String> SOFT_DELETES = List.of("deletedat", "removedat", "archivedat");
  private static final List<String> ZONES = List.of("timezone", "tz", "zone");

  /** What would end a comment. */
  private static final Pattern BREAK = Pattern.compile("[\\p{Cc}\\x{2028}\\x{2029}]");

  private final FirstLook look;
  private final Catalogue catalogue;
  private final boolean isProven;
  private final References references;
  private final TenantWays tenantWays;
  private final NamedParents named;
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
    this.tenantWays = new TenantWays(look, references);
    this.named = new NamedParents(catalogue, look.schemas());
  }

  /** The text of {@code source.yml}. Called once. */
  String text(String source) {
    head(source);
    Map<String, String> ways = tenantWays.all();
    catalogue.tables().forEach((name, table) -> table(name, table, ways));
    look.unread().tables().forEach(this::comment);
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
    line("leave_out: " + look.unread().patterns().stream().map(YamlText::scalar).toList());
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
    return YamlText.scalar(catalogue.tables().get(table).key().get(0));
  }

  /** A zone is a text; what counts hours from UTC is none. */
  private Optional<String> zoneColumn(String tenants) {
    return NamedParents.find(
        ZONES,
        catalogue.tables().get(tenants).columns().entrySet().stream()
            .filter(column -> column.getValue().type().isWords())
            .map(Map.Entry::getKey)
            .toList());
  }

  private Optional<String> softDelete() {
    return NamedParents.find(
        SOFT_DELETES,
        catalogue.tables().values().stream()
            .flatMap(table -> table.columns().keySet().stream())
            .toList());
  }

  private void table(String name, Catalogue.Table table, Map<String, String> ways) {
    line("  " + YamlText.scalar(name) + ":");
    view(name, table);
    if (look.tenants().isPresent() && !tenantWays.isKnown(name)) {
      tenant(name, ways.get(name));
    }
    leaveOut(name, table);
    types(name, table);
    relations(name, table);
  }

  private void tenant(String name, String way) {
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
    List<String> needed =
        table.columns().keySet().stream()
            .filter(column -> Secrets.isLikely(table, column))
            .toList();
    if (!needed.isEmpty()) {
      line("    # named like a secret, but rows are found by it: " + scalars(needed));
      doubt(name, "named like a secret, but read: " + scalars(needed));
    }
    List<String> leftOut = new ArrayList<>();
    for (String why : List.of(Unread.SECRET, Unread.CLOSED, Unread.OTHER)) {
      List<String> columns = look.unread().columns(name, why);
      if (!columns.isEmpty()) {
        line("    # " + why + ": " + scalars(columns));
        leftOut.addAll(columns);
      }
      if (!columns.isEmpty() && !why.equals(Unread.OTHER)) {
        doubt(name, "not read, " + why + ": " + scalars(columns));
      }
    }
    if (!leftOut.isEmpty()) {
      line("    leave_out: [" + scalars(leftOut) + "]");
    }
  }

  private static String scalars(List<String> texts) {
    return texts.stream().map(YamlText::scalar).collect(Collectors.joining(", "));
  }

  private void relations(String name, Catalogue.Table table) {
    List<String> decided = new ArrayList<>();
    table
        .references()
        .keySet()
        .forEach(
            column ->
                decision(name, column)
                    .ifPresent(
                        decision ->
                            decided.add("      " + YamlText.scalar(column) + ": " + decision)));
    for (Guess guess : references.guessed(name)) {
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
    return YamlText.scalar(guess.parent().table() + as(name, guess.column()).orElse(""))
        + "   # a guess: "
        + guess.evidence();
  }

  /** Nothing where the reference is called as it would be anyway. */
  private Optional<String> as(String table, String column) {
    String called = references.name(table, column);
    return called.equals(RelationLoader.defaultName(column))
        ? Optional.empty()
        : Optional.of(" as " + called);
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
  private Optional<String> decision(String table, String column) {
    List<Catalogue.Reference> parents = references.declared(table, column);
    if (parents.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> refused = references.refusal(table, column).map(own -> "none   # it " + own);
    Optional<String> as = as(table, column);
    if (refused.isPresent() || parents.size() == 1) {
      return refused.or(() -> as.map(String::strip));
    }
    return Optional.of(
        YamlText.scalar(parents.get(0) + as.orElse(""))
            + "   # a guess: the database declares all of "
            + parents);
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
    text.append(BREAK.matcher(line).replaceAll(" ").stripTrailing()).append('\n');
  }
}
