-- C11: what each centre spent in a fiscal year, accrued, beside its budget. What is stored is of this year.
with
starts as (
    select
        companies.company_id,
        make_interval(
            months => coalesce(
                (
                    select max(cast(trim(setting_value) as integer))
                    from tenant_settings
                    where tenant_settings.company_id = companies.company_id
                        and setting_key = 'fiscal_year_start'
                        and trim(setting_value) ~ '^([1-9]|1[0-2])$'
                ),
                1
            ) - 1
        ) as late
    from companies
    where deleted_at is null
),

spent as (
    select
        expenses.company_id,
        case
            when expenses.cost_center_id is null then '(unassigned)'
            else coalesce(cast(cost_centers.cost_center_id as text), '(unknown)')
        end as centre,
        date_trunc('year', expense_date - late) + late as year,
        count(*) as expenses,
        sum(amount) as actual
    from expenses
    inner join starts on starts.company_id = expenses.company_id
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
        date_trunc('year', d.day - late) + late
    from cost_centers
    inner join starts using (company_id)
    cross join oracle.d
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
    case when d.day >= year and d.day < year + interval '1 year' then actual_spend end,
    cast(
        case when d.day >= year and d.day < year + interval '1 year' then actual_spend end - coalesce(actual, 0)
        as numeric(18, 2)
    )
from years
cross join oracle.d
left join spent using (company_id, centre, year)
left join cost_centers
    on cost_centers.company_id = years.company_id and cast(cost_centers.cost_center_id as text) = centre
