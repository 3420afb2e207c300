package io.daybook.mart;

import io.daybook.config.YamlText;
import io.daybook.fact.FirstFacts.FirstFact;
import io.daybook.sql.FoldedName;
import io.daybook.sql.Quoted;
import io.daybook.sql.ReadableName;
import java.util.List;
import java.util.stream.Collectors;

/** The mart that a new source begins with: how many rows each fact has, by tenant and day. */
public final class FirstMart {
  /** Of both of its files. */
  public static final String NAME = "rows_by_day";

  private FirstMart() {}

  /** A column's name, or another one where the tenant's column is called so. */
  private static String beside(String tenantColumn, String name) {
    return FoldedName.of(tenantColumn).equals(name) ? name + "_of_rows" : name;
  }

  /** Its query over these facts, of which there is one at least. */
  public static String sql(List<FirstFact> facts, String tenantColumn) {
    String tenant = ReadableName.of(tenantColumn);
    String name = beside(tenantColumn, "fact");
    String date = beside(tenantColumn, "day");
    String count = beside(tenantColumn, "row_count");
    return facts.stream()
        .map(
            fact ->
                """
                select
                    %s,
                    %s as %s,
                    %s as %s,
                    count(*) as %s
                from facts.%s
                group by %s%s
                """
                    .formatted(
                        tenant,
                        Quoted.text(fact.name()),
                        name,
                        fact.day().map(ReadableName::of).orElse("cast(null as date)"),
                        date,
                        count,
                        ReadableName.of(fact.name()),
                        tenant,
                        fact.day().map(day -> ", " + ReadableName.of(day)).orElse("")))
        .collect(Collectors.joining("\nunion all\n\n"));
  }

  /** What stands beside the query. */
  public static String contract(String tenantColumn) {
    return """
    description: How many rows each fact has, by tenant and day
    grain: [%1$s, %2$s, %3$s]
    columns:
        - {name: %1$s, type: text, meaning: tenant}
        - {name: %2$s, type: text, meaning: the fact that is counted}
        - {name: %3$s, type: date, nullable: true, meaning: "the tenant's day of a row, if it has one"}
        - {name: %4$s, type: bigint, unit: rows, meaning: rows of that day, at_least: 1}
    """
        .formatted(
            YamlText.scalar(tenantColumn),
            beside(tenantColumn, "fact"),
            beside(tenantColumn, "day"),
            beside(tenantColumn, "row_count"));
  }
}
