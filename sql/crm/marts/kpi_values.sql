with
-- A company's last day that was over at the snapshot; none of the days before there was one.
closed_days as (
    select
        tenants.company_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) - 1 as day
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

-- Figures that the marts know, too, by the name that a company gave them, and whether less is
-- better. Nothing else is computed: the query that somebody typed is shown, and never run.
known_figures as (
    select
        name,
        metric,
        is_lower_better
    from (
        values
            ('receita', 'revenue', false),
            ('receita do mês', 'revenue', false),
            ('despesas', 'expenses', true),
            ('recebimentos', 'payments_received', false),
            ('vendas', 'sales_count', false),
            ('faturas emitidas', 'invoices_count', false),
            ('novos contatos', 'contacts_new', false),
            ('dias de recebimento', 'none', true)
    ) as figures (name, metric, is_lower_better)
),

-- From when to the day a figure is of. A week begins on Monday, a year in January.
period_map as (
    select
        word,
        period
    from (
        values
            ('day', 'day'),
            ('daily', 'day'),
            ('week', 'week'),
            ('weekly', 'week'),
            ('month', 'month'),
            ('monthly', 'month'),
            ('quarter', 'quarter'),
            ('quarterly', 'quarter'),
            ('year', 'year'),
            ('yearly', 'year')
    ) as periods (word, period)
),

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
        coalesce(known_figures.is_lower_better, false) as is_lower_better,
        days_between(kpis.updated_local_date, closed_days.day) as days_since_update,
        case when period_map.period is null then 'none' else coalesce(known_figures.metric, 'none') end
            as metric,
        case period_map.period
            when 'day' then closed_days.day
            when 'week' then cast(date_trunc('week', closed_days.day) as date)
            when 'month' then cast(date_trunc('month', closed_days.day) as date)
            when 'quarter' then cast(date_trunc('quarter', closed_days.day) as date)
            when 'year' then cast(date_trunc('year', closed_days.day) as date)
        end as first_day
    from facts.kpis as kpis
    inner join closed_days
        on closed_days.company_id = kpis.company_id
    left join known_figures
        on known_figures.name = lower(trim(kpis.name))
    left join period_map
        on period_map.word = lower(trim(kpis.period))
),

-- What the metrics of these names add up, day by day.
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
    from facts.expenses
    where not is_deleted and coalesce(lower(trim(status)), '') <> 'cancelled'
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
    from facts.invoices
    where not is_deleted
        and coalesce(lower(trim(type)), '') <> 'credit_note'
        and coalesce(lower(trim(status)), '') not in ('draft', 'void', 'cancelled')
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
            when figures.metric in ('revenue', 'expenses', 'payments_received')
                then coalesce(recomputed.amount, 0)
        end as recomputed_amount,
        case
            when figures.metric in ('sales_count', 'invoices_count', 'contacts_new')
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
