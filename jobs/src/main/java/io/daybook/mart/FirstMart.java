package io.daybook.mart;

import io.daybook.config.YamlText;
import io.daybook.fact.FirstFacts.FirstFact;
import io.daybook.sql.Quoted;
import io.daybook.sql.ReadableName;
import java.util.List;
import java.util.stream.Collectors;

/** The mart that a new source begins with: how many rows each fact has, by tenant and day. */
public final class FirstMart {
  /** Of both of its files. */
  public static final String NAME = "rows_by_day";

  private FirstMart() {}

  /** Its query over these facts, of which there is one at least. */
  public static String sql(List<FirstFact> facts, String tenantColumn) {
    String tenant = ReadableName.of(tenantColumn);
    return facts.stream()
        .map(
            fact ->
                """
                select
                    %s,
                    %s as fact,
                    %s as day,
                    count(*) as row_count
                from facts.%s
                group by %s%s
                """
                    .formatted(
                        tenant,
                        Quoted.text(fact.name()),
                        fact.day().map(ReadableName::of).orElse("cast(null as date)"),
                        ReadableName.of(fact.name()),
                        tenant,
                        fact.day().map(day -> ", " + ReadableName.of(day)).orElse("")))
        .collect(Collectors.joining("\nunion all\n\n"));
  }

  /** What stands beside the query. */
  public static String contract(String tenantColumn) {
    return """
    description: How many rows each fact has, by tenant and day
    grain: [%1$s, fact, day]
    columns:
        - {name: %1$s, type: text, meaning: tenant}
        - {name: fact, type: text, meaning: the fact that is counted}
        - {name: day, type: date, nullable: true, meaning: "the tenant's day of a row, if it has one"}
        - {name: row_count, type: bigint, unit: rows, meaning: rows of that day, at_least: 1}
    """
        .formatted(YamlText.scalar(tenantColumn));
  }
}
