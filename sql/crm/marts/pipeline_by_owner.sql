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

final as (
    select
        deals.company_id,
        deals.owner_user_id,
        deals.stage,
        deals.currency,
        live_tenants.as_of_date,
        count(*) filter (where deals.fate = 'open') as open_deals,
        count(*) filter (where deals.fate = 'other') as other_deals,
        count(*) filter (where deals.fate = 'open' and deals.value is null) as deals_without_value,
        count(*) filter (where deals.fate = 'open' and deals.probability_pct is null)
            as deals_without_probability,
        coalesce(sum(deals.value) filter (where deals.fate = 'open'), 0) as value,
        coalesce(
            round(sum(deals.value * deals.probability_pct) filter (where deals.fate = 'open') * 0.01, 2),
            0
        ) as weighted_value,
        coalesce(
            sum(days_between(deals.created_date, live_tenants.as_of_date)) filter (
                where deals.fate = 'open'
            ),
            0
        ) as age_days,
        count(*) filter (
            where deals.fate = 'open' and deals.expected_close_date < live_tenants.as_of_date
        ) as overdue_deals
    from marts.deal_fates as deals
    inner join live_tenants
        on live_tenants.company_id = deals.company_id
    where deals.fate in ('open', 'other')
    group by
        deals.company_id,
        deals.owner_user_id,
        deals.stage,
        deals.currency,
        live_tenants.as_of_date
)

select
    company_id,
    owner_user_id,
    stage,
    currency,
    as_of_date,
    open_deals,
    other_deals,
    deals_without_value,
    deals_without_probability,
    value,
    weighted_value,
    age_days,
    ratio(age_days, open_deals, 1) as mean_age_days,
    overdue_deals,
    :release as release
from final
