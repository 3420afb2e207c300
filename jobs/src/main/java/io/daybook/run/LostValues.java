package io.daybook.run;

import static java.util.stream.Collectors.joining;

import io.daybook.check.ReadingChecks;
import io.daybook.copy.ColumnLoss;
import io.daybook.copy.Cost;
import io.daybook.definition.SourceDefinition;
import io.daybook.fact.FactModel;
import io.daybook.mart.MartModel;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.SourceSnapshot;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What an extraction lost of values that cannot be carried, as the release and its night say it.
 */
final class LostValues {
  /** Columns that a line names. */
  private static final int SHOWN = 5;

  private final SourceDefinition definition;
  private final List<ColumnLoss> losses;

  /** What each fact reads of which table, as far as it was asked. */
  private final Map<String, Map<String, Set<String>>> columnsUsed = new HashMap<>();

  LostValues(SourceDefinition definition, List<ColumnLoss> losses) {
    this.definition = definition;
    this.losses = List.copyOf(losses);
  }

  /** The snapshot with the losses of each table. */
  SourceSnapshot in(SourceSnapshot snapshot) {
    return snapshot.withTables(
        snapshot.tables().stream()
            .map(
                table ->
                    table.withLosses(
                        losses.stream()
                            .filter(loss -> loss.table().equals(table.table()))
                            .map(this::loss)
                            .toList()))
            .toList());
  }

  private SourceSnapshot.Loss loss(ColumnLoss loss) {
    List<String> readers = readers(loss);
    boolean isUsed = loss.cost() == Cost.ROW ? !readers.isEmpty() : loss.cost() != Cost.UNUSED;
    return new SourceSnapshot.Loss(
        loss.column(), isUsed, loss.cells(), loss.rows(), loss.declared(), readers);
  }

  /** Facts that name the column, of a row that was left out all over its table; marts over them. */
  private List<String> readers(ColumnLoss loss) {
    String table = "raw." + loss.table();
    Set<String> readers = new LinkedHashSet<>();
    for (FactModel fact : definition.facts()) {
      if (fact.reads().contains(table)
          && (loss.rows() > 0 || columns(fact, loss.table()).contains(loss.column()))) {
        readers.add(fact.dataset());
      }
    }
    for (MartModel mart : definition.marts()) {
      if (mart.reads().stream().anyMatch(readers::contains)) {
        readers.add(mart.dataset());
      }
    }
    return List.copyOf(readers);
  }

  private Set<String> columns(FactModel fact, String table) {
    return columnsUsed
        .computeIfAbsent(fact.dataset(), dataset -> definition.columnsUsed(fact))
        .getOrDefault(table, Set.of());
  }

  /** Checks that only count, of values that are read and NULL. */
  List<CheckOutcome> outcomes() {
    return losses.stream()
        .filter(loss -> loss.cells() > 0 && loss.cost() != Cost.UNUSED)
        .map(
            loss ->
                new CheckOutcome(
                    ReadingChecks.lost(loss.table(), loss.column()), false, loss.cells()))
        .toList();
  }

  /** What the extraction's line says of it, each part with a comma in front; empty for nothing. */
  String summary() {
    List<ColumnLoss> unused = losses.stream().filter(each -> each.cost() == Cost.UNUSED).toList();
    List<ColumnLoss> used = losses.stream().filter(each -> each.cost() != Cost.UNUSED).toList();
    return part("values are NULL, they cannot be carried", used, ColumnLoss::cells)
        + part("rows left out", used, ColumnLoss::rows)
        + part("values that nothing reads are NULL", unused, ColumnLoss::cells);
  }

  private static String part(String what, List<ColumnLoss> of, ToLongFunction<ColumnLoss> count) {
    long sum = of.stream().mapToLong(count).sum();
    if (sum == 0) {
      return "";
    }
    List<ColumnLoss> most =
        of.stream()
            .filter(loss -> count.applyAsLong(loss) > 0)
            .sorted(Comparator.comparingLong(count).reversed())
            .toList();
    String columns =
        most.stream()
            .limit(SHOWN)
            .map(loss -> loss.table() + "." + loss.column() + " " + count.applyAsLong(loss))
            .collect(joining(", "));
    return String.format(
        Locale.ROOT,
        ", %,d %s: %s%s (recorded.quarantine)",
        sum,
        what,
        columns,
        most.size() > SHOWN ? ", ..." : "");
  }
}
