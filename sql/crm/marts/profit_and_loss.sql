with
-- Revenue and expense side by side, never joined: a centre may have one of them only.
sides as (
    select
        company_id,
        cast(date_trunc('month', revenue_date) as date) as month,
        case
            when cost_center_id is null then '(unassigned)'
            when cost_center_is_deleted is null then '(unknown)'
            else cost_center_id
        end as cost_center_id,
        amount as revenue_amount,
        0 as expense_amount
    from facts.revenues
    where tenant_is_live and not is_deleted
    union all
    select
        company_id,
        cast(date_trunc('month', expense_date) as date) as month,
        case
            when cost_center_id is null then '(unassigned)'
            when cost_center_is_deleted is null then '(unknown)'
            else cost_center_id
        end as cost_center_id,
        0 as revenue_amount,
        amount as expense_amount
    from facts.expenses
    where tenant_is_live
        and not is_deleted
        and coalesce(lower(trim(status)), '') <> 'cancelled'
),

final as (
    select
        company_id,
        month,
        cost_center_id,
        sum(revenue_amount) as revenue_amount,
        sum(expense_amount) as expense_amount
    from sides
    group by company_id, month, cost_center_id
)

select
    company_id,
    month,
    cost_center_id,
    revenue_amount,
    expense_amount,
    revenue_amount - expense_amount as profit_amount,
    ratio(revenue_amount - expense_amount, revenue_amount, 4) as margin_share,
    :release as release
from final
