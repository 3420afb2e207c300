-- Chance for the scripts beside this one: all of it follows from the seed and a text, so that the same seed
-- makes the same rows. :seed and :today are put in before a script runs.
create schema demo;

create function demo.roll(key text, bound integer) returns integer
language sql immutable
return cast((hashtextextended(key, :seed) & 9223372036854775807) % bound as integer);

create function demo.pick(key text, variadic options text[]) returns text
language sql immutable
return options[1 + demo.roll(key, cardinality(options))];

create function demo.id(key text) returns uuid
language sql immutable
return cast(md5(key || ':seed') as uuid);

-- Nothing happens after the history's end.
create function demo.past(instant timestamptz) returns timestamptz
language sql immutable
return least(instant, timestamptz ':today 00:00+00' - interval '1 hour');

-- Tenants with rows, and the mark that their texts bear.
create view demo.tenants as
select
    organizations.id,
    organizations.slug as mark,
    organizations.created_at,
    organizations.timezone
from organizations
where exists (select from customers where customers.organization_id = organizations.id);
