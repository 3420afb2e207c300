-- T29: every business, and how many are above it.
with recursive
walk as (
    select id as start, id as above, parent_business_id as next, 0 as steps
    from tenant_mgmt.businesses
    union all
    select start, parents.id, parents.parent_business_id, steps + 1
    from walk
    inner join tenant_mgmt.businesses as parents on parents.id = next
    where steps < 10 and (steps = 0 or above <> start)
)

select
    cast(business_id as text),
    business_name,
    lower(trim(primary_industry)),
    coalesce(lower(trim(business_status)), ''),
    lower(trim(subscription_plan)),
    coalesce(lower(trim(billing_cycle)), ''),
    zone,
    default_timezone like '%/%' or default_timezone = 'UTC',
    coalesce(lower(trim(default_currency)), ''),
    cast(monthly_recurring_revenue as numeric(18, 2)),
    cast(places as integer),
    cast(active as integer),
    parent_business_id is not null,
    cast((select max(steps) from walk where start = business_id) as integer),
    exists (select from walk where start = business_id and steps > 0 and (above = start or steps = 10))
from oracle.businesses as live
inner join tenant_mgmt.businesses as businesses on businesses.id = live.business_id
cross join lateral (
    select count(*) as places, count(*) filter (where lower(trim(location_status)) = 'active') as active
    from tenant_mgmt.business_locations as locations
    where locations.business_id = businesses.id and locations.deleted_at is null
) as locations
