package io.daybook.check;

import io.daybook.fact.TenantColumns;
import io.daybook.mart.MartModel;
import io.daybook.mart.MartModel.Sum;
import io.daybook.source.SourceModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What must hold of a mart: its grain, what its YAML says of a row, and its sums. */
final class MartChecks {
  private record Place(String over, String where) {}

  private final String tenant;

  MartChecks(SourceModel model) {
    this.tenant = TenantColumns.name(model);
  }

  List<Check> of(MartModel mart) {
    List<Check> checks = new ArrayList<>();
    checks.add(DatasetChecks.grain(mart.dataset(), mart.grain(), ""));
    checks.addAll(DatasetChecks.notNull(mart.dataset(), mart.grain(), mart.schema()));
    for (MartModel.Rule rule : mart.rules()) {
      checks.add(
          new Check(
              mart.dataset() + "." + rule.name(),
              "does not hold: " + rule.holds(),
              true,
              mart.dataset(),
              "not (" + rule.holds() + ")",
              mart.grain()));
    }
    Map<Place, List<Sum>> places = new LinkedHashMap<>();
    for (Sum sum : mart.sums()) {
      places
          .computeIfAbsent(new Place(sum.over(), sum.where()), place -> new ArrayList<>())
          .add(sum);
    }
    places.forEach((place, sums) -> checks.addAll(sums(mart, place, sums)));
    return checks;
  }

  /** Sums over the same rows of the same fact share one scan of mart and fact. */
  private List<Check> sums(MartModel mart, Place place, List<Sum> sums) {
    String both =
        sums.stream()
            .map(
                each ->
                    ",\n        mart_side.mart_%1$s,\n        fact_side.fact_%1$s"
                        .formatted(each.column()))
            .collect(Collectors.joining());
    String ofMart =
        sums.stream()
            .map(each -> ", sum(%1$s) as mart_%1$s".formatted(each.column()))
            .collect(Collectors.joining());
    String ofFact =
        sums.stream()
            .map(each -> ", " + each.equals() + " as fact_" + each.column())
            .collect(Collectors.joining());
    String from =
        """
        (
            select
                coalesce(mart_side.tenant, fact_side.tenant) as %1$s%2$s
            from (
                select %1$s as tenant%3$s
                from %4$s
                group by %1$s
            ) as mart_side
            full join (
                select %1$s as tenant%5$s
                from %6$s
                where %7$s
                group by %1$s
            ) as fact_side
                on fact_side.tenant = mart_side.tenant
        )"""
            .formatted(tenant, both, ofMart, mart.dataset(), ofFact, place.over(), place.where());
    return sums.stream()
        .map(
            each ->
                new Check(
                    mart.dataset() + ".sum." + each.column(),
                    "sum of %s is not %s over %s"
                        .formatted(each.column(), each.equals(), each.over()),
                    true,
                    from,
                    "coalesce(mart_%1$s, 0) <> coalesce(fact_%1$s, 0)".formatted(each.column()),
                    List.of(tenant)))
        .toList();
  }
}
