-- T18: products, variants, parts and menu items on D.
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
),

items as (
    select
        business_id, 'product' as kind, id, sku as number, current_stock, reserved_stock, reorder_point,
        cost_price as cost
    from ret.products
    where deleted_at is null
    union all
    select
        variants.business_id, 'variant', variants.id, variant_sku, variants.current_stock, variants.reserved_stock,
        products.reorder_point, cost_price + coalesce(cost_adjustment, 0)
    from ret.product_variants as variants
    left join ret.products as products
        on products.id = parent_product_id and products.business_id = variants.business_id
    union all
    select business_id, 'part', id, part_number, current_stock, reserved_stock, reorder_point, cost_price
    from auto.parts_inventory
    where deleted_at is null
    union all
    select business_id, 'menu_item', id, null, current_stock, 0, low_stock_threshold, cost_price
    from rest.menu_items
    where track_inventory
)

select
    cast(items.business_id as text),
    kind,
    cast(id as text),
    d,
    number,
    coalesce(current_stock, 0),
    coalesce(reserved_stock, 0),
    coalesce(current_stock, 0) - coalesce(reserved_stock, 0),
    cast(cost as numeric(18, 2)),
    cast(coalesce(current_stock, 0) * cost as numeric(18, 2)),
    reorder_point,
    coalesce(coalesce(current_stock, 0) - coalesce(reserved_stock, 0) <= reorder_point, false),
    cast(coalesce(used, 0) as integer),
    cast(30.0 * (coalesce(current_stock, 0) - coalesce(reserved_stock, 0)) / nullif(used, 0) as numeric(18, 1))
from items
inner join live using (business_id)
left join sold on sold.business_id = items.business_id and sold.item = items.id
