-- T17: by week of the order.
with
orders as (
    select
        orders.*,
        coalesce(order_date, cast(orders.created_at at time zone zone as date)) as day,
        cast(:as_of_instant at time zone zone as date) as d,
        coalesce(ordered, 0) as ordered,
        coalesce(shipped, 0) as shipped,
        coalesce(backordered, 0) as backordered
    from ret.sales_orders as orders
    inner join tenant_mgmt.businesses as businesses on businesses.id = orders.business_id and businesses.deleted_at is null
    cross join lateral (
        select case when default_timezone like '%/%' then default_timezone else 'UTC' end as zone
    ) as zones
    cross join lateral (
        select sum(quantity) as ordered, sum(quantity_shipped) as shipped, sum(quantity_backordered) as backordered
        from ret.sales_order_items as items
        where sales_order_id = orders.id and items.business_id = orders.business_id
    ) as lines
    where coalesce(lower(trim(order_type)), '') not in ('quote', 'return')
        and lower(trim(order_status)) is distinct from 'cancelled'
),

weeks as (
    select
        business_id,
        cast(date_trunc('week', day) as date) as week,
        count(*) as n,
        sum(ordered) as ordered,
        sum(shipped) as shipped,
        sum(backordered) as backordered,
        count(shipped_date) as sent,
        coalesce(sum(shipped_date - day), 0) as days,
        count(promised_date) as promised,
        count(*) filter (where shipped_date > promised_date) as late,
        count(*) filter (where shipped_date is null and promised_date < d) as overdue
    from orders
    group by business_id, cast(date_trunc('week', day) as date)
)

select
    cast(business_id as text),
    week,
    cast(n as integer),
    cast(ordered as bigint),
    cast(shipped as bigint),
    cast(shipped / nullif(ordered, 0) as numeric(18, 4)),
    cast(backordered as bigint),
    cast(sent as integer),
    cast(days as bigint),
    cast(days / nullif(cast(sent as numeric), 0) as numeric(18, 2)),
    cast(promised as integer),
    cast(late as integer),
    cast(late / nullif(cast(promised as numeric), 0) as numeric(18, 4)),
    cast(overdue as integer)
from weeks
