with
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
        -- By its status, or by its stage where it has none; of another word nobody can tell.
        case
            when nullif(trim(deals.status), '') is null then coalesce(stages.state, 'other')
            else coalesce(statuses.state, 'other')
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
    left join facts.status_map as statuses
        on statuses.column_name = 'deals.status'
        and statuses.word = lower(trim(deals.status))
    left join facts.status_map as stages
        on stages.column_name = 'deals.stage'
        and stages.word = lower(trim(deals.stage))
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
