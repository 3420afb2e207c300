with
-- A movement is of a sale where its reference is a line of one. Its quantity bears its sign.
sold_movements as (
    select
        movements.company_id,
        cast(date_trunc('month', movements.created_local_date) as date) as month,
        coalesce(movements.product_currency, companies.currency) as currency,
        -movements.quantity as quantity,
        movements.unit_cost is null as is_uncosted,
        -coalesce(movements.unit_cost, 0) * movements.quantity as amount
    from facts.inventory_movements as movements
    inner join marts.company_currencies as companies
        on companies.company_id = movements.company_id
    where movements.sale_item_sale_id is not null
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
