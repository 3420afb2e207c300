-- The only zone rule of the oracle: rows are given by the test, PostgreSQL's own tzdata is not asked.
create schema oracle;

create table oracle.zone_offsets (
    zone text not null,
    from_utc timestamptz not null,
    to_utc timestamptz not null,
    offset_seconds integer not null,
    primary key (zone, from_utc)
);

-- Live tenants and the zone that their days follow: what is not a time zone is Renoz's default.
create view oracle.live_tenants as
select
    organizations.id,
    coalesce(
        (
            select min(zone_offsets.zone)
            from oracle.zone_offsets
            where lower(zone_offsets.zone)
                = lower(btrim(organizations.timezone, e' \t\n\f\r'))
        ),
        'Australia/Sydney'
    ) as zone
from organizations
where organizations.deleted_at is null;

-- Local day of an instant; an instant outside the table has none, which no mart's row can equal.
create function oracle.local_date(instant timestamptz, in_zone text) returns date
language sql stable
return (
    select cast(
        (instant at time zone 'UTC') + zone_offsets.offset_seconds * interval '1 second' as date
    )
    from oracle.zone_offsets
    where zone_offsets.zone = in_zone
        and zone_offsets.from_utc <= instant
        and instant < zone_offsets.to_utc
);
