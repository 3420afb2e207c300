with
live_tenants as (
    select
        tenants.business_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

-- A product that comes in variants has a counter of its own, which none of theirs is in.
items as (
    select
        business_id,
        'product' as item_kind,
        product_id as item_id,
        sku as item_number,
        current_stock,
        reserved_stock,
        reorder_point,
        cost_price
    from facts.ret_products
    where not is_deleted
    union all
    select
        variants.business_id,
        'variant' as item_kind,
        variants.product_variant_id as item_id,
        variants.variant_sku as item_number,
        variants.current_stock,
        variants.reserved_stock,
        products.reorder_point,
        products.cost_price + coalesce(variants.cost_adjustment, 0) as cost_price
    from facts.ret_product_variants as variants
    left join facts.ret_products as products
        on products.business_id = variants.business_id
        and products.product_id = variants.parent_product_id
    union all
    select
        business_id,
        'part' as item_kind,
        part_id as item_id,
        part_number as item_number,
        current_stock,
        reserved_stock,
        reorder_point,
        cost_price
    from facts.auto_parts_inventory
    where not is_deleted
    union all
    select
        business_id,
        'menu_item' as item_kind,
        menu_item_id as item_id,
        cast(null as text) as item_number,
        current_stock,
        0 as reserved_stock,
        low_stock_threshold as reorder_point,
        cost_price
    from facts.rest_menu_items
    where track_inventory
),

-- What was used of an item in the thirty days that end with D, by orders that are not void.
used as (
    select
        items.business_id,
        case when items.product_variant_id is not null then 'variant' else 'product' end
            as item_kind,
        coalesce(items.product_variant_id, items.product_id) as item_id,
        coalesce(orders.order_date, orders.created_local_date) as day,
        items.quantity
    from facts.ret_sales_order_items as items
    inner join facts.ret_sales_orders as orders
        on orders.business_id = items.business_id
        and orders.sales_order_id = items.sales_order_id
    inner join marts.order_states as states
        on states.business_id = orders.business_id
        and states.industry = 'ret'
        and states.status = coalesce(lower(trim(orders.order_status)), '')
    where coalesce(lower(trim(orders.order_type)), '') not in ('quote', 'return')
        and states.state <> 'void'
    union all
    select
        parts.business_id,
        'part' as item_kind,
        parts.part_id as item_id,
        parts.created_local_date as day,
        parts.quantity
    from facts.auto_ro_parts_used as parts
    inner join facts.auto_repair_orders as orders
        on orders.business_id = parts.business_id
        and orders.repair_order_id = parts.repair_order_id
    inner join marts.order_states as states
        on states.business_id = orders.business_id
        and states.industry = 'auto'
        and states.status = coalesce(lower(trim(orders.status)), '')
    where not orders.is_deleted and states.state <> 'void'
    union all
    select
        items.business_id,
        'menu_item' as item_kind,
        items.menu_item_id as item_id,
        coalesce(orders.ordered_local_date, orders.created_local_date) as day,
        items.quantity
    from facts.rest_order_items as items
    inner join facts.rest_orders as orders
        on orders.business_id = items.business_id
        and orders.order_id = items.order_id
    inner join marts.order_states as states
        on states.business_id = orders.business_id
        and states.industry = 'rest'
        and states.status = coalesce(lower(trim(orders.status)), '')
    where coalesce(lower(trim(items.item_status)), '') <> 'cancelled'
        and states.state <> 'void'
),

used_by_item as (
    select
        used.business_id,
        used.item_kind,
        used.item_id,
        sum(used.quantity) as used_quantity
    from used
    inner join live_tenants
        on live_tenants.business_id = used.business_id
    where used.day > live_tenants.as_of_date - 30 and used.day <= live_tenants.as_of_date
    group by used.business_id, used.item_kind, used.item_id
),

final as (
    select
        items.business_id,
        items.item_kind,
        items.item_id,
        live_tenants.as_of_date,
        items.item_number,
        coalesce(items.current_stock, 0) as current_quantity,
        coalesce(items.reserved_stock, 0) as reserved_quantity,
        coalesce(items.current_stock, 0) - coalesce(items.reserved_stock, 0) as available_quantity,
        items.cost_price as unit_cost,
        items.reorder_point,
        coalesce(used_by_item.used_quantity, 0) as used_quantity
    from items
    inner join live_tenants
        on live_tenants.business_id = items.business_id
    left join used_by_item
        on used_by_item.business_id = items.business_id
        and used_by_item.item_kind = items.item_kind
        and used_by_item.item_id = items.item_id
)

select
    business_id,
    item_kind,
    item_id,
    as_of_date,
    item_number,
    current_quantity,
    reserved_quantity,
    available_quantity,
    unit_cost,
    current_quantity * unit_cost as stock_value,
    reorder_point,
    coalesce(available_quantity <= reorder_point, false) as is_below_reorder,
    used_quantity,
    ratio(30 * available_quantity, used_quantity, 1) as days_of_supply,
    :release as release
from final
