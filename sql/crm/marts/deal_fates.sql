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

-- Some companies write 0.4 for what others call 40: the largest of all tells.
largest as (
    select
        company_id,
        max(probability) as probability
    from facts.deals
    where tenant_is_live
    group by company_id
),

final as (
    select
        deals.company_id,
        deals.deal_id,
        case when deals.contact_is_deleted is null then '(unknown)' else deals.contact_id end
            as contact_id,
        case
            when deals.owner_user_id is null then '(unassigned)'
            when deals.owner_is_deleted is null then '(unknown)'
            else deals.owner_user_id
        end as owner_user_id,
        coalesce(nullif(lower(trim(deals.stage)), ''), '(none)') as stage,
        case
            when status_map.fate is not null then status_map.fate
            when nullif(trim(deals.status), '') is null then coalesce(stage_map.fate, 'other')
            else 'other'
        end as fate,
        coalesce(nullif(lower(trim(deals.loss_reason)), ''), '(none)') as loss_reason,
        coalesce(currencies.code, companies.currency) as currency,
        deals.value * coalesce(currencies.factor, 1) as value,
        case when largest.probability <= 1 then deals.probability * 100 else deals.probability end
            as probability_pct,
        deals.created_local_date as created_date,
        deals.expected_close_date,
        deals.actual_close_date
    from facts.deals as deals
    inner join marts.company_currencies as companies
        on companies.company_id = deals.company_id
    left join marts.currencies as currencies
        on currencies.company_id = deals.company_id
        and currencies.written = deals.currency
    left join largest
        on largest.company_id = deals.company_id
    left join status_map
        on status_map.status = lower(trim(deals.status))
    left join stage_map
        on stage_map.stage = lower(trim(deals.stage))
    where deals.tenant_is_live and not deals.is_deleted
)

select
    company_id,
    deal_id,
    contact_id,
    owner_user_id,
    stage,
    fate,
    loss_reason,
    currency,
    value,
    probability_pct,
    created_date,
    expected_close_date,
    actual_close_date,
    :release as release
from final
