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

-- Deals and invoices keep to their own columns: what may be sold is never added to what is billed.
amounts as (
    select
        deals.company_id,
        case when deals.contact_is_deleted is null then '(unknown)' else deals.contact_id end
            as contact_id,
        deals.currency,
        case when coalesce(status_map.fate, stage_map.fate) = 'open' then deals.value else 0 end
            as open_deals_value,
        case when coalesce(status_map.fate, stage_map.fate) = 'won' then deals.value else 0 end
            as won_deals_value,
        0 as billed_amount,
        0 as receivable_amount
    from facts.deals as deals
    left join status_map
        on status_map.status = lower(trim(deals.status))
    left join stage_map
        on stage_map.stage = lower(trim(deals.stage))
        and nullif(trim(deals.status), '') is null
    where not deals.is_deleted
    union all
    select
        invoices.company_id,
        case
            when invoices.contact_is_deleted is null then '(unknown)'
            else invoices.contact_id
        end as contact_id,
        invoices.currency,
        0 as open_deals_value,
        0 as won_deals_value,
        case
            when lower(trim(invoices.type)) = 'credit_note' then -abs(invoices.total_amount)
            else invoices.total_amount
        end as billed_amount,
        case
            when lower(trim(invoices.status)) = 'paid'
                or invoices.paid_date <= live_tenants.as_of_date
                then 0
            when lower(trim(invoices.type)) = 'credit_note' then -abs(invoices.total_amount)
            else invoices.total_amount
        end as receivable_amount
    from facts.invoices as invoices
    inner join live_tenants
        on live_tenants.company_id = invoices.company_id
    where not invoices.is_deleted
        and coalesce(lower(trim(invoices.status)), '') not in ('draft', 'void', 'cancelled')
),

final as (
    select
        amounts.company_id,
        amounts.contact_id,
        amounts.currency,
        live_tenants.as_of_date,
        coalesce(sum(amounts.open_deals_value), 0) as open_deals_value,
        coalesce(sum(amounts.won_deals_value), 0) as won_deals_value,
        sum(amounts.billed_amount) as billed_amount,
        sum(amounts.receivable_amount) as receivable_amount
    from amounts
    inner join live_tenants
        on live_tenants.company_id = amounts.company_id
    group by
        amounts.company_id,
        amounts.contact_id,
        amounts.currency,
        live_tenants.as_of_date
)

select
    company_id,
    contact_id,
    currency,
    as_of_date,
    open_deals_value,
    won_deals_value,
    billed_amount,
    receivable_amount,
    :release as release
from final
