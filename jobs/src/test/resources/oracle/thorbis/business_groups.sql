-- T29: the whole of a group, each business once; what goes round in circles is alone.
with recursive
walk as (
    select business_id as start, business_id as at, array[business_id] as seen, false as lost
    from oracle.businesses
    union all
    select start, parent_business_id, seen || parent_business_id, parent_business_id = any (seen)
    from walk
    inner join tenant_mgmt.businesses as businesses on businesses.id = at
    where parent_business_id is not null and not lost
),

tops as (
    select start, case when bool_or(lost) then start else (array_agg(at order by cardinality(seen) desc))[1] end as top
    from walk
    group by start
),

done as (
    select business_id, count(*) as n, sum(gross) as gross, sum(net) as net
    from oracle.earned
    group by business_id
)

select
    '(global)',
    cast(top as text),
    coalesce(lower(trim(businesses.default_currency)), '') as currency,
    (select named.business_name from tenant_mgmt.businesses as named where named.id = top),
    cast(count(*) as integer),
    cast(sum(places) as integer),
    cast(coalesce(sum(n), 0) as integer),
    cast(coalesce(sum(monthly_recurring_revenue), 0) as numeric(18, 2)),
    cast(coalesce(sum(gross), 0) as numeric(18, 2)),
    cast(coalesce(sum(net), 0) as numeric(18, 2))
from tops
inner join tenant_mgmt.businesses as businesses on businesses.id = start
left join done on done.business_id = start
cross join lateral (
    select count(*) as places from tenant_mgmt.business_locations as locations
    where locations.business_id = start and deleted_at is null
) as located
group by top, currency
