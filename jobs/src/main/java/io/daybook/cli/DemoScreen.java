package io.daybook.cli;

import io.daybook.assembly.Warehouse;
import io.daybook.cli.screen.Table;
import io.daybook.fact.Generated;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.CheckOutcome;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Dataset.Layer;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.ReadOnlyQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Stream;

/** The last screen of the demo: what was read, built, checked, published, and where to look. */
final class DemoScreen {
  private static final String SAMPLE =
      """
      select
          organization.name as organisation,
          state.as_of_date,
          state.open_orders,
          state.open_opportunities,
          state.open_jobs,
          state.open_issues,
          state.open_warranty_claims
      from marts.mv_current_state as state
      inner join raw.organizations as organization on organization.id = state.organization_id
      order by organization.name nulls last
      """;

  private final Session session;
  private final Manifest release;
  private final Duration took;
  private final Optional<DemoPost> post;

  DemoScreen(Session session, Manifest release, Duration took, Optional<DemoPost> post) {
    this.session = session;
    this.release = release;
    this.took = took;
    this.post = post;
  }

  String text() throws SQLException {
    return """

        Release %d of %s is published. The night took %s with %s.

          read       %,d rows of %d tables, all at one instant: %s
          built      %d facts (%,d rows) and %d marts (%,d rows)
          checked    %s
          published  %s

        Where every organisation stands, each on its own calendar day (marts.mv_current_state):

        %s
        Look at it
          daybook query "from marts.mv_daily_metrics order by day desc limit 10"
          daybook sql marts.mv_daily_metrics        how these numbers are computed
          %s
        The whole release in one DuckDB file:
          %s
        %s
        """
        .formatted(
            release.release(),
            release.source(),
            Table.seconds(took),
            release.engine(),
            rows(Layer.RAW),
            count(Layer.RAW),
            release.asOf().truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' '),
            count(Layer.FACT),
            rows(Layer.FACT),
            count(Layer.MART),
            rows(Layer.MART),
            CheckOutcome.summary(release.checks()),
            published(),
            sample().indent(2),
            again(),
            warehouse().files().absolute("marts.duckdb"),
            delivered());
  }

  private String delivered() {
    return post.map(
            demo ->
                """
                Its people's reports, one folder an organisation, and their mails, one a recipient:
                  %s
                  %s
                  daybook deliveries list                   who got which file, and what the server said"""
                    .formatted(demo.folder(), demo.mailbox()))
        .orElse("Its people's reports: daybook report preview");
  }

  private String published() {
    return release.base().isPresent()
        ? "all at once; who was reading release %d went on undisturbed"
            .formatted(release.base().getAsLong())
        : "all at once; until then there was nothing to see";
  }

  private Warehouse warehouse() {
    return session.installation().warehouse(release.source());
  }

  private String again() {
    return release.engine().equals("duckdb")
        ? "daybook demo                              the next release, with Spark"
        : "daybook demo --engine duckdb              the next release, with the other engine";
  }

  private String sample() throws SQLException {
    try (Connection connection = new AnalystDatabase(warehouse().files()).open(release.release())) {
      return QueryCommand.table(ReadOnlyQuery.run(connection, SAMPLE, 20)).text();
    }
  }

  private long count(Layer layer) {
    return of(layer).count();
  }

  private long rows(Layer layer) {
    return of(layer).mapToLong(Dataset::rows).sum();
  }

  /** The datasets of a layer; the generated zone table is nobody's fact. */
  private Stream<Dataset> of(Layer layer) {
    return release.datasets().stream()
        .filter(dataset -> dataset.layer() == layer && !Generated.NAMES.contains(dataset.table()));
  }
}
