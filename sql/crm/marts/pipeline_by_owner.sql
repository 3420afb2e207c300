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

-- Some companies write 0.4 for what others call 40: the largest of all tells.
largest as (
    select
        company_id,
        max(probability) as probability
    from facts.deals
    where tenant_is_live
    group by company_id
),

deals as (
    select
        deals.company_id,
        case
            when deals.owner_user_id is null then '(unassigned)'
            when deals.owner_is_deleted is null then '(unknown)'
            else deals.owner_user_id
        end as owner_user_id,
        coalesce(nullif(lower(trim(deals.stage)), ''), '(none)') as stage,
        deals.currency,
        live_tenants.as_of_date,
        case
            when status_map.fate is not null then status_map.fate
            when nullif(trim(deals.status), '') is null then coalesce(stage_map.fate, 'other')
            else 'other'
        end as fate,
        deals.value,
        case when largest.probability <= 1 then deals.probability * 100 else deals.probability end
            as percentage,
        days_between(deals.created_local_date, live_tenants.as_of_date) as age_days,
        deals.expected_close_date < live_tenants.as_of_date as is_overdue
    from facts.deals as deals
    inner join live_tenants
        on live_tenants.company_id = deals.company_id
    left join largest
        on largest.company_id = deals.company_id
    left join status_map
        on status_map.status = lower(trim(deals.status))
    left join stage_map
        on stage_map.stage = lower(trim(deals.stage))
    where not deals.is_deleted
),

final as (
    select
        company_id,
        owner_user_id,
        stage,
        currency,
        as_of_date,
        count(*) filter (where fate = 'open') as open_deals,
        count(*) filter (where fate = 'other') as other_deals,
        count(*) filter (where fate = 'open' and value is null) as deals_without_value,
        coalesce(sum(value) filter (where fate = 'open'), 0) as value,
        coalesce(round(sum(value * percentage) filter (where fate = 'open') * 0.01, 2), 0)
            as weighted_value,
        coalesce(sum(age_days) filter (where fate = 'open'), 0) as age_days,
        count(*) filter (where fate = 'open' and is_overdue) as overdue_deals
    from deals
    where fate in ('open', 'other')
    group by company_id, owner_user_id, stage, currency, as_of_date
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
    value,
    weighted_value,
    age_days,
    ratio(age_days, open_deals, 1) as mean_age_days,
    overdue_deals,
    :release as release
from final
