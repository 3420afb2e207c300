with
-- Revenue and expense side by side, never joined: a centre may have one of them only.
sides as (
    select
        company_id,
        cast(date_trunc('month', revenue_date) as date) as month,
        cost_center_id,
        currency,
        amount as revenue_amount,
        0 as expense_amount
    from marts.revenue_amounts
    union all
    select
        expenses.company_id,
        cast(date_trunc('month', expenses.expense_date) as date) as month,
        expenses.cost_center_id,
        companies.currency,
        0 as revenue_amount,
        expenses.amount as expense_amount
    from marts.expense_states as expenses
    inner join marts.company_currencies as companies
        on companies.company_id = expenses.company_id
    where expenses.effect <> 'nothing'
),

final as (
    select
        company_id,
        month,
        cost_center_id,
        currency,
        sum(revenue_amount) as revenue_amount,
        sum(expense_amount) as expense_amount
    from sides
    group by company_id, month, cost_center_id, currency
)

select
    company_id,
    month,
    cost_center_id,
    currency,
    revenue_amount,
    expense_amount,
    revenue_amount - expense_amount as profit_amount,
    ratio(revenue_amount - expense_amount, revenue_amount, 4) as margin_share,
    :release as release
from final
