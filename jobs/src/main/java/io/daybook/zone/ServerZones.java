package io.daybook.zone;

import static java.util.Objects.requireNonNull;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Where a PostgreSQL server's rules are other than ours. It goes by its own edition of the tz
 * database, or by its machine's, and tells nobody which that is.
 */
public final class ServerZones {
  /** How far ahead it matters: what differs later has time to be updated. */
  private static final Duration AHEAD = Duration.ofDays(366);

  private static final Duration COARSE = Duration.ofHours(12);
  private static final Duration FINE = Duration.ofMinutes(15);
  private static final String UNKNOWN_ZONE = "22023";

  private final Connection connection;
  private final Function<String, ZoneRules> rules;

  /**
   * Over this connection, which must not be in a transaction. Its zone is changed in one alone that
   * is rolled back: behind a pooler the session is anybody's.
   */
  public ServerZones(Connection connection) {
    this(connection, Zones::rules);
  }

  ServerZones(Connection connection, Function<String, ZoneRules> rules) {
    this.connection = requireNonNull(connection, "connection is null");
    this.rules = requireNonNull(rules, "rules is null");
  }

  /**
   * A zone whose clocks the server sets in another way.
   *
   * @param zone name of the zone
   * @param from the first instant, to a quarter of an hour
   * @param ours offset from then on by our rules
   * @param theirs the server's; empty when it does not know the zone
   * @param server what the server is
   */
  public record Difference(
      String zone, Instant from, ZoneOffset ours, Optional<ZoneOffset> theirs, String server) {
    /** What to do about it. */
    public static final String REMEDY =
        "update the older rules: the server's with its package tzdata or with PostgreSQL, ours with"
            + " zone_rules in daybook.yml";

    public Difference {
      requireNonNull(zone, "zone is null");
      requireNonNull(from, "from is null");
      requireNonNull(ours, "ours is null");
      requireNonNull(theirs, "theirs is null");
      requireNonNull(server, "server is null");
    }

    /** What is different, in one sentence. */
    public String text() {
      Edition edition = Zones.edition();
      String known =
          "%s is at %s from %s on by the rules %s of %s"
              .formatted(zone, ours, from, edition.version(), edition.origin());
      return theirs
          .map(offset -> known + ", and at " + offset + " by those of " + server)
          .orElse("%s is not known to %s".formatted(zone, server));
    }
  }

  /** The first difference of each of these zones within a year from now. */
  public List<Difference> differences(Collection<String> zones, Instant now) throws SQLException {
    String server = "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
    List<Difference> differences = new ArrayList<>();
    connection.setAutoCommit(false);
    try {
      for (String zone : new TreeSet<>(zones)) {
        if (!use(zone)) {
          differences.add(
              new Difference(
                  zone, now, rules.apply(zone).getOffset(now), Optional.empty(), server));
        } else {
          first(zone, now).map(each -> each.of(server)).ifPresent(differences::add);
        }
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
    return differences;
  }

  /**
   * Makes it the transaction's zone, unless the server does not know it. {@code at time zone} would
   * take CET for an abbreviation, which has no summer time.
   */
  boolean use(String zone) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (PreparedStatement statement =
        connection.prepareStatement("select set_config('TimeZone', ?, true)")) {
      statement.setString(1, zone);
      statement.execute();
      connection.releaseSavepoint(before);
      return true;
    } catch (SQLException e) {
      if (!UNKNOWN_ZONE.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
      return false;
    }
  }

  private Optional<Found> first(String zone, Instant now) throws SQLException {
    Instant until = now.plus(AHEAD);
    Set<Instant> moments = steps(now, until, COARSE);
    ZoneOffsetTransition change = rules.apply(zone).nextTransition(now);
    while (change != null && change.getInstant().isBefore(until)) {
      moments.add(change.getInstant().minusSeconds(1));
      moments.add(change.getInstant());
      change = rules.apply(zone).nextTransition(change.getInstant());
    }
    Optional<Found> seen = first(zone, moments);
    if (seen.isEmpty() || seen.orElseThrow().from().equals(now)) {
      return seen;
    }
    // The server's clocks changed at some time before it was seen.
    Instant at = seen.orElseThrow().from();
    long quarter = FINE.toSeconds();
    long before = Math.floorDiv(at.minus(COARSE).getEpochSecond(), quarter) * quarter;
    Set<Instant> fine = steps(Instant.ofEpochSecond(before), at, FINE);
    fine.add(at);
    return first(zone, fine);
  }

  private static Set<Instant> steps(Instant from, Instant until, Duration step) {
    Set<Instant> moments = new TreeSet<>();
    for (Instant at = from; !at.isAfter(until); at = at.plus(step)) {
      moments.add(at);
    }
    return moments;
  }

  private Optional<Found> first(String zone, Set<Instant> moments) throws SQLException {
    for (Map.Entry<Instant, ZoneOffset> each : offsets(moments).entrySet()) {
      ZoneOffset ours = rules.apply(zone).getOffset(each.getKey());
      if (!ours.equals(each.getValue())) {
        return Optional.of(new Found(zone, each.getKey(), ours, each.getValue()));
      }
    }
    return Optional.empty();
  }

  /** Offsets of the session's zone, by time. */
  Map<Instant, ZoneOffset> offsets(Set<Instant> moments) throws SQLException {
    Map<Long, Instant> seconds = new TreeMap<>();
    moments.forEach(each -> seconds.put(each.getEpochSecond(), each));
    Map<Instant, ZoneOffset> offsets = new TreeMap<>();
    Array asked = connection.createArrayOf("bigint", seconds.keySet().toArray());
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select at, cast(extract(timezone from to_timestamp(at)) as integer)"
                + " from unnest(?) as at")) {
      statement.setArray(1, asked);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          offsets.put(seconds.get(row.getLong(1)), ZoneOffset.ofTotalSeconds(row.getInt(2)));
        }
      }
    }
    return offsets;
  }

  private record Found(String zone, Instant from, ZoneOffset ours, ZoneOffset theirs) {
    Difference of(String server) {
      return new Difference(zone, from, ours, Optional.of(theirs), server);
    }
  }
}
