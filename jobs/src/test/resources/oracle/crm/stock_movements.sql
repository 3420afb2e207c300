-- C20 and C12: movements, and which are of a sale.
select
    cast(moves.company_id as text),
    cast(movement_id as text),
    coalesce(cast(products.product_id as text), '(unknown)'),
    oracle.code(products.currency, own),
    case
        when lower(trim(movement_type)) in ('in', 'out', 'adjustment') then lower(trim(movement_type))
        else 'other'
    end,
    row_number() over (partition by moves.company_id, moves.product_id order by moves.created_at, movement_id),
    moves.quantity,
    unit_cost,
    case when line is null then 0 else -moves.quantity end,
    cast(case when line is null then 0 else -moves.quantity * coalesce(unit_cost, 0) end as numeric(18, 2)),
    line is not null,
    line is null and (reference_id is not null or coalesce(lower(trim(movement_type)), '') = 'out'),
    cast(moves.created_at as date)
from inventory_movements as moves
inner join oracle.currencies using (company_id)
left join products on products.product_id = moves.product_id and products.company_id = moves.company_id
left join (select sale_item_id as line, company_id from sale_items inner join sales using (sale_id)) as sold
    on line = reference_id and sold.company_id = moves.company_id
