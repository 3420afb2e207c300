-- C12: revenue less accrued expense by month and cost centre.
with
moved as (
    select company_id, currency, revenue_date as day, cost_center_id, amount as revenue, 0.00 as expense
    from oracle.earned
    union all
    select company_id, own, expense_date, cost_center_id, 0.00, amount
    from expenses
    inner join oracle.currencies using (company_id)
    where deleted_at is null and coalesce(lower(trim(status)), '') <> 'cancelled'
),

months as (
    select
        company_id,
        date_trunc('month', day) as month,
        case
            when moved.cost_center_id is null then '(unassigned)'
            when not exists (
                select from cost_centers
                where cost_centers.cost_center_id = moved.cost_center_id
                    and cost_centers.company_id = moved.company_id
            )
                then '(unknown)'
            else cast(cost_center_id as text)
        end as centre,
        currency,
        sum(revenue) as revenue,
        sum(expense) as expense
    from moved
    inner join companies using (company_id)
    where companies.deleted_at is null
    group by 1, 2, 3, 4
)

select
    cast(company_id as text),
    cast(month as date),
    centre,
    currency,
    cast(revenue as numeric(18, 2)),
    cast(expense as numeric(18, 2)),
    cast(revenue - expense as numeric(18, 2)),
    cast(round((revenue - expense) / nullif(revenue, 0), 4) as numeric(18, 4))
from months
