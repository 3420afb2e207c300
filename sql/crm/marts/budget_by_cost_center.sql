with
live_tenants as (
    select
        tenants.company_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

-- A centre has a row for the fiscal year of D, and for each in which something was spent.
dated as (
    select
        cost_centers.company_id,
        cost_centers.cost_center_id,
        live_tenants.as_of_date as day,
        0 as expenses,
        0 as amount
    from facts.cost_centers as cost_centers
    inner join live_tenants
        on live_tenants.company_id = cost_centers.company_id
    union all
    select
        company_id,
        cost_center_id,
        expense_date as day,
        1 as expenses,
        amount
    from marts.expense_states
    where effect <> 'nothing'
),

-- A budget says no period. Here it is for a fiscal year of the company.
periods as (
    select
        dated.company_id,
        dated.cost_center_id,
        make_date(
            cast(extract(year from dated.day) as integer)
                - case when extract(month from dated.day) < years.first_month then 1 else 0 end,
            years.first_month,
            1
        ) as period_start,
        dated.expenses,
        dated.amount
    from dated
    inner join marts.fiscal_years as years
        on years.company_id = dated.company_id
),

actuals as (
    select
        company_id,
        cost_center_id,
        period_start,
        sum(expenses) as expenses,
        sum(amount) as actual_amount
    from periods
    group by company_id, cost_center_id, period_start
),

final as (
    select
        actuals.company_id,
        actuals.cost_center_id,
        actuals.period_start,
        cost_centers.name as cost_center_name,
        cost_centers.is_deleted as cost_center_is_deleted,
        actuals.expenses,
        cost_centers.budget as budget_amount,
        actuals.actual_amount,
        -- What is stored is of now, so that no other year can be compared with it.
        case
            when actuals.period_start <= live_tenants.as_of_date
                and live_tenants.as_of_date
                    < cast(actuals.period_start + interval '1' year as date)
                then cost_centers.actual_spend
        end as stored_amount
    from actuals
    inner join live_tenants
        on live_tenants.company_id = actuals.company_id
    left join facts.cost_centers as cost_centers
        on cost_centers.company_id = actuals.company_id
        and cost_centers.cost_center_id = actuals.cost_center_id
)

select
    company_id,
    cost_center_id,
    period_start,
    cast(period_start + interval '1' year as date) - 1 as period_end,
    cost_center_name,
    cost_center_is_deleted,
    expenses,
    budget_amount,
    actual_amount,
    budget_amount - actual_amount as variance_amount,
    ratio(actual_amount, budget_amount, 4) as used_share,
    stored_amount,
    stored_amount - actual_amount as stored_gap,
    :release as release
from final
