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
            ('receita do mês', 'revenue', false),
            ('novos contatos', 'contacts_new', false),
            ('dias de recebimento', 'none', true)
    ) as figures (name, metric, is_lower_better)
),

revenue_by_company as (
    select
        revenues.company_id,
        sum(revenues.own_amount) as amount
    from marts.revenue_amounts as revenues
    inner join closed_days
        on closed_days.company_id = revenues.company_id
    where revenues.revenue_date >= cast(date_trunc('month', closed_days.day) as date)
        and revenues.revenue_date <= closed_days.day
    group by revenues.company_id
),

contacts_by_company as (
    select
        contacts.company_id,
        count(*) as contacts
    from facts.contacts as contacts
    inner join closed_days
        on closed_days.company_id = contacts.company_id
    where not contacts.is_deleted
        and contacts.created_local_date >= cast(date_trunc('month', closed_days.day) as date)
        and contacts.created_local_date <= closed_days.day
    group by contacts.company_id
),

final as (
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
        coalesce(known_figures.metric, 'none') as metric,
        case
            when known_figures.metric = 'revenue' then coalesce(revenue_by_company.amount, 0)
        end as recomputed_amount,
        case
            when known_figures.metric = 'contacts_new'
                then coalesce(contacts_by_company.contacts, 0)
        end as recomputed_count
    from facts.kpis as kpis
    inner join closed_days
        on closed_days.company_id = kpis.company_id
    left join known_figures
        on known_figures.name = lower(trim(kpis.name))
        and lower(trim(kpis.period)) = 'month'
    left join revenue_by_company
        on revenue_by_company.company_id = kpis.company_id
    left join contacts_by_company
        on contacts_by_company.company_id = kpis.company_id
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
