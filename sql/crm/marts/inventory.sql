with
live_tenants as (
    select
        tenants.company_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

movements as (
    select
        movements.company_id,
        movements.product_id,
        movements.currency,
        movements.movement_type,
        movements.place,
        movements.quantity,
        movements.unit_cost,
        movements.cost_of_goods,
        -- What came in at a cost is averaged with what is there; all else moves at the average.
        case when movements.movement_type = 'in' then movements.unit_cost end as receipt_cost,
        movements.lacks_line,
        days_between(movements.moved_date, live_tenants.as_of_date) as age_days
    from marts.stock_movements as movements
    inner join live_tenants
        on live_tenants.company_id = movements.company_id
    where movements.product_id <> '(unknown)'
),

moved as (
    select
        company_id,
        product_id,
        currency,
        count(*) as movements,
        count(*) filter (where age_days < 0) as later_movements,
        cast(coalesce(sum(quantity) filter (where age_days >= 0), 0) as bigint) as on_hand,
        cast(coalesce(sum(quantity) filter (where age_days >= 365), 0) as bigint)
            as on_hand_before,
        coalesce(sum(quantity) filter (where age_days >= 0 and movement_type = 'in'), 0)
            as quantity_in,
        coalesce(-sum(quantity) filter (where age_days >= 0 and movement_type = 'out'), 0)
            as quantity_out,
        coalesce(sum(quantity) filter (where age_days >= 0 and movement_type = 'adjustment'), 0)
            as quantity_adjusted,
        coalesce(sum(quantity) filter (where age_days >= 0 and movement_type = 'other'), 0)
            as quantity_other,
        coalesce(sum(quantity) filter (where age_days >= 0 and receipt_cost is not null), 0)
            as costed_quantity,
        cast(
            coalesce(sum(quantity * receipt_cost) filter (where age_days >= 0), 0)
            as decimal(18, 2)
        ) as inbound_cost,
        cast(
            coalesce(sum(cost_of_goods) filter (where age_days >= 0 and age_days < 365), 0)
            as decimal(18, 2)
        ) as cost_of_goods,
        moving_average(
            case when age_days >= 0 then quantity end,
            case when age_days >= 0 then receipt_cost end,
            place
        ) as average_cost,
        moving_average(
            case when age_days >= 365 then quantity end,
            case when age_days >= 365 then receipt_cost end,
            place
        ) as average_cost_before,
        count(*) filter (where lacks_line) as movements_without_line
    from movements
    group by company_id, product_id, currency
),

-- Lines of completed sales that no movement refers to.
taken as (
    select distinct
        company_id,
        reference_id,
        product_id
    from facts.inventory_movements
    where reference_id is not null
),

unmoved as (
    select
        items.company_id,
        items.product_id,
        count(*) as lines_without_movement
    from facts.sale_items as items
    left join taken
        on taken.company_id = items.company_id
        and taken.reference_id = items.sale_item_id
        and taken.product_id = items.product_id
    inner join facts.status_map as states
        on states.column_name = 'sales.status'
        and states.word = lower(trim(items.sale_status))
    where items.product_track_inventory
        and states.state = 'done'
        and not items.sale_is_deleted
        and taken.reference_id is null
    group by items.company_id, items.product_id
),

valued as (
    select
        products.company_id,
        products.product_id,
        live_tenants.as_of_date,
        products.is_deleted,
        moved.currency,
        coalesce(moved.movements, 0) as movements,
        coalesce(moved.later_movements, 0) as later_movements,
        coalesce(moved.on_hand, 0) as on_hand,
        coalesce(moved.quantity_in, 0) as quantity_in,
        coalesce(moved.quantity_out, 0) as quantity_out,
        coalesce(moved.quantity_adjusted, 0) as quantity_adjusted,
        coalesce(moved.quantity_other, 0) as quantity_other,
        coalesce(moved.costed_quantity, 0) as costed_quantity,
        coalesce(moved.inbound_cost, 0) as inbound_cost,
        coalesce(moved.cost_of_goods, 0) as cost_of_goods,
        cast(round(moved.average_cost, 2) as decimal(18, 2)) as average_cost,
        cast(
            round(moved.average_cost * greatest(moved.on_hand, 0), 2) as decimal(18, 2)
        ) as value,
        cast(
            round(moved.average_cost_before * greatest(moved.on_hand_before, 0), 2)
            as decimal(18, 2)
        ) as value_before,
        coalesce(moved.movements_without_line, 0) as movements_without_line,
        coalesce(unmoved.lines_without_movement, 0) as lines_without_movement
    from facts.products as products
    inner join live_tenants
        on live_tenants.company_id = products.company_id
    left join moved
        on moved.company_id = products.company_id
        and moved.product_id = products.product_id
    left join unmoved
        on unmoved.company_id = products.company_id
        and unmoved.product_id = products.product_id
    where products.track_inventory
)

select
    company_id,
    product_id,
    as_of_date,
    is_deleted,
    currency,
    movements,
    later_movements,
    on_hand,
    on_hand < 0 as is_negative,
    quantity_in,
    quantity_out,
    quantity_adjusted,
    quantity_other,
    costed_quantity,
    inbound_cost,
    average_cost,
    value,
    value_before,
    cost_of_goods,
    ratio(2 * cost_of_goods, value + coalesce(value_before, 0), 4) as turns,
    movements_without_line,
    lines_without_movement,
    :release as release
from valued
