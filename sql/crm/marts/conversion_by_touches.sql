with
touches_by_deal as (
    select
        company_id,
        deal_id,
        count(*) as touches
    from facts.activities
    where not is_deleted and deal_id is not null
    group by company_id, deal_id
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
