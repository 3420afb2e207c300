with
-- What became of a deal by its status, or by its stage where it has no status. Of another word
-- nobody can tell, and such deals are other ones.
status_map as (
    select
        status,
        fate
    from (
        values
            ('open', 'open'),
            ('won', 'won'),
            ('lost', 'lost')
    ) as statuses (status, fate)
),

stage_map as (
    select
        stage,
        fate
    from (
        values
            ('lead', 'open'),
            ('qualified', 'open'),
            ('proposal', 'open'),
            ('negotiation', 'open'),
            ('closed_won', 'won'),
            ('closed_lost', 'lost')
    ) as stages (stage, fate)
),

closed_deals as (
    select
        deals.company_id,
        case
            when deals.owner_user_id is null then '(unassigned)'
            when deals.owner_is_deleted is null then '(unknown)'
            else deals.owner_user_id
        end as owner_user_id,
        cast(date_trunc('month', deals.actual_close_date) as date) as close_month,
        deals.currency,
        case
            when status_map.fate is not null then status_map.fate
            when nullif(trim(deals.status), '') is null then coalesce(stage_map.fate, 'other')
            else 'other'
        end as fate,
        deals.value,
        days_between(deals.created_local_date, deals.actual_close_date) as cycle_days
    from facts.deals as deals
    left join status_map
        on status_map.status = lower(trim(deals.status))
    left join stage_map
        on stage_map.stage = lower(trim(deals.stage))
    where deals.tenant_is_live and not deals.is_deleted
),

final as (
    select
        company_id,
        owner_user_id,
        close_month,
        currency,
        count(*) filter (where fate = 'won') as won_deals,
        count(*) filter (where fate = 'lost') as lost_deals,
        count(*) as closed_deals,
        coalesce(sum(value) filter (where fate = 'won'), 0) as won_value,
        coalesce(sum(value), 0) as closed_value,
        count(cycle_days) as timed_deals,
        coalesce(sum(cycle_days), 0) as cycle_days
    from closed_deals
    where fate in ('won', 'lost')
    group by company_id, owner_user_id, close_month, currency
)

select
    company_id,
    owner_user_id,
    close_month,
    currency,
    won_deals,
    lost_deals,
    closed_deals,
    ratio(won_deals, closed_deals, 4) as win_rate,
    won_value,
    closed_value,
    ratio(won_value, closed_value, 4) as win_rate_by_value,
    timed_deals,
    cycle_days,
    ratio(cycle_days, timed_deals, 1) as mean_cycle_days,
    :release as release
from final
