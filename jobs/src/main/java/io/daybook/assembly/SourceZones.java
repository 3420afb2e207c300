package io.daybook.assembly;

import static java.util.Objects.requireNonNull;

import io.daybook.fault.Code;
import io.daybook.fault.DaybookException;
import io.daybook.operate.Problem;
import io.daybook.schedule.Tenant;
import io.daybook.zone.ServerZones;
import io.daybook.zone.ServerZones.Difference;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The time zones that the days of a source's tenants follow, as its current release knows them. */
public final class SourceZones {
  private static final Logger log = LoggerFactory.getLogger(SourceZones.class);

  private static final int SHOWN = 8;

  private final Installation installation;
  private final String source;

  /** Those of this source. */
  public SourceZones(Installation installation, String source) {
    this.installation = requireNonNull(installation, "installation is null");
    this.source = requireNonNull(source, "source is null");
  }

  /**
   * What is wrong with the zones of these sources, where the configuration names them. A server
   * that cannot be asked is no news here: its night says so.
   */
  public static List<Problem> problems(Installation installation, Collection<String> sources) {
    List<Problem> problems = new ArrayList<>();
    for (String source : installation.sql().sources()) {
      if (sources.contains(source) && installation.configured(source).isPresent()) {
        try (OpenSource open = OpenSource.open(installation, source);
            Connection connection = open.settings().connect("daybook status")) {
          for (Difference each : new SourceZones(installation, source).differences(connection)) {
            problems.add(problem(source, each));
          }
        } catch (DaybookException | SQLException e) {
          log.info("Cannot compare the zone rules of {}: {}", source, e.getMessage());
        }
      }
    }
    return problems;
  }

  private static Problem problem(String source, Difference difference) {
    return new Problem(
        Code.SRC_ZONES.text(),
        "Cannot rely on the zone rules of %s: %s".formatted(source, difference.text()),
        Optional.empty(),
        Difference.REMEDY + "; daybook source check " + source);
  }

  /** Where the source's server goes by other rules within a year. */
  public List<Difference> differences(Connection connection) {
    Set<String> zones = new TreeSet<>();
    zones.add(defaultZone());
    installation.tenants().of(source).stream().map(ZoneId::getId).forEach(zones::add);
    try {
      return new ServerZones(connection).differences(zones, installation.clock().instant());
    } catch (SQLException e) {
      throw DaybookException.of(
              Code.SRC_UNREACHABLE,
              "Cannot ask the server of " + source + " for its time zones: " + e.getMessage())
          .state("nothing was changed")
          .next("daybook source check " + source)
          .cause(e)
          .build();
    }
  }

  /** Live tenants whose own text is not a time zone, by key. */
  public List<String> withoutOwn() {
    return installation.tenants().tenants(source).stream()
        .filter(tenant -> !tenant.isZoneValid())
        .map(Tenant::id)
        .toList();
  }

  /** In a sentence, the tenants whose own text is not a time zone; empty where there is none. */
  public Optional<String> fallenBack() {
    List<String> tenants = withoutOwn();
    if (tenants.isEmpty()) {
      return Optional.empty();
    }
    String whose =
        tenants.size() == 1
            ? "The zone of 1 tenant is not a time zone, its days are of "
            : "The zones of " + tenants.size() + " tenants are not time zones, their days are of ";
    return Optional.of(whose + defaultZone() + ": " + some(tenants));
  }

  /** The first few of many keys, and how many there are beyond. */
  public static String some(List<String> keys) {
    String shown = keys.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return keys.size() > SHOWN ? shown + " and " + (keys.size() - SHOWN) + " more" : shown;
  }

  private String defaultZone() {
    return installation.model(source).tenants().defaultZone().getId();
  }
}
