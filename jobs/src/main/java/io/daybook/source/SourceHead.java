package io.daybook.source;

import io.daybook.config.YamlText;
import io.daybook.schema.DataType;
import io.daybook.sql.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** What a first {@code source.yml} says of all tables. */
final class SourceHead {
  private static final List<String> SOFT_DELETES = List.of("deletedat", "removedat", "archivedat");

  private static final Set<String> MARKS =
      Set.of("deleted", "isdeleted", "removed", "isremoved", "archived", "isarchived", "discarded");

  private final FirstLook look;
  private final Seen seen;
  private final DraftText draft;

  SourceHead(FirstLook look, Seen seen, DraftText draft) {
    this.look = look;
    this.seen = seen;
    this.draft = draft;
  }

  void write(String source) {
    line("# What the database does not say of itself. This is a first guess: check every line,");
    line("# decide the comments, then it is yours. catalogue.yml beside it can be drafted again.");
    line("source: " + source);
    line(look.schemas().yaml());
    line("");
    look.tenants().ifPresentOrElse(this::tenants, this::oneTenant);
    line("");
    softDelete();
    marks();
    line("# Secrets never leave the source. A star stands for anything.");
    line("# Named alike, it may be none: then write the names out that are some.");
    line("leave_out: " + look.unread().patterns().stream().map(YamlText::scalar).toList());
    line("");
    naive();
    line("tables:");
  }

  private void line(String line) {
    draft.line(line);
  }

  private void oneTenant() {
    line("tenants: none                     # or: {table: ..., key: ..., column: ...}");
    line("default_zone: UTC                 # of all days");
    line("# tenant: {name: ..., currency: EUR, locale: en-AU}   # what reports say");
    draft.doubt("tenants", "no table has a row a tenant, so all rows are one's, in UTC");
  }

  private void tenants(TenantGuess tenants) {
    long having = look.catalogue().tables().keySet().stream().filter(look::hasTenantColumn).count();
    String evidence =
        "%d of %d other tables have %s"
            .formatted(having, look.catalogue().tables().size() - 1, tenants.column());
    line("# A guess: " + evidence);
    line("tenants:");
    line("  table: " + YamlText.scalar(tenants.table()));
    line("  key: " + YamlText.scalar(look.keyBesideTenant(tenants.table()).get(0)));
    line("  column: " + YamlText.scalar(tenants.column()));
    draft.doubt("tenants", "are the rows of " + tenants.table() + ": " + evidence);
    Optional<String> zone = look.zoneColumn();
    if (zone.isPresent() && seen.hasZones()) {
      String told = seen.zones().isEmpty() ? "" : "   # a guess: " + seen.zones();
      line("  zone: " + YamlText.scalar(zone.get()) + told);
      line("  default_zone: UTC                # of a tenant whose zone is not a time zone");
      if (!told.isEmpty()) {
        draft.doubt("tenants", "their zones are in " + zone.get() + ": " + seen.zones());
      }
      return;
    }
    line("  # zone: which of its columns holds the tenant's time zone?");
    line("  default_zone: UTC                # of all tenants while no column says it");
    draft.doubt(
        "tenants",
        zone.map(column -> "no column has their time zone, of " + column + " " + seen.zones())
                .orElse("no column has their time zone")
            + ", so all days are those of UTC");
  }

  private void softDelete() {
    List<List<String>> columns =
        look.catalogue().tables().values().stream()
            .map(table -> List.copyOf(table.columns().keySet()))
            .toList();
    NamedParents.find(SOFT_DELETES, columns.stream().flatMap(List::stream).toList())
        .ifPresent(
            column -> {
              long having = columns.stream().filter(each -> each.contains(column)).count();
              String evidence = "%d of %d tables have %s".formatted(having, columns.size(), column);
              line("# A guess: " + evidence);
              line("deleted: " + YamlText.scalar(column));
              line("");
              draft.doubt("deleted", "rows with a value there are deleted: " + evidence);
            });
  }

  /** A mark by true and false, which no key of source.yml declares. */
  private void marks() {
    List<String> marks = columns(SourceHead::isMark);
    if (!marks.isEmpty()) {
      draft.doubt(
          "deleted",
          "say by true or false what is deleted, and count like all others until a fact or mart"
              + " leaves them out: "
              + Finding.some(marks));
    }
  }

  private static boolean isMark(String column, Catalogue.Column of) {
    return of.type().dataType().equals(DataType.BOOLEAN) && MARKS.contains(Spelling.word(column));
  }

  private List<String> columns(BiPredicate<String, Catalogue.Column> which) {
    List<String> columns = new ArrayList<>();
    look.catalogue()
        .tables()
        .forEach(
            (name, table) ->
                table
                    .columns()
                    .forEach(
                        (column, of) -> {
                          if (which.test(column, of)) {
                            columns.add(name + "." + column);
                          }
                        }));
    return columns;
  }

  /** Daybook takes the time for UTC, which nobody who wrote wall-clock time would guess. */
  private void naive() {
    List<String> columns = columns((column, of) -> of.type().isNaive());
    if (!columns.isEmpty()) {
      String some = Finding.some(columns);
      line("# Whose clock wrote a timestamp without time zone? utc, tenant or a region like");
      line("# Europe/Paris; a table may say it by column. Here: " + some);
      line("naive: utc");
      draft.doubt("naive", "timestamps without time zone are taken for UTC: " + some);
      line("");
    }
  }
}
