-- T14: by day; times to the second.
with
orders as (
    select
        orders.*,
        cast(coalesce(ordered_at, orders.created_at) at time zone zone as date) as day,
        lower(trim(status)) as word,
        trunc(extract(epoch from ready_at - ordered_at)) as cooked,
        trunc(extract(epoch from served_at - ready_at)) as brought
    from rest.orders as orders
    inner join tenant_mgmt.businesses as businesses on businesses.id = orders.business_id and businesses.deleted_at is null
    cross join lateral (
        select case when default_timezone like '%/%' then default_timezone else 'UTC' end as zone
    ) as zones
),

days as (
    select
        business_id,
        day,
        count(*) as everything,
        count(*) filter (where word = 'cancelled') as cancelled,
        count(*) filter (where word in ('served', 'completed')) as n,
        count(*) filter (where word in ('served', 'completed') and lower(trim(order_type)) = 'dine_in') as inside,
        (
            select count(*) from rest.dining_tables as places
            where places.business_id = orders.business_id and is_active
        ) as places,
        count(cooked) as cooked,
        count(brought) as brought,
        percentile_cont(array[0.5, 0.9]) within group (order by cooked) as cooking,
        percentile_cont(array[0.5, 0.9]) within group (order by brought) as bringing
    from orders
    group by business_id, day
)

select
    cast(business_id as text),
    day,
    cast(everything as integer),
    cast(cancelled as integer),
    cast(cancelled / cast(everything as numeric) as numeric(18, 4)),
    cast(n as integer),
    cast(inside as integer),
    cast(places as integer),
    cast(inside / nullif(cast(places as numeric), 0) as numeric(18, 4)),
    cast(cooked as integer),
    cast(cooking[1] as numeric(12, 1)),
    cast(cooking[2] as numeric(12, 1)),
    cast(brought as integer),
    cast(bringing[1] as numeric(12, 1)),
    cast(bringing[2] as numeric(12, 1))
from days
