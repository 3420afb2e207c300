package io.daybook.source;

import io.daybook.sql.Quoted;
import io.daybook.sql.ReadableName;
import java.util.stream.Collectors;

/** Writes the SQL that gives Daybook's role the rights it needs and no more. */
public final class SourceGrant {
  private SourceGrant() {}

  /**
   * The script that a DBA reads, then runs in the source's database. It can be run again after the
   * model or the database has changed: afterwards the role can read exactly the model's tables that
   * are there, and of each table exactly the columns that are read of it, so that none that is made
   * later opens by itself. A table that the database lacks is named by a notice. Holds no password.
   *
   * @param role role to create
   * @param database the source's database
   * @param connections connections that a run opens at once
   */
  public static String sql(SourceModel model, String role, String database, int connections) {
    String name = ReadableName.of(role);
    String schemas =
        model.schemas().stream().map(ReadableName::of).collect(Collectors.joining(", "));
    String tables =
        model.tables().values().stream()
            .map(table -> row(model, table))
            .collect(Collectors.joining(",\n            "));
    return TEMPLATE
        .replace("{source}", model.name())
        .replace("{literal}", Quoted.text(role))
        .replace("{role}", name)
        .replace("{database}", ReadableName.of(database))
        .replace("{schemas}", schemas)
        .replace("{limit}", Integer.toString(connections + SPARE_CONNECTIONS))
        .replace("{tables}", tables)
        .replace("{do}", quote(name + Quoted.text(role) + tables));
  }

  /** What begins and ends the blocks: no name, however it was chosen, ends them before. */
  private static String quote(String names) {
    String quote = "$do$";
    for (int i = 1; names.contains(quote); i++) {
      quote = "$do" + i + "$";
    }
    return quote;
  }

  /** A table and the columns to grant. */
  private static String row(SourceModel model, SourceTable table) {
    return "(%s, %s, array[%s]::text[])"
        .formatted(
            Quoted.text(model.schemaOf(table.name())),
            Quoted.text(model.nameInSchema(table.name())),
            Quoted.texts(table.columns().stream().map(SourceColumn::name).toList()));
  }

  /** So that {@code daybook source check} works beside a run. */
  private static final int SPARE_CONNECTIONS = 2;

  private static final String TEMPLATE =
      """
      -- The role with which Daybook reads {source}, with the rights that it needs and no others.
      -- Run this in database {database} as a superuser; from PostgreSQL 16 on, a role with
      -- CREATEROLE and BYPASSRLS of its own and the right to grant on the tables will do.
      -- Run it again when the model has changed. Then prove it: daybook source check {source}
      --
      -- The password is not in this file. Set it in psql, where it enters no log:
      --     \\password {role}
      begin;

      do {do}
      begin
          if not exists (select from pg_catalog.pg_roles where rolname = {literal}) then
              create role {role};
          end if;
      end
      {do};

      -- BYPASSRLS: Daybook reads the rows of all tenants. Without it row-level security hides them,
      -- and Daybook refuses to read (it sets row_security = off) rather than to miss rows unseen.
      -- It lifts row-level security alone; the role still reads only what is granted below.
      alter role {role} with login bypassrls connection limit {limit};

      -- Every session can only read, waits briefly for locks and cannot hang for ever.
      alter role {role} set default_transaction_read_only = on;
      alter role {role} set lock_timeout = '5s';
      alter role {role} set statement_timeout = '1h';
      alter role {role} set idle_in_transaction_session_timeout = '5min';

      grant connect on database {database} to {role};
      grant usage on schema {schemas} to {role};

      -- What an older model could read ends here.
      revoke all on all tables in schema {schemas} from {role};

      -- Of the model's tables those that are here, and of each the columns that Daybook reads; a
      -- notice names each table that is not here. Other columns stay closed, those of secrets and
      -- those that are made later among them. With them goes ctid, the place of a row, by which
      -- large tables are read in parts.
      do {do}
      declare
          wanted record;
          found record;
          readable text;
      begin
          for wanted in
              select t.schema, t.name, t.columns
              from (values
                  {tables}
              ) as t (schema, name, columns)
          loop
              select c.oid, c.relkind into found
              from pg_catalog.pg_class c
              join pg_catalog.pg_namespace n on n.oid = c.relnamespace
              where n.nspname = wanted.schema and c.relname = wanted.name
                  and c.relkind in ('r', 'p', 'v', 'm', 'f');
              if found.oid is null then
                  raise notice 'no table %.% here: nothing granted', wanted.schema, wanted.name;
                  continue;
              end if;
              select pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' order by a.attnum)
              into readable
              from pg_catalog.pg_attribute a
              where a.attrelid = found.oid and not a.attisdropped
                  and (a.attname = any (wanted.columns)
                      or (a.attname = 'ctid' and a.attnum < 0));
              continue when readable is null;
              execute pg_catalog.format(
                  'grant select (%s) on %s to %I',
                  readable,
                  found.oid::pg_catalog.regclass, {literal});
          end loop;
      end
      {do};

      commit;
      """;
}
