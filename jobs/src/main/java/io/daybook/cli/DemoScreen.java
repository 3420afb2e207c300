package io.daybook.cli;

import io.daybook.assembly.Warehouse;
import io.daybook.cli.screen.Table;
import io.daybook.demo.DemoSample;
import io.daybook.demo.DemoSources;
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
  private final Session session;
  private final Manifest release;
  private final Duration took;
  private final Optional<DemoPost> post;
  private final Optional<DemoSample> sample;

  DemoScreen(Session session, Manifest release, Duration took, Optional<DemoPost> post) {
    this.session = session;
    this.release = release;
    this.took = took;
    this.post = post;
    this.sample = DemoSources.sample(release.source());
  }

  String text() throws SQLException {
    return """

        Release %d of %s is published. The night took %s with %s.

          read       %,d rows of %d tables, all at one instant: %s
          built      %d facts (%,d rows) and %d marts (%,d rows)
          checked    %s
          published  %s
        %s
        Look at it
        %s  %s
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
            shown(),
            tries(),
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
    String other = release.engine().equals("duckdb") ? "" : " --engine duckdb";
    String source =
        release.source().equals(DemoSources.first()) ? "" : " --source " + release.source();
    return "%-41s the next release, with %s"
        .formatted("daybook demo" + source + other, other.isEmpty() ? "Spark" : "the other engine");
  }

  /** What the demo of this source finds worth a look. */
  private String shown() throws SQLException {
    if (sample.isEmpty()) {
      return "";
    }
    try (Connection connection = new AnalystDatabase(warehouse().files()).open(release.release())) {
      String rows =
          QueryCommand.table(ReadOnlyQuery.run(connection, sample.orElseThrow().query(), 20))
              .text();
      return "\n%s:\n\n%s".formatted(sample.orElseThrow().title(), rows.indent(2));
    }
  }

  private String tries() {
    return sample
        .map(
            look ->
                "  daybook query \"%s\"\n  %-41s how these numbers are computed\n"
                    .formatted(look.browse(), "daybook sql " + look.mart()))
        .orElse("");
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
