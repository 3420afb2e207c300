-- C20: on hand by all movements until D, at the moving average of what came in; turns of 365 days.
with
moves as (
    select
        inventory_movements.*,
        lower(trim(movement_type)) as type,
        cast(inventory_movements.created_at as date) as moved_on,
        (
            select count(*) = 0
            from sale_items
            inner join sales using (sale_id)
            where sale_item_id = reference_id and sales.company_id = inventory_movements.company_id
        ) as is_of_no_line
    from inventory_movements
),

summed as (
    select
        company_id,
        product_id,
        count(*) as movements,
        count(*) filter (where moved_on > d.day) as later,
        coalesce(sum(quantity) filter (where moved_on <= d.day), 0) as on_hand,
        coalesce(sum(quantity) filter (where moved_on <= d.day - 365), 0) as before,
        coalesce(sum(quantity) filter (where moved_on <= d.day and type = 'in'), 0) as came,
        coalesce(sum(-quantity) filter (where moved_on <= d.day and type = 'out'), 0) as went,
        coalesce(sum(quantity) filter (where moved_on <= d.day and type = 'adjustment'), 0) as adjusted,
        coalesce(
            sum(quantity) filter (
                where moved_on <= d.day and (type is null or type not in ('in', 'out', 'adjustment'))
            ),
            0
        ) as other,
        coalesce(sum(quantity) filter (where moved_on <= d.day and type = 'in' and unit_cost is not null), 0)
            as costed,
        coalesce(sum(quantity * unit_cost) filter (where moved_on <= d.day and type = 'in'), 0) as inbound,
        coalesce(
            sum(-quantity * unit_cost) filter (
                where moved_on between d.day - 364 and d.day and not is_of_no_line
            ), 0
        ) as sold,
        (
            oracle.stock(quantity, case type when 'in' then unit_cost end order by created_at, movement_id)
                filter (where moved_on <= d.day)
        )[2] as average,
        (
            oracle.stock(quantity, case type when 'in' then unit_cost end order by created_at, movement_id)
                filter (where moved_on <= d.day - 365)
        )[2] as average_before,
        count(*) filter (where is_of_no_line and (reference_id is not null or type = 'out')) as of_no_line
    from moves
    cross join oracle.d
    group by company_id, product_id
),

unmoved as (
    select sales.company_id, sale_items.product_id, count(*) as lines
    from sale_items
    inner join sales using (sale_id)
    where lower(trim(status)) = 'completed'
        and sales.deleted_at is null
        and not exists (
            select
            from inventory_movements
            where reference_id = sale_item_id
                and inventory_movements.product_id = sale_items.product_id
                and inventory_movements.company_id = sales.company_id
        )
    group by sales.company_id, sale_items.product_id
),

valued as (
    select
        summed.*,
        round(average * greatest(on_hand, 0), 2) as value,
        round(average_before * greatest(before, 0), 2) as value_before
    from summed
)

select
    cast(company_id as text),
    cast(product_id as text),
    d.day,
    products.deleted_at is not null,
    case when movements > 0 then oracle.code(currency, own) end,
    cast(coalesce(movements, 0) as integer),
    cast(coalesce(later, 0) as integer),
    coalesce(on_hand, 0),
    coalesce(on_hand < 0, false),
    coalesce(came, 0),
    coalesce(went, 0),
    coalesce(adjusted, 0),
    coalesce(other, 0),
    coalesce(costed, 0),
    cast(coalesce(inbound, 0) as numeric(18, 2)),
    cast(average as numeric(18, 2)),
    cast(value as numeric(18, 2)),
    cast(value_before as numeric(18, 2)),
    cast(coalesce(sold, 0) as numeric(18, 2)),
    cast(2 * sold / nullif(value + coalesce(value_before, 0), 0) as numeric(18, 4)),
    cast(coalesce(of_no_line, 0) as integer),
    cast(coalesce(unmoved.lines, 0) as integer)
from products
inner join oracle.currencies using (company_id)
cross join oracle.d
left join valued using (company_id, product_id)
left join unmoved using (company_id, product_id)
where track_inventory
