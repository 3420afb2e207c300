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

-- Deals, invoices and revenues keep to their own columns: they are views of the same money.
amounts as (
    select
        company_id,
        contact_id,
        currency,
        case when fate = 'open' then value else 0 end as open_deals_value,
        case when fate = 'won' then value else 0 end as won_deals_value,
        0 as billed_amount,
        0 as receivable_amount,
        0 as revenues_amount
    from marts.deal_fates
    union all
    select
        company_id,
        contact_id,
        currency,
        0 as open_deals_value,
        0 as won_deals_value,
        amount as billed_amount,
        open_amount as receivable_amount,
        0 as revenues_amount
    from marts.invoice_aging
    where bucket <> 'void'
    union all
    select
        company_id,
        contact_id,
        currency,
        0 as open_deals_value,
        0 as won_deals_value,
        0 as billed_amount,
        0 as receivable_amount,
        amount as revenues_amount
    from marts.revenue_amounts
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
        sum(amounts.receivable_amount) as receivable_amount,
        sum(amounts.revenues_amount) as revenues_amount
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
    revenues_amount,
    :release as release
from final
