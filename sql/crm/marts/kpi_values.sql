with
figures as (
    select
        kpis.company_id,
        closed_days.day,
        kpis.kpi_id,
        kpis.name,
        kpis.period,
        kpis.calculation_query,
        kpis.target_value,
        kpis.current_value,
        coalesce(names.better, 'higher') = 'lower' as is_lower_better,
        days_between(kpis.updated_local_date, closed_days.day) as days_since_update,
        case when periods.state is null then 'none' else coalesce(names.metric, 'none') end as metric,
        names.unit,
        -- From this day on: a week begins on Monday, a year in January.
        case periods.state
            when 'day' then closed_days.day
            when 'week' then cast(date_trunc('week', closed_days.day) as date)
            when 'month' then cast(date_trunc('month', closed_days.day) as date)
            when 'quarter' then cast(date_trunc('quarter', closed_days.day) as date)
            when 'year' then cast(date_trunc('year', closed_days.day) as date)
        end as first_day
    from facts.kpis as kpis
    inner join marts.closed_days as closed_days
        on closed_days.company_id = kpis.company_id
    left join facts.kpi_names as names
        on names.name = lower(trim(kpis.name))
    left join facts.status_map as periods
        on periods.column_name = 'kpis.period'
        and periods.word = lower(trim(kpis.period))
),

-- What the metrics of these names add up, day by day, of the marts that they add it up of.
days as (
    select
        company_id,
        'revenue' as metric,
        revenue_date as day,
        own_amount as amount,
        0 as items
    from marts.revenue_amounts
    union all
    select
        company_id,
        'expenses' as metric,
        expense_date as day,
        amount,
        0 as items
    from marts.expense_states
    where effect <> 'nothing'
    union all
    select
        company_id,
        'payments_received' as metric,
        day,
        amount,
        0 as items
    from marts.payments_by_account
    union all
    select
        company_id,
        'sales_count' as metric,
        sale_date as day,
        0 as amount,
        1 as items
    from marts.sale_states
    where effect = 'counts'
    union all
    select
        company_id,
        'invoices_count' as metric,
        issue_date as day,
        0 as amount,
        1 as items
    from marts.invoice_states
    where effect <> 'void' and not is_credit_note
    union all
    select
        company_id,
        'contacts_new' as metric,
        created_local_date as day,
        0 as amount,
        1 as items
    from facts.contacts
    where not is_deleted
),

recomputed as (
    select
        figures.company_id,
        figures.kpi_id,
        sum(days.amount) as amount,
        sum(days.items) as items
    from figures
    inner join days
        on days.company_id = figures.company_id
        and days.metric = figures.metric
        and days.day >= figures.first_day
        and days.day <= figures.day
    group by figures.company_id, figures.kpi_id
),

final as (
    select
        figures.company_id,
        figures.day,
        figures.kpi_id,
        figures.name,
        figures.period,
        figures.calculation_query,
        figures.target_value,
        figures.current_value,
        figures.is_lower_better,
        figures.days_since_update,
        figures.metric,
        case
            when figures.metric <> 'none' and figures.unit = 'money'
                then coalesce(recomputed.amount, 0)
        end as recomputed_amount,
        case
            when figures.metric <> 'none' and figures.unit = 'count'
                then coalesce(recomputed.items, 0)
        end as recomputed_count
    from figures
    left join recomputed
        on recomputed.company_id = figures.company_id
        and recomputed.kpi_id = figures.kpi_id
)

select
    company_id,
    day,
    kpi_id,
    name,
    period,
    calculation_query,
    target_value,
    current_value,
    is_lower_better,
    case
        when is_lower_better then ratio(target_value, current_value, 4)
        else ratio(current_value, target_value, 4)
    end as attainment,
    days_since_update,
    metric,
    recomputed_amount,
    current_value - recomputed_amount as amount_difference,
    recomputed_count,
    current_value - recomputed_count as count_difference,
    :as_of_instant as as_of_instant,
    :release as release
from final
