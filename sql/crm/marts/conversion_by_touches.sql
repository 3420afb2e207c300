with
-- What happened after a deal was closed has not brought it about.
touches_by_deal as (
    select
        activities.company_id,
        activities.deal_id,
        count(*) as touches
    from facts.activities as activities
    inner join marts.deal_fates as deals
        on deals.company_id = activities.company_id
        and deals.deal_id = activities.deal_id
    where not activities.is_deleted
        and (
            deals.fate not in ('won', 'lost')
            or deals.actual_close_date is null
            or activities.created_local_date <= deals.actual_close_date
        )
    group by activities.company_id, activities.deal_id
),

deals as (
    select
        deals.company_id,
        coalesce(touches_by_deal.touches, 0) as touches,
        deals.fate
    from marts.deal_fates as deals
    left join touches_by_deal
        on touches_by_deal.company_id = deals.company_id
        and touches_by_deal.deal_id = deals.deal_id
),

final as (
    select
        company_id,
        touches,
        count(*) as deals,
        count(*) filter (where fate = 'won') as won_deals,
        count(*) filter (where fate = 'lost') as lost_deals,
        count(*) filter (where fate in ('won', 'lost')) as closed_deals
    from deals
    group by company_id, touches
)

select
    company_id,
    touches,
    deals,
    won_deals,
    lost_deals,
    ratio(won_deals, closed_deals, 4) as conversion,
    :release as release
from final
