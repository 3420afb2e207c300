package io.daybook.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Leads references of a demo source astray, past what its constraints forbid: another source's
 * owner may have declared none.
 */
final class StrayReferences implements AutoCloseable {
  /** Rows whose reference is a number of the tenant's marts: an opportunity that has a quote. */
  private static final Map<String, String> HARMLESS =
      Map.of(
          "quote_versions.opportunity_id",
          """
          reference in (
              select id::text from opportunities where stage not in ('won', 'lost')
          )""");

  private final List<FkArrow> arrows;
  private final Connection owner;
  private final Statement statement;

  /**
   * One reference that was led astray.
   *
   * @param orphan whether to no row at all, or to another tenant's
   * @param wasNull whether the row had none before
   */
  record Stray(FkArrow arrow, boolean orphan, boolean wasNull) {}

  StrayReferences(NightFixture fixture, List<FkArrow> arrows) throws SQLException {
    this.arrows = arrows;
    this.owner = fixture.database.connect();
    this.statement = owner.createStatement();
    // Declared foreign keys are not looked at by this session.
    statement.execute("set session_replication_role = replica");
  }

  /**
   * Lifts what keeps a reference from being anything, and gives a parent to some rows of those
   * references that lead nowhere in all of the demo.
   */
  void prepare() throws SQLException {
    statement.execute(
        """
        do $$
        declare
            each record;
        begin
            for each in
                select conrelid::regclass as child, conname
                from pg_constraint
                where contype = 'c' and connamespace = 'public'::regnamespace
            loop
                execute format('alter table %s drop constraint %I', each.child, each.conname);
            end loop;
            for each in
                select attrelid::regclass as child, attname
                from pg_attribute
                where attgenerated = 's' and atttypid = 'uuid'::regtype
            loop
                execute format(
                    'alter table %s alter column %I drop expression', each.child, each.attname);
            end loop;
        end
        $$
        """);
    Map<String, List<Long>> all = count();
    for (FkArrow arrow : arrows) {
      List<Long> counts = all.get(arrow.name());
      if (counts.get(1) > 0 && counts.get(1).equals(counts.get(2))) {
        statement.executeUpdate(arrow.mend());
      }
    }
  }

  /** The six counts of each arrow by its name, as PostgreSQL counts them. */
  Map<String, List<Long>> count() throws SQLException {
    String all = arrows.stream().map(FkArrow::counts).collect(Collectors.joining(" union all "));
    try (ResultSet row = statement.executeQuery(all)) {
      Map<String, List<Long>> counts = new TreeMap<>();
      while (row.next()) {
        List<Long> six = new ArrayList<>();
        for (int column = 2; column <= 7; column++) {
          six.add(row.getLong(column));
        }
        counts.put(row.getString(1), six);
      }
      return counts;
    }
  }

  /**
   * Leads one row of each arrow into another tenant and one nowhere. A reference that says whose
   * the row is leads to no other tenant than the row's; and a row without a tenant makes strangers
   * of all that it names and of all that name it, so it is one that nothing else names or is named
   * by.
   */
  List<Stray> plant() throws SQLException {
    List<Stray> planted = new ArrayList<>();
    for (FkArrow arrow : arrows) {
      boolean mayBeOrphan =
          !arrow.saysTenant() || arrow.reference().equals("user_sessions.user_id");
      if (arrow.reference().equals("users.organization_id")) {
        insertUserOf(arrow.nowhere());
        planted.add(new Stray(arrow, true, true));
      }
      for (Place place : places(arrow)) {
        if (place.orphan ? mayBeOrphan : !arrow.saysTenant()) {
          int rows =
              statement.executeUpdate(
                  "update %s set %s = '%s' where ctid = '%s'"
                      .formatted(arrow.table(), arrow.column(), place.key, place.row));
          assertThat(rows).as(arrow.name()).isOne();
          planted.add(new Stray(arrow, place.orphan, place.wasNull));
        }
      }
    }
    return planted;
  }

  private record Place(boolean orphan, String row, String key, boolean wasNull) {}

  private List<Place> places(FkArrow arrow) throws SQLException {
    String query = arrow.places(HARMLESS.getOrDefault(arrow.reference(), "true"));
    try (ResultSet row = statement.executeQuery(query)) {
      List<Place> places = new ArrayList<>();
      while (row.next()) {
        places.add(
            new Place(row.getBoolean(1), row.getString(2), row.getString(3), row.getBoolean(4)));
      }
      return places;
    }
  }

  private void insertUserOf(String organization) throws SQLException {
    statement.executeUpdate(
        """
        insert into users (auth_id, organization_id, email)
        values (gen_random_uuid(), '%s', 'nobody@example.org')
        """
            .formatted(organization));
  }

  @Override
  public void close() throws SQLException {
    owner.close();
  }
}
