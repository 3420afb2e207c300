package io.daybook.run;

import io.daybook.Canaries;
import io.daybook.report.ReleaseReports;
import io.daybook.report.metric.Metrics;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.Dataset;
import io.daybook.warehouse.Manifest;
import io.daybook.warehouse.ReadOnlyQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A release whose tenants' texts are marked, and what it has of them. */
final class MarkedNight implements AutoCloseable {
  final DemoNight night;
  final Manifest release;
  final Canaries canaries;
  private final String tenantColumn;
  private final Connection database;

  MarkedNight(DemoNight night, Manifest release) throws SQLException {
    this.night = night;
    this.release = release;
    this.tenantColumn = night.model.tenants().column();
    this.database = new AnalystDatabase(night.files()).open(release.release());
    this.canaries =
        new Canaries(
            query(
                    """
                    select "%s", regexp_extract(cast(tenants as varchar), '· (kx[0-9a-z]+)', 1)
                    from facts.tenants
                    """
                        .formatted(tenantColumn))
                .stream()
                .collect(Collectors.toMap(row -> (String) row.get(0), row -> (String) row.get(1))));
  }

  /** The demo's shared release of this source. */
  static MarkedNight of(String source) throws SQLException {
    return switch (source) {
      case "crm" -> new MarkedNight(CrmNight.night(), CrmNight.release());
      case "thorbis" -> new MarkedNight(ThorbisNight.shared(), ThorbisNight.release());
      default -> new MarkedNight(SharedNight.fixture(), SharedNight.release());
    };
  }

  /** What is computed and says whose it is. */
  List<String> datasets() {
    return release.datasets().stream()
        .filter(each -> each.layer() != Dataset.Layer.RAW)
        .filter(each -> each.schema().column(tenantColumn).isPresent())
        .map(Dataset::name)
        .toList();
  }

  /**
   * Rows of a dataset by whose mark they hold.
   *
   * @param own rows with the mark of their tenant, in whatever column
   * @param strange those with the mark of another
   * @param nobodys those that are no tenant's and have a mark
   */
  record Marked(long own, long strange, long nobodys) {}

  Marked rows(String dataset) throws SQLException {
    return marked(dataset);
  }

  /** The same rows, if each were the next tenant's. */
  Marked misplaced(String dataset) throws SQLException {
    List<String> tenants = canaries.tenants();
    String next =
        IntStream.range(0, tenants.size())
            .mapToObj(
                i ->
                    "('%s', '%s')".formatted(tenants.get(i), tenants.get((i + 1) % tenants.size())))
            .collect(Collectors.joining(", "));
    return marked(
        """
        (
            select rows.* replace (next.tenant as "%1$s")
            from %2$s as rows
            inner join (values %3$s) as next (before, tenant) on next.before = rows."%1$s"
        )
        """
            .formatted(tenantColumn, dataset, next));
  }

  private Marked marked(String rows) throws SQLException {
    List<Object> counts =
        query(
                """
                select
                    count(*) filter (where marks.tenant = seen."%1$s"),
                    count(*) filter (where marks.tenant <> seen."%1$s" and owners.tenant is not null),
                    count(*) filter (where owners.tenant is null)
                from %2$s as seen
                left join (%3$s) as owners (tenant, mark) on owners.tenant = seen."%1$s"
                inner join (%3$s) as marks (tenant, mark)
                    on contains(cast(seen as varchar), marks.mark)
                """
                    .formatted(tenantColumn, rows, canaries.values()))
            .get(0);
    return new Marked((Long) counts.get(0), (Long) counts.get(1), (Long) counts.get(2));
  }

  /** All reports; the caller closes them. */
  ReleaseReports reports() {
    return night.reports(release);
  }

  /** What can be asked. */
  Metrics metrics() {
    return night.metrics();
  }

  private List<List<Object>> query(String sql) throws SQLException {
    return ReadOnlyQuery.run(database, sql, Integer.MAX_VALUE).rows();
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
