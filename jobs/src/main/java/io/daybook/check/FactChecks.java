package io.daybook.check;

import io.daybook.fact.ExchangeRatesSql;
import io.daybook.fact.FactModel;
import io.daybook.fact.FactModel.Carried;
import io.daybook.fact.TenantColumns;
import io.daybook.schema.DataType;
import io.daybook.source.ExchangeRates;
import io.daybook.source.SourceColumn;
import io.daybook.source.SourceModel;
import io.daybook.source.SourceTable;
import io.daybook.source.TenantRule;
import io.daybook.sql.Quoted;
import io.daybook.warehouse.Dataset;
import java.util.ArrayList;
import java.util.List;

/** What must hold of every fact: its grain, its keys, and that it is its base table. */
final class FactChecks {
  private final SourceModel model;
  private final String tenant;

  FactChecks(SourceModel model) {
    this.model = model;
    this.tenant = model.tenants().column();
  }

  List<Check> of(FactModel fact) {
    List<Check> checks = new ArrayList<>();
    // Rows without a tenant are counted elsewhere and may collide.
    String assigned = Quoted.name(tenant) + " <> " + Quoted.text(TenantRule.UNASSIGNED);
    checks.add(DatasetChecks.grain(fact.dataset(), fact.grain(), assigned));
    checks.addAll(DatasetChecks.notNull(fact.dataset(), fact.grain(), fact.schema()));
    fact.base()
        .flatMap(model::table)
        .ifPresent(
            base -> {
              checks.addAll(sameAsBase(fact, base));
              checks.addAll(vocabularies(fact, base));
            });
    if (fact.name().equals(ExchangeRatesSql.NAME)) {
      model.rates().ifPresent(rates -> checks.addAll(rates(fact, rates)));
    }
    boolean isTenants = fact.schema().column("is_zone_valid").isPresent();
    if (isTenants && model.tenants().zoneColumn().isPresent()) {
      checks.add(
          new Check(
              fact.dataset() + ".zone",
              CheckKind.ZONE,
              fact.dataset(),
              "the tenant's zone is not a time zone; its days are of "
                  + model.tenants().defaultZone(),
              false,
              Dataset.quoted(fact.dataset()),
              "not is_zone_valid",
              fact.grain()));
    } else if (isTenantLookedUp(fact)) {
      checks.add(
          new Check(
              fact.dataset() + ".unassigned",
              CheckKind.UNASSIGNED,
              fact.dataset(),
              "the row's tenant cannot be derived",
              false,
              Dataset.quoted(fact.dataset()),
              Quoted.name(tenant) + " = " + Quoted.text(TenantRule.UNASSIGNED),
              fact.grain()));
    }
    return checks;
  }

  /** Whether the tenant of a row is one that is there, or else none. */
  private boolean isTenantLookedUp(FactModel fact) {
    return fact.base()
        .flatMap(model::table)
        .filter(base -> !TenantColumns.isGlobal(base))
        .filter(base -> !base.name().equals(model.tenants().table()))
        .isPresent();
  }

  private List<Check> rates(FactModel fact, ExchangeRates rates) {
    List<Check> checks = new ArrayList<>();
    checks.add(staleRates(fact, rates));
    if (rates instanceof ExchangeRates.OfTable table) {
      checks.add(unclearRates(fact, table));
    }
    return checks;
  }

  private Check staleRates(FactModel fact, ExchangeRates rates) {
    return new Check(
        fact.dataset() + ".stale",
        CheckKind.RATE,
        fact.dataset(),
        "the newest rate of these currencies is older than "
            + rates.maxAgeDays()
            + " days, so that nothing of today is converted",
        false,
        """
        (
            select
                from_currency,
                to_currency,
                max(valid_from) as newest_from,
                max(to_date) as counts_until
            from %s
            where rate is not null
            group by from_currency, to_currency
        )"""
            .formatted(Dataset.quoted(fact.dataset())),
        "counts_until <= local_date(:as_of_instant, 0)",
        List.of("from_currency", "to_currency", "newest_from"));
  }

  private Check unclearRates(FactModel fact, ExchangeRates.OfTable rates) {
    return new Check(
        fact.dataset() + ".unclear",
        CheckKind.RATE,
        fact.dataset(),
        "of these currencies and this day no single rate above 0 is said, or they are no codes like"
            + " EUR, so that nothing is converted until the next",
        false,
        "(\n    " + ExchangeRatesSql.said(model, rates) + "\n)",
        "not says_one",
        List.of("from_currency", "to_currency", "valid_from"));
  }

  /**
   * Rows and sums of money are those of the raw table, per tenant where the raw table has a tenant
   * column: no join multiplied or lost a row. One scan of each side.
   */
  private List<Check> sameAsBase(FactModel fact, SourceTable base) {
    List<Carried> sums =
        fact.carried().stream()
            .filter(
                each ->
                    fact.schema().column(each.column()).orElseThrow().type().kind()
                        == DataType.Kind.DECIMAL)
            .toList();
    String from = surplus(fact, base, sums);
    List<Check> checks = new ArrayList<>();
    String rows = "has not as many rows as raw." + base.name();
    checks.add(same(fact, from, CheckKind.ROWS, "rows", "surplus_rows", rows));
    for (Carried sum : sums) {
      String means = "sum of " + sum.column() + " is not that of raw." + base.name();
      checks.add(
          same(fact, from, CheckKind.SUM, "sum." + sum.column(), surplus(sum.column()), means));
    }
    return checks;
  }

  /**
   * Values of an enum that the catalogue does not have: the source has got new ones since, which
   * the marts count among others. All of these share one scan.
   */
  private List<Check> vocabularies(FactModel fact, SourceTable base) {
    List<Check> checks = new ArrayList<>();
    for (Carried each : fact.carried()) {
      SourceColumn column = base.column(each.source()).orElseThrow();
      List<String> values = model.vocabularies().get(column.sourceType());
      if (column.enumerated() && values != null) {
        checks.add(
            new Check(
                fact.dataset() + ".vocabulary." + each.column(),
                CheckKind.VOCABULARY,
                fact.dataset(),
                each.column() + " is a word that the model's " + column.sourceType() + " lacks",
                false,
                Dataset.quoted(fact.dataset()),
                Quoted.name(each.column()) + " not in (" + Quoted.texts(values) + ")",
                fact.grain()));
      }
    }
    return checks;
  }

  private Check same(
      FactModel fact, String from, CheckKind kind, String name, String surplus, String means) {
    return new Check(
        fact.dataset() + "." + name,
        kind,
        fact.dataset(),
        fact.dataset() + ": " + means,
        true,
        from,
        "coalesce(" + surplus + ", 0) <> 0",
        List.of(tenant));
  }

  /**
   * What the fact has more than the raw table, per tenant: the raw table's sums are taken off, so
   * that one grouping serves both sides. The raw table is summed up by its own tenants, and only
   * these few are looked up.
   */
  private String surplus(FactModel fact, SourceTable base, List<Carried> sums) {
    boolean perTenant = TenantColumns.own(base).isPresent();
    TenantColumns columns = new TenantColumns(model);
    String totals = ", sum(surplus_rows) as surplus_rows";
    String ofFact = ", count(*) as surplus_rows";
    String ofRaw = ", -count(*) as surplus_rows";
    String ofKnown = ", surplus_rows";
    for (Carried sum : sums) {
      String surplus = surplus(sum.column());
      totals += ", sum(%1$s) as %1$s".formatted(surplus);
      ofFact += ", sum(%s) as %s".formatted(Quoted.name(sum.column()), surplus);
      ofRaw += ", -sum(%s) as %s".formatted(Quoted.column("base", sum.source()), surplus);
      ofKnown += ", " + surplus;
    }
    String raw =
        "select %1$s as tenant%2$s from %3$s as base group by %1$s"
            .formatted(
                perTenant ? columns.of(base, "base") : "'(all)'", ofRaw, TenantColumns.raw(base));
    return """
        (
            select tenant as %1$s%2$s
            from (
                select %3$s as tenant%4$s
                from %5$s
                group by %3$s
                union all
                %6$s
            ) as sides
            group by tenant
        )"""
        .formatted(
            Quoted.name(tenant),
            totals,
            perTenant ? Quoted.name(tenant) : "'(all)'",
            ofFact,
            Dataset.quoted(fact.dataset()),
            perTenant ? knownTenants(columns, raw, ofKnown) : raw);
  }

  private static String surplus(String column) {
    return Quoted.name("surplus_of_" + column);
  }

  /** Sums by a table's own tenants as those of the tenants that there are. */
  private String knownTenants(TenantColumns columns, String sums, String summed) {
    SourceTable tenants = model.table(model.tenants().table()).orElseThrow();
    String known = TenantColumns.text(tenants, "tenants", model.tenants().key());
    return """
        select coalesce(known.tenant, %s) as tenant%s
                from (%s) as own
                left join (
                    select %s as tenant, %s as tenant_key from %s as tenants
                ) as known on known.tenant_key = own.tenant"""
        .formatted(
            Quoted.text(TenantRule.UNASSIGNED),
            summed,
            sums,
            known,
            columns.ofText(known),
            TenantColumns.raw(tenants));
  }
}
