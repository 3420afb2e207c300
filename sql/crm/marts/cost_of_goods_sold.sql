with
-- A movement is of a sale where its reference is a line of one. Its quantity bears its sign.
sold_movements as (
    select
        company_id,
        cast(date_trunc('month', created_local_date) as date) as month,
        product_currency as currency,
        -quantity as quantity,
        unit_cost is null as is_uncosted,
        -coalesce(unit_cost, 0) * quantity as amount
    from facts.inventory_movements
    where tenant_is_live and sale_item_sale_id is not null
),

final as (
    select
        company_id,
        month,
        currency,
        count(*) as movements,
        count(*) filter (where is_uncosted) as uncosted_movements,
        sum(quantity) as quantity,
        sum(amount) as amount
    from sold_movements
    group by company_id, month, currency
)

select
    company_id,
    month,
    currency,
    movements,
    uncosted_movements,
    quantity,
    amount,
    :release as release
from final
