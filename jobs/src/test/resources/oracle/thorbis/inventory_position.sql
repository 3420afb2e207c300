-- T18: products, variants, parts and menu items on D. No night came before this one: one day of the thirty was recorded, the
-- last one that was over, of what was there when it ended.
with
live as (
    select
        id as business_id,
        zone,
        cast(:as_of_instant at time zone zone as date) as d
    from tenant_mgmt.businesses
    cross join lateral (
        select case when default_timezone like '%/%' then default_timezone else 'UTC' end as zone
    ) as zones
    where deleted_at is null
),

sold as (
    select
        items.business_id,
        coalesce(product_variant_id, product_id) as item,
        sum(quantity) as used
    from ret.sales_order_items as items
    inner join live using (business_id)
    inner join ret.sales_orders as orders on orders.id = sales_order_id and orders.business_id = items.business_id
    where coalesce(lower(trim(order_type)), '') not in ('quote', 'return')
        and lower(trim(order_status)) is distinct from 'cancelled'
        and coalesce(order_date, cast(orders.created_at at time zone zone as date)) between d - 29 and d
    group by items.business_id, coalesce(product_variant_id, product_id)
    union all
    select parts.business_id, part_id, sum(quantity)
    from auto.ro_parts_used as parts
    inner join live using (business_id)
    inner join auto.repair_orders as orders on orders.id = repair_order_id and orders.business_id = parts.business_id
    where cast(parts.created_at at time zone zone as date) between d - 29 and d
        and lower(trim(status)) is distinct from 'cancelled' and deleted_at is null
    group by parts.business_id, part_id
    union all
    select items.business_id, menu_item_id, sum(quantity)
    from rest.order_items as items
    inner join live using (business_id)
    inner join rest.orders as orders on orders.id = order_id and orders.business_id = items.business_id
    where lower(trim(item_status)) is distinct from 'cancelled' and lower(trim(status)) is distinct from 'cancelled'
        and cast(coalesce(ordered_at, orders.created_at) at time zone zone as date) between d - 29 and d
    group by items.business_id, menu_item_id
)

select
    cast(items.business_id as text),
    kind,
    cast(items.id as text),
    d,
    number,
    coalesce(current_stock, 0),
    reserved,
    coalesce(current_stock, 0) - reserved,
    cast(cost as numeric(18, 2)),
    cast(coalesce(current_stock, 0) * cost as numeric(18, 2)),
    reorder_point,
    coalesce(coalesce(current_stock, 0) - reserved <= reorder_point, false),
    cast(coalesce(used, 0) as integer),
    cast(30.0 * (coalesce(current_stock, 0) - reserved) / nullif(used, 0) as numeric(18, 1)),
    cast(seen as integer),
    case when seen = 1 then cast(current_stock - reserved <= 0 as integer) end,
    greatest(least(30, coalesce(d - cast(items.created_at at time zone live.zone as date), 30)), seen) - seen,
    case when seen = 1 then cast(cast(current_stock - reserved <= 0 as integer) as numeric(18, 4)) end
from oracle.stock as items
inner join live using (business_id)
left join oracle.closed as closed using (business_id)
left join sold on sold.business_id = items.business_id and sold.item = items.id
cross join lateral (
    select cast(coalesce(
        closed.cut is not null and items.current_stock is not null and coalesce(items.created_at < closed.cut, true), false
    ) as integer) as seen
) as looks
where items.deleted_at is null
