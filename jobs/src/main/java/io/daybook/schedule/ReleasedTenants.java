package io.daybook.schedule;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.source.SourceModel;
import io.daybook.sql.Quoted;
import io.daybook.warehouse.AnalystDatabase;
import io.daybook.warehouse.FileStore;
import io.daybook.warehouse.Releases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The live tenants of sources as their current releases know them, read once a release. */
public final class ReleasedTenants implements TenantZones {
  private record Known(long release, List<Tenant> tenants) {}

  private final Function<String, FileStore> warehouses;
  private final Function<String, SourceModel> models;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /**
   * Tenants of any source.
   *
   * @param warehouses the folder of a source in the warehouse
   * @param models the model of a source
   */
  public ReleasedTenants(
      Function<String, FileStore> warehouses, Function<String, SourceModel> models) {
    this.warehouses = requireNonNull(warehouses, "warehouses is null");
    this.models = requireNonNull(models, "models is null");
  }

  /** The live tenants by id; none before the first release. */
  public List<Tenant> tenants(String source) {
    FileStore files = warehouses.apply(source);
    List<Long> numbers = new Releases(files).numbers();
    if (numbers.isEmpty()) {
      return List.of();
    }
    long current = numbers.get(numbers.size() - 1);
    return known
        .compute(
            source,
            (name, before) ->
                before != null && before.release() == current
                    ? before
                    : new Known(current, read(files, current, models.apply(name))))
        .tenants();
  }

  /** Before the first release, and without a live tenant, the source's default zone. */
  @Override
  public Set<ZoneId> of(String source) {
    Map<String, ZoneId> zones =
        tenants(source).stream()
            .collect(
                Collectors.toMap(
                    tenant -> tenant.zone().getId(),
                    Tenant::zone,
                    (one, same) -> one,
                    TreeMap::new));
    return zones.isEmpty()
        ? Set.of(models.apply(source).tenants().defaultZone())
        : Set.copyOf(zones.values());
  }

  private static List<Tenant> read(FileStore files, long release, SourceModel model) {
    String sql =
        "select %s, zone, is_zone_valid from facts.tenants where is_live order by 1"
            .formatted(Quoted.name(model.tenants().column()));
    List<Tenant> tenants = new ArrayList<>();
    try (Connection connection = new AnalystDatabase(files).open(release);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        tenants.add(new Tenant(row.getString(1), ZoneId.of(row.getString(2)), row.getBoolean(3)));
      }
    } catch (SQLException e) {
      throw DaybookException.of(
              Code.RELEASE_CORRUPT,
              "Cannot read the tenants of release %d of %s: %s"
                  .formatted(release, model.name(), e.getMessage()))
          .state("nothing was changed")
          .next("daybook rollback shows an older release again")
          .cause(e)
          .build();
    }
    return List.copyOf(tenants);
  }
}
