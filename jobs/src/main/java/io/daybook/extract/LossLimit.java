package io.daybook.extract;

import io.daybook.config.QuarantineLimit;
import io.daybook.config.YamlText;
import io.daybook.copy.ColumnLoss;
import io.daybook.copy.Cost;
import io.daybook.copy.Quarantined;
import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Refuses an extraction that lacks more of the source than may be borne. */
final class LossLimit {
  /** Keys that a line shows. */
  private static final int KEYS = 3;

  private final String source;
  private final QuarantineLimit limit;
  private final Costs costs;
  private final Map<String, String> widened;
  private final List<String> refused = new ArrayList<>();
  private final TreeSet<String> remedies = new TreeSet<>();
  private boolean isTooNarrow;

  /**
   * A limit.
   *
   * @param widened columns with other types than the model knows, by their name with the table's:
   *     what happened to the type
   */
  LossLimit(String source, QuarantineLimit limit, Costs costs, Map<String, String> widened) {
    this.source = source;
    this.limit = limit;
    this.costs = costs;
    this.widened = widened;
  }

  /**
   * Looks at all losses.
   *
   * @param rows rows of each table in the source
   * @throws DaybookException SRC_POISON with every column that lost too much
   */
  void require(Collection<ColumnLoss> losses, Map<String, Long> rows, List<Quarantined> samples) {
    for (ColumnLoss loss : losses) {
      long all = rows.get(loss.table());
      if (!bears(loss, all)) {
        refuse(loss, all, samples);
      }
    }
    if (refused.isEmpty()) {
      return;
    }
    throw DaybookException.of(
            Code.SRC_POISON,
            "Cannot accept the extraction of "
                + source
                + ": it has values that cannot be carried, in more places than may be borne")
        .line("lost", String.join("\n", refused))
        .line("limit", limit.toString())
        .state("nothing of this extraction is kept; readers keep the published release")
        .next(next() + "; then: daybook run " + source)
        .build();
  }

  private String next() {
    List<String> steps = new ArrayList<>();
    if (!remedies.isEmpty()) {
      steps.add(
          "mend the values in the source; or say in sql/%s/source.yml what they mean: %s"
              .formatted(source, String.join("; ", remedies)));
    }
    if (isTooNarrow) {
      steps.add("take the new types into the model: daybook source draft " + source);
    }
    return String.join("; ", steps);
  }

  /** A value of a wider type is a good one, and the next night has more of them. */
  private boolean bears(ColumnLoss loss, long all) {
    if (loss.cells() + loss.rows() == 0) {
      return true; // all that cannot be carried means that there is none
    }
    if (widened.containsKey(name(loss)) && loss.cost() != Cost.UNUSED) {
      return false;
    }
    if (loss.rows() > 0 && costs.isParent(loss.table())) {
      return false;
    }
    boolean bearsRows = !costs.isUsed(loss.table()) || limit.bearsTotals(loss.rows());
    return bearsRows
        && switch (loss.cost()) {
          case UNUSED, ROW -> true;
          case CELL -> limit.bears(loss.cells(), all);
          case TOTAL -> limit.bearsTotals(loss.cells());
        };
  }

  private void refuse(ColumnLoss loss, long all, List<Quarantined> samples) {
    List<Quarantined> of =
        samples.stream()
            .filter(each -> each.table().equals(loss.table()))
            .filter(each -> each.column().equals(loss.column()))
            .toList();
    String reasons =
        of.stream().map(Quarantined::reason).distinct().collect(Collectors.joining(", "));
    String keys =
        of.stream()
            .map(Quarantined::key)
            .filter(key -> !key.isEmpty())
            .limit(KEYS)
            .collect(Collectors.joining(" and ", ", key ", ""));
    refused.add(
        String.format(
            Locale.ROOT,
            "%s: %s in %d of %d rows%s; %s",
            name(loss),
            reasons,
            loss.cells() + loss.rows(),
            all,
            keys.equals(", key ") ? "" : keys,
            why(loss)));
    if (widened.containsKey(name(loss))) {
      isTooNarrow = true;
    } else {
      of.forEach(each -> remedies.add(remedy(loss, each.reason())));
    }
  }

  private static String name(ColumnLoss loss) {
    return loss.table() + "." + loss.column();
  }

  private String why(ColumnLoss loss) {
    if (widened.containsKey(name(loss))) {
      return widened.get(name(loss));
    }
    if (loss.cost() == Cost.ROW) {
      return costs.isParent(loss.table())
          ? "the row would be left out, and other rows may name it"
          : "the row would be left out, and with it what it adds to totals";
    }
    return loss.cost() == Cost.TOTAL ? "totals would lack it" : "that is too many";
  }

  private static String remedy(ColumnLoss loss, String reason) {
    String column = YamlText.scalar(loss.column());
    String of = YamlText.scalar(loss.table()) + ": ";
    boolean isText =
        switch (reason) {
          case "infinity",
              "NaN",
              "more digits than the model declares",
              "outside the years 1 to 9999" ->
              true;
          default -> false;
        };
    if (loss.cost() == Cost.ROW) {
      return isText
          ? of + "{types: {" + column + ": text}}, and the same of what refers to it"
          : "leave table " + loss.table() + " out of tables:";
    }
    return switch (reason) {
      case "infinity" ->
          of + "{infinity: {" + column + ": null}} or {types: {" + column + ": text}}";
      case "NaN" -> of + "{nan: {" + column + ": null}} or {types: {" + column + ": text}}";
      case "more digits than the model declares", "outside the years 1 to 9999" ->
          of + "{types: {" + column + ": text}}";
      default -> of + "{leave_out: [" + column + "]}";
    };
  }
}
