-- T12: by day and hour, type of order and section of the table.
with
orders as (
    select
        orders.*,
        cast(coalesce(ordered_at, orders.created_at) at time zone zone as date) as day,
        cast(extract(hour from coalesce(ordered_at, orders.created_at) at time zone zone) as integer) as hour,
        coalesce(lower(trim(order_type)), '') as kind,
        coalesce(
            (
                select section_name from rest.dining_tables as places
                where places.id = table_id and places.business_id = orders.business_id
            ),
            ''
        ) as section,
        lower(trim(status)) as word,
        coalesce(lower(trim(status)) in ('served', 'completed'), false) as earned,
        (
            select customers.id from hs.customers as customers
            where customers.id = customer_id and customers.business_id = orders.business_id
        ) as known
    from rest.orders as orders
    inner join tenant_mgmt.businesses as businesses on businesses.id = orders.business_id and businesses.deleted_at is null
    cross join lateral (
        select case when default_timezone like '%/%' then default_timezone else 'UTC' end as zone
    ) as zones
),

summed as (
    select
        business_id,
        day,
        kind,
        section,
        hour,
        count(*) as everything,
        count(*) filter (where earned) as n,
        count(*) filter (where word = 'cancelled') as cancelled,
        count(*) filter (
            where coalesce(word, '') not in (
                'draft', 'submitted', 'preparing', 'ready', 'served', 'completed', 'cancelled'
            )
        ) as other,
        coalesce(sum(subtotal) filter (where earned), 0) as subtotal,
        coalesce(sum(discount_amount) filter (where earned), 0) as discount,
        coalesce(sum(tax_amount) filter (where earned), 0) as tax,
        coalesce(sum(tip_amount) filter (where earned), 0) as tip,
        count(distinct known) filter (where earned) as customers,
        count(*) filter (where earned and customer_id is null) as anonymous
    from orders
    group by business_id, day, kind, section, hour
)

select
    cast(business_id as text),
    day,
    kind,
    section,
    hour,
    cast(everything as integer),
    cast(n as integer),
    cast(cancelled as integer),
    cast(other as integer),
    cast(subtotal as numeric(18, 2)),
    cast(discount as numeric(18, 2)),
    cast(subtotal - discount as numeric(18, 2)),
    cast(tax as numeric(18, 2)),
    cast(tip as numeric(18, 2)),
    cast((subtotal - discount) / nullif(n, 0) as numeric(18, 2)),
    cast(tip / nullif(subtotal, 0) as numeric(18, 4)),
    cast(customers as integer),
    cast(anonymous as integer),
    cast(anonymous / nullif(cast(n as numeric), 0) as numeric(18, 4))
from summed
