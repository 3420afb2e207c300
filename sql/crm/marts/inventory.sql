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

-- A quantity bears its sign; the type tells in which column it stands.
movements as (
    select
        movements.company_id,
        movements.product_id,
        coalesce(movements.product_currency, companies.currency) as currency,
        case
            when lower(trim(movements.movement_type)) in ('in', 'out', 'adjustment')
                then lower(trim(movements.movement_type))
            else 'other'
        end as type,
        movements.quantity,
        movements.unit_cost,
        days_between(movements.created_local_date, live_tenants.as_of_date) as age_days,
        movements.sale_item_sale_id is null
            and (
                movements.reference_id is not null
                or coalesce(lower(trim(movements.movement_type)), '') = 'out'
            ) as lacks_line
    from facts.inventory_movements as movements
    inner join live_tenants
        on live_tenants.company_id = movements.company_id
    inner join marts.company_currencies as companies
        on companies.company_id = movements.company_id
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
        coalesce(sum(quantity) filter (where age_days >= 0 and type = 'in'), 0) as quantity_in,
        coalesce(-sum(quantity) filter (where age_days >= 0 and type = 'out'), 0) as quantity_out,
        coalesce(sum(quantity) filter (where age_days >= 0 and type = 'adjustment'), 0)
            as quantity_adjusted,
        coalesce(sum(quantity) filter (where age_days >= 0 and type = 'other'), 0)
            as quantity_other,
        coalesce(
            sum(quantity) filter (where age_days >= 0 and type = 'in' and unit_cost is not null),
            0
        ) as costed_quantity,
        cast(
            coalesce(sum(quantity * unit_cost) filter (where age_days >= 0 and type = 'in'), 0)
            as decimal(18, 2)
        ) as inbound_cost,
        cast(
            coalesce(
                -sum(quantity * unit_cost) filter (
                    where age_days >= 0 and age_days < 365 and type = 'out'
                ),
                0
            ) as decimal(18, 2)
        ) as cost_of_goods,
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
    where items.product_track_inventory
        and lower(trim(items.sale_status)) = 'completed'
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
        ratio(moved.inbound_cost * greatest(moved.on_hand, 0), moved.costed_quantity, 2) as value,
        ratio(moved.inbound_cost * greatest(moved.on_hand_before, 0), moved.costed_quantity, 2)
            as value_before,
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
    ratio(inbound_cost, costed_quantity, 2) as average_cost,
    value,
    value_before,
    cost_of_goods,
    ratio(2 * cost_of_goods, value + value_before, 4) as turns,
    movements_without_line,
    lines_without_movement,
    :release as release
from valued
