-- What the scripts of a folder share beyond the dice: sizes, days, money, and the tally of what is wrong on
-- purpose. :today is the first day after the history, :sizes the numbers of the asked for size.
create function demo.size(name text) returns integer
language sql immutable
return cast(jsonb ':sizes' ->> name as integer);

-- A tenant's part of so many rows of all tenants; one that has any has at least a dozen.
create function demo.part(share numeric, name text) returns integer
language sql immutable
return case when share = 0 then 0
    else greatest(12, cast(round(share * demo.size(name)) as integer)) end;

-- 0 to bound - 1, low numbers far more often: a few customers buy most.
create function demo.skew(key text, bound integer) returns integer
language sql immutable
return cast(floor(bound * power(demo.roll('skew' || key, 1000000) / 1000000.0::float8, 3)) as integer);

-- One of so many days that end with yesterday.
create function demo.day(key text) returns date
language sql immutable
return date ':today' - 1 - demo.roll('day' || key, demo.size('days'));

-- Not after the last day of the history.
create function demo.past(day date) returns date
language sql immutable
return least(day, date ':today' - 1);

create function demo.money(key text, low integer, high integer) returns numeric
language sql immutable
return cast((low * 100 + demo.roll('money' || key, (high - low) * 100)) / 100.0 as numeric(18, 2));

-- Of numbered parents every twentieth is deleted. Who must name a living one takes the one before.
create function demo.living(number integer) returns integer
language sql immutable
return case when number % 20 = 0 then number - 1 else number end;

-- What a tenant calls its k-th of a kind: all tenants count alike, and every third number has the tenant's mark.
create function demo.numbered(prefix text, k integer, digits integer, mark text) returns text
language sql immutable
return prefix || lpad(cast(k as text), digits, '0') || case when k % 3 = 0 then ' · ' || mark else '' end;

-- What is wrong on purpose: so many rows of a tenant, of no tenant where it is null.
create table demo.planted (
    name text not null,
    tenant uuid,
    count bigint not null
);

-- Who refers to whom where a reference crosses from one tenant into another. The folder's rows fill it; all
-- that is planted lies in these tenants, where nothing else is said.
create table demo.strays (
    tenant uuid not null,
    neighbour uuid not null
);

-- Keys of so many rows of each stray that meet a condition, behind the first ones by their key.
-- :tenant is the tenant column's name.
create function demo.chosen(child text, key_column text, condition text, behind integer, count integer)
returns setof uuid
language plpgsql
as $$
begin
    return query execute format(
        $sql$
        select chosen.key
        from demo.strays as strays
        cross join lateral (
            select %2$I as key
            from %1$s
            where :tenant = strays.tenant and (%3$s)
            order by %2$I
            limit %5$s offset %4$s
        ) as chosen
        $sql$,
        child, key_column, condition, behind, count
    );
end
$$;

-- Runs a statement that returns the tenant of each row that it made wrong, and counts them by this name.
create procedure demo.plant(name text, statement text)
language plpgsql
as $$
begin
    execute format(
        'with changed (tenant) as (%s) insert into demo.planted select %L, tenant, count(*) from changed group by tenant',
        statement, name
    );
end
$$;

-- Lets two rows of each stray point at a row of its neighbour, in a column of a table that knows its tenant.
create procedure demo.plant_stray(
    child text, key_column text, reference text, parent text, parent_key text, condition text default 'true'
)
language plpgsql
as $$
begin
    call demo.plant(
        child || '.' || reference || '.cross_tenant',
        format(
            $sql$
            update %1$s as child
            set %3$I = (
                select parent.%5$I from %4$s as parent
                where parent.:tenant = strays.neighbour order by parent.%5$I limit 1
            )
            from demo.strays as strays
            where child.:tenant = strays.tenant
                and child.%2$I in (select demo.chosen(%6$L, %2$L, %7$L, 0, 2))
            returning child.:tenant
            $sql$,
            child, key_column, reference, parent, parent_key, child, reference || ' is not null and ' || condition
        )
    );
end
$$;

-- What else a type and an id may name, in turn: a living row of each kind of each stray's neighbour. The folder's
-- rows fill it.
create table demo.elsewhere (
    tenant uuid not null,
    number integer not null,
    schema text,
    type text not null,
    id uuid not null
);

-- Lets one row of each stray name each of them, behind the first ones; the assignments are from elsewhere.
create procedure demo.plant_elsewhere(child text, key_column text, reference text, assignments text, behind integer)
language plpgsql
as $$
begin
    call demo.plant(
        child || '.' || reference || '.cross_tenant',
        format(
            $sql$
            update %1$s as child
            set %3$s
            from demo.elsewhere
            where child.:tenant = elsewhere.tenant
                and child.%2$I = (
                    select own.%2$I from %1$s as own
                    where own.:tenant = elsewhere.tenant
                    order by own.%2$I limit 1 offset %4$s + elsewhere.number
                )
            returning child.:tenant
            $sql$,
            child, key_column, assignments, behind
        )
    );
end
$$;

-- Writes one status of each kind that a reader must expect into each stray: none, another case, blanks around
-- it, a word that nobody knows.
create procedure demo.plant_statuses(child text, key_column text, status text, behind integer)
language plpgsql
as $$
declare
    kind record;
begin
    for kind in
        select *
        from (
            values
                (0, 'missing', 'null'),
                (1, 'mixed_case', 'initcap(%I)'),
                (2, 'blanks', $sql$' ' || %I || ' '$sql$),
                (3, 'unknown', $sql$'teleported'$sql$)
        ) as kinds (number, name, value)
    loop
        call demo.plant(
            child || '.' || status || '.' || kind.name,
            format(
                'update %s set %I = %s where %I in (select demo.chosen(%L, %L, %L, %s, 1)) returning :tenant',
                child, status, format(kind.value, status), key_column, child, key_column, 'true',
                behind + kind.number
            )
        );
    end loop;
end
$$;
