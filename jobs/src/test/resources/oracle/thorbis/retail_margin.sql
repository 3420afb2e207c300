-- T15: completed orders by product, channel and day; returns subtract, quotes are none.
with
lines as (
    select
        items.business_id,
        coalesce(cast(products.id as text), '(unknown)') as product,
        coalesce(lower(trim(sales_channel)), '') as channel,
        coalesce(order_date, cast(orders.created_at at time zone zone as date)) as day,
        case when lower(trim(order_type)) = 'return' then -1 else 1 end as sign,
        items.quantity,
        total_price,
        items.quantity * (unit_price - coalesce(discount_per_item, 0)) as expected,
        coalesce(
            total_cost, items.quantity * unit_cost, items.quantity * (cost_price + coalesce(cost_adjustment, 0))
        ) as cost
    from ret.sales_order_items as items
    inner join ret.sales_orders as orders on orders.id = sales_order_id and orders.business_id = items.business_id
    inner join tenant_mgmt.businesses as businesses
        on businesses.id = items.business_id and businesses.deleted_at is null
    left join ret.product_variants as variants
        on variants.id = product_variant_id and variants.business_id = items.business_id
    left join ret.products as products
        on products.id = coalesce(product_id, parent_product_id) and products.business_id = items.business_id
    cross join lateral (
        select case when default_timezone like '%/%' then default_timezone else 'UTC' end as zone
    ) as zones
    where lower(trim(order_status)) = 'completed' and lower(trim(order_type)) is distinct from 'quote'
),

summed as (
    select
        business_id,
        product,
        channel,
        day,
        count(*) as n,
        sum(quantity * sign) as quantity,
        coalesce(sum(total_price) filter (where sign = 1), 0) as sold,
        coalesce(sum(total_price) filter (where sign = -1), 0) as returned,
        sum(expected * sign) as expected,
        count(*) filter (where total_price <> expected) as differing,
        coalesce(sum(cost * sign), 0) as cost,
        count(*) filter (where cost is null) as costless
    from lines
    group by business_id, product, channel, day
)

select
    cast(business_id as text),
    product,
    channel,
    day,
    cast(n as integer),
    quantity,
    cast(sold as numeric(18, 2)),
    cast(returned as numeric(18, 2)),
    cast(sold - returned as numeric(18, 2)),
    cast(expected as numeric(18, 2)),
    cast(differing as integer),
    cast(cost as numeric(18, 2)),
    cast(costless as integer),
    cast(sold - returned - cost as numeric(18, 2)),
    cast((sold - returned - cost) / nullif(sold - returned, 0) as numeric(18, 4)),
    cast(returned / nullif(sold, 0) as numeric(18, 4))
from summed
