with
final as (
    select
        company_id,
        cast(date_trunc('month', moved_date) as date) as month,
        currency,
        count(*) as movements,
        count(*) filter (where unit_cost is null) as uncosted_movements,
        sum(sold_quantity) as quantity,
        sum(cost_of_goods) as amount
    from marts.stock_movements
    where is_of_sale
    group by company_id, cast(date_trunc('month', moved_date) as date), currency
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
