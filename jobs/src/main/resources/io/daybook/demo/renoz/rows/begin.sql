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
