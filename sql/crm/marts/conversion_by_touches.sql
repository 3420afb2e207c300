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
        coalesce(status_map.fate, stage_map.fate, 'other') as fate
    from facts.deals as deals
    left join status_map
        on status_map.status = lower(trim(deals.status))
    left join stage_map
        on stage_map.stage = lower(trim(deals.stage))
        and nullif(trim(deals.status), '') is null
    left join touches_by_deal
        on touches_by_deal.company_id = deals.company_id
        and touches_by_deal.deal_id = deals.deal_id
    where deals.tenant_is_live and not deals.is_deleted
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
