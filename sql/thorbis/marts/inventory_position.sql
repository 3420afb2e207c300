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

-- What was used of an item in the thirty days that end with D, by orders that are not void.
used as (
    select
        items.business_id,
        case when items.product_variant_id is not null then 'variant' else 'product' end
            as item_kind,
        coalesce(items.product_variant_id, items.product_id) as item_id,
        orders.occurred_local_date as day,
        items.quantity
    from facts.ret_sales_order_items as items
    inner join marts.orders_of_all_industries as orders
        on orders.business_id = items.business_id
        and orders.industry = 'ret'
        and orders.order_id = items.sales_order_id
    where orders.is_booked and orders.sign = 1
    union all
    select
        parts.business_id,
        'part' as item_kind,
        parts.part_id as item_id,
        parts.created_local_date as day,
        parts.quantity
    from facts.auto_ro_parts_used as parts
    inner join marts.orders_of_all_industries as orders
        on orders.business_id = parts.business_id
        and orders.industry = 'auto'
        and orders.order_id = parts.repair_order_id
    where orders.is_booked and not orders.is_deleted
    union all
    select
        items.business_id,
        'menu_item' as item_kind,
        items.menu_item_id as item_id,
        orders.occurred_local_date as day,
        items.quantity
    from facts.rest_order_items as items
    inner join marts.orders_of_all_industries as orders
        on orders.business_id = items.business_id
        and orders.industry = 'rest'
        and orders.order_id = items.order_id
    left join facts.status_map as item_states
        on item_states.column_name = 'rest.order_items.item_status'
        and item_states.word = lower(trim(items.item_status))
    where coalesce(item_states.state, 'other') <> 'void' and orders.is_booked
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

-- Of the thirty days that end with the last one that is over, those on which somebody looked.
recorded_by_item as (
    select
        levels.business_id,
        levels.item_kind,
        levels.item_id,
        count(levels.current_quantity) as recorded_days,
        count(*) filter (where levels.current_quantity <= levels.reserved_quantity) as stockout_days
    from recorded.stock_levels as levels
    inner join live_tenants
        on live_tenants.business_id = levels.business_id
    where levels.day >= live_tenants.as_of_date - 30 and levels.day < live_tenants.as_of_date
    group by levels.business_id, levels.item_kind, levels.item_id
),

final as (
    select
        items.business_id,
        items.item_kind,
        items.item_id,
        live_tenants.as_of_date,
        items.item_number,
        coalesce(items.current_quantity, 0) as current_quantity,
        items.reserved_quantity,
        coalesce(items.current_quantity, 0) - items.reserved_quantity as available_quantity,
        items.unit_cost,
        items.reorder_point,
        coalesce(used_by_item.used_quantity, 0) as used_quantity,
        coalesce(recorded_by_item.recorded_days, 0) as recorded_days,
        recorded_by_item.stockout_days,
        least(
            30,
            greatest(0, coalesce(days_between(items.created_date, live_tenants.as_of_date), 30))
        ) as days_there
    from marts.stock_items as items
    inner join live_tenants
        on live_tenants.business_id = items.business_id
    left join used_by_item
        on used_by_item.business_id = items.business_id
        and used_by_item.item_kind = items.item_kind
        and used_by_item.item_id = items.item_id
    left join recorded_by_item
        on recorded_by_item.business_id = items.business_id
        and recorded_by_item.item_kind = items.item_kind
        and recorded_by_item.item_id = items.item_id
    where not items.is_deleted
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
    recorded_days,
    case when recorded_days > 0 then stockout_days end as stockout_days,
    greatest(0, days_there - recorded_days) as unknown_days,
    ratio(stockout_days, recorded_days, 4) as stockout_rate,
    :release as release
from final
