package io.daybook.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.postgres.TestPostgres;
import io.daybook.zone.ServerZones.Difference;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TestServerZones {
  private static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");

  /** British Columbia as if it had ended winter time in 2024, three years before the news. */
  private static ZoneRules withoutWinter() {
    ZoneOffset winter = ZoneOffset.ofHours(-8);
    ZoneOffset summer = ZoneOffset.ofHours(-7);
    return ZoneRules.of(
        winter,
        winter,
        List.of(),
        List.of(ZoneOffsetTransition.of(LocalDateTime.parse("2024-03-10T02:00"), winter, summer)),
        List.of());
  }

  private static List<Difference> differences(Function<String, ZoneRules> rules, String... zones)
      throws SQLException {
    try (Connection connection = TestPostgres.database().connect()) {
      return new ServerZones(connection, rules).differences(List.of(zones), NOW);
    }
  }

  @Test
  void findsTheFirstInstantAtWhichTheServerSetsOtherClocks() throws SQLException {
    String[] zones = {"America/Vancouver", "Australia/Sydney", "CET", "EST"};
    List<Difference> found =
        differences(
            zone -> zone.equals("America/Vancouver") ? withoutWinter() : Zones.rules(zone), zones);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).text())
        .startsWith("America/Vancouver is at -07:00 from 2024-11-03T09:00:00Z on by the rules ")
        .contains("and at -08:00 by those of PostgreSQL ");
    assertThat(differences(Zones::rules, zones)).isEmpty();
  }

  @Test
  void findsADifferenceOfHoursAroundAChange() throws SQLException {
    ZoneOffset winter = ZoneOffset.ofHours(-8);
    ZoneOffset summer = ZoneOffset.ofHours(-7);
    ZoneRules early =
        ZoneRules.of(
            winter,
            winter,
            List.of(),
            List.of(
                ZoneOffsetTransition.of(LocalDateTime.parse("2024-03-10T02:00"), winter, summer),
                ZoneOffsetTransition.of(LocalDateTime.parse("2024-11-03T00:30"), summer, winter),
                ZoneOffsetTransition.of(LocalDateTime.parse("2025-03-09T02:00"), winter, summer)),
            List.of());
    assertThat(differences(zone -> early, "America/Vancouver"))
        .extracting(Difference::from)
        .containsExactly(Instant.parse("2024-11-03T07:30:00Z"));
  }

  @Test
  void saysWhichZoneTheServerDoesNotKnowAndLeavesTheSessionsOwn() throws SQLException {
    try (Connection connection = TestPostgres.database().connect();
        Statement statement = connection.createStatement()) {
      // As another program left it in a session of a pooler.
      statement.execute("set timezone = 'Africa/Nairobi'");
      List<Difference> found =
          new ServerZones(connection, zone -> ZoneOffset.UTC.getRules())
              .differences(List.of("America/Newtown", "Asia/Tokyo"), NOW);
      assertThat(found)
          .extracting(Difference::zone)
          .containsExactly("America/Newtown", "Asia/Tokyo");
      assertThat(found.get(0).text()).startsWith("America/Newtown is not known to PostgreSQL ");
      assertThat(zone(statement)).isEqualTo("Africa/Nairobi");
    }
  }

  private static String zone(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("show timezone")) {
      row.next();
      return row.getString(1);
    }
  }

  /**
   * A third reader of the data, with rules that may be some editions older: what both knew by the
   * end of 2024 is the same, in every zone, at every change of the clocks.
   */
  @Test
  void agreesWithPostgresInEveryZone() throws SQLException {
    Map<String, Instant> different = new TreeMap<>();
    int compared = 0;
    try (Connection connection = TestPostgres.database().connect()) {
      connection.setAutoCommit(false);
      ServerZones server = new ServerZones(connection);
      for (String name : Zones.names()) {
        if (server.use(name)) {
          ZoneRules rules = Zones.rules(name);
          Map<Instant, ZoneOffset> theirs = server.offsets(moments(rules));
          compared += theirs.size();
          theirs.entrySet().stream()
              .filter(each -> !rules.getOffset(each.getKey()).equals(each.getValue()))
              .findFirst()
              .ifPresent(each -> different.put(name, each.getKey()));
        }
      }
    }
    assertThat(compared).isGreaterThan(30_000);
    // Their past was corrected after the edition that the server was built with.
    assertThat(different.keySet()).isSubsetOf(Set.of("America/Bogota", "Asia/Tehran", "Iran"));
  }

  private static Set<Instant> moments(ZoneRules rules) {
    Instant last = Instant.parse("2025-01-01T00:00:00Z");
    Set<Instant> moments = new TreeSet<>();
    Instant at = Instant.parse("1970-01-01T00:00:00Z");
    while (at.isBefore(last)) {
      moments.add(at);
      moments.add(at.minusSeconds(1));
      ZoneOffsetTransition change = rules.nextTransition(at);
      at = change == null ? last : change.getInstant();
    }
    return moments;
  }
}
