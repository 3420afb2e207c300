-- C11: what each centre spent in a year, accrued, beside its budget.
with
spent as (
    select
        expenses.company_id,
        case
            when expenses.cost_center_id is null then '(unassigned)'
            else coalesce(cast(cost_centers.cost_center_id as text), '(unknown)')
        end as centre,
        date_trunc('year', expense_date) as year,
        count(*) as expenses,
        sum(amount) as actual
    from expenses
    inner join companies on companies.company_id = expenses.company_id and companies.deleted_at is null
    left join cost_centers
        on cost_centers.company_id = expenses.company_id
        and cost_centers.cost_center_id = expenses.cost_center_id
    where expenses.deleted_at is null and lower(trim(status)) is distinct from 'cancelled'
    group by 1, 2, 3
),

years as (
    select company_id, centre, year from spent
    union
    select
        company_id,
        cast(cost_center_id as text),
        date_trunc('year', :as_of_instant at time zone 'America/Sao_Paulo')
    from cost_centers
    inner join companies using (company_id)
    where companies.deleted_at is null
)

select
    cast(years.company_id as text),
    centre,
    cast(year as date),
    cast(year + interval '1 year -1 day' as date),
    cost_centers.name,
    case when cost_centers.cost_center_id is not null then cost_centers.deleted_at is not null end,
    cast(coalesce(expenses, 0) as integer),
    budget,
    cast(coalesce(actual, 0) as numeric(18, 2)),
    cast(budget - coalesce(actual, 0) as numeric(18, 2)),
    cast(round(coalesce(actual, 0) / nullif(budget, 0), 4) as numeric(18, 4)),
    actual_spend,
    cast(actual_spend - coalesce(actual, 0) as numeric(18, 2))
from years
left join spent using (company_id, centre, year)
left join cost_centers
    on cost_centers.company_id = years.company_id and cast(cost_centers.cost_center_id as text) = centre
