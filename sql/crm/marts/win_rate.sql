with
final as (
    select
        company_id,
        owner_user_id,
        cast(date_trunc('month', actual_close_date) as date) as close_month,
        currency,
        count(*) filter (where fate = 'won') as won_deals,
        count(*) filter (where fate = 'lost') as lost_deals,
        count(*) as closed_deals,
        coalesce(sum(value) filter (where fate = 'won'), 0) as won_value,
        coalesce(sum(value), 0) as closed_value,
        count(actual_close_date) as timed_deals,
        coalesce(sum(days_between(created_date, actual_close_date)), 0) as cycle_days
    from marts.deal_fates
    where fate in ('won', 'lost')
    group by
        company_id,
        owner_user_id,
        cast(date_trunc('month', actual_close_date) as date),
        currency
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
