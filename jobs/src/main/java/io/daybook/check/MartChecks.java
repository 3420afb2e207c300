package io.daybook.check;

import io.daybook.mart.MartModel;
import io.daybook.mart.MartModel.Sum;
import io.daybook.source.SourceModel;
import io.daybook.sql.Quoted;
import io.daybook.warehouse.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What must hold of a mart: its grain, what its YAML says of a row, and its sums. */
final class MartChecks {
  private record Place(String over, String where) {}

  /** The tenant column in SQL. */
  private final String tenant;

  private final List<String> keys;

  MartChecks(SourceModel model) {
    this.tenant = Quoted.name(model.tenants().column());
    this.keys = List.of(model.tenants().column());
  }

  List<Check> of(MartModel mart) {
    List<Check> checks = new ArrayList<>();
    checks.add(DatasetChecks.grain(mart.dataset(), mart.grain(), "true"));
    checks.addAll(DatasetChecks.notNull(mart.dataset(), mart.grain(), mart.schema()));
    for (MartModel.Rule rule : mart.rules()) {
      checks.add(
          new Check(
              mart.dataset() + "." + rule.name(),
              CheckKind.RULE,
              mart.dataset(),
              "does not hold: " + rule.holds(),
              true,
              Dataset.quoted(mart.dataset()),
              "not (" + rule.holds() + ")",
              mart.grain()));
    }
    checks.addAll(sums(mart));
    return checks;
  }

  /**
   * All sums of a mart as one place: what the mart has more than its facts, per tenant. Every
   * fact's aggregate is taken off, so that one grouping serves all sides.
   */
  private List<Check> sums(MartModel mart) {
    List<Sum> sums = mart.sums();
    Map<Place, List<Sum>> places = new LinkedHashMap<>();
    for (Sum sum : sums) {
      places
          .computeIfAbsent(new Place(sum.over(), sum.where()), place -> new ArrayList<>())
          .add(sum);
    }
    List<String> sides = new ArrayList<>();
    sides.add(
        side(sums, "coalesce(%s, 0)", sum -> Quoted.name(sum.column()), sums)
            + "\n    from "
            + Dataset.quoted(mart.dataset()));
    places.forEach(
        (place, ofPlace) ->
            sides.add(
                side(sums, "-(%s)", Sum::equals, ofPlace)
                    + "\n    from %s\n    where %s\n    group by %s"
                        .formatted(Dataset.quoted(place.over()), place.where(), tenant)));
    String totals =
        sums.stream()
            .map(each -> "sum(%1$s) as %1$s".formatted(surplus(each)))
            .collect(Collectors.joining(",\n    ", ",\n    ", ""));
    String from =
        "(\nselect\n    tenant as %s%s\nfrom (\n    %s\n) as sides\ngroup by tenant\n)"
            .formatted(tenant, totals, String.join("\n    union all\n    ", sides));
    return sums.stream().map(sum -> check(mart, sum, from)).toList();
  }

  /** One side's part of every sum; 0 for the sums that this side knows nothing of. */
  private String side(
      List<Sum> all, String form, Function<Sum, String> value, List<Sum> ofThisSide) {
    return all.stream()
        .map(
            sum ->
                (ofThisSide.contains(sum) ? form.formatted(value.apply(sum)) : "0")
                    + " as "
                    + surplus(sum))
        .collect(Collectors.joining(", ", "select " + tenant + " as tenant, ", ""));
  }

  private static String surplus(Sum sum) {
    return Quoted.name("surplus_" + sum.column());
  }

  private Check check(MartModel mart, Sum sum, String from) {
    return new Check(
        mart.dataset() + ".sum." + sum.column(),
        CheckKind.SUM,
        mart.dataset(),
        "sum of %s is not %s over %s".formatted(sum.column(), sum.equals(), sum.over()),
        true,
        from,
        "coalesce(" + surplus(sum) + ", 0) <> 0",
        keys);
  }
}
