-- C12, its optional line: what movements of sold lines had cost.
select
    cast(inventory_movements.company_id as text),
    cast(date_trunc('month', inventory_movements.created_at) as date),
    oracle.code(
        (
            select currency from products
            where products.product_id = inventory_movements.product_id
                and products.company_id = inventory_movements.company_id
        ),
        own
    ) as currency,
    cast(count(*) as integer),
    cast(count(*) - count(unit_cost) as integer),
    -sum(inventory_movements.quantity),
    cast(coalesce(-sum(inventory_movements.quantity * unit_cost), 0) as numeric(18, 2))
from inventory_movements
inner join oracle.currencies using (company_id)
inner join sale_items on sale_items.sale_item_id = inventory_movements.reference_id
inner join sales on sales.sale_id = sale_items.sale_id and sales.company_id = inventory_movements.company_id
group by 1, 2, 3
