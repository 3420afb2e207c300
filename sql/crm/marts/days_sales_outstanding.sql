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

-- What an invoice of a status is: void or settled, and nobody owes it, or owed. So is what has
-- another word.
status_map as (
    select
        status,
        effect
    from (
        values
            ('draft', 'void'),
            ('void', 'void'),
            ('cancelled', 'void'),
            ('paid', 'settled'),
            ('sent', 'owed'),
            ('overdue', 'owed')
    ) as statuses (status, effect)
),

-- Drafts and what is void were never billed.
billed_invoices as (
    select
        invoices.company_id,
        live_tenants.as_of_date,
        invoices.currency,
        case
            when coalesce(lower(trim(invoices.type)), '') = 'credit_note'
                then -abs(invoices.total_amount)
            else invoices.total_amount
        end as signed_amount,
        coalesce(status_map.effect, 'owed') = 'owed'
            and not coalesce(invoices.paid_date <= live_tenants.as_of_date, false) as is_open,
        days_between(invoices.issue_date, live_tenants.as_of_date) between 0 and 89 as is_recent
    from facts.invoices as invoices
    inner join live_tenants
        on live_tenants.company_id = invoices.company_id
    left join status_map
        on status_map.status = lower(trim(invoices.status))
    where not invoices.is_deleted
        and coalesce(status_map.effect, 'owed') <> 'void'
),

final as (
    select
        company_id,
        currency,
        as_of_date,
        count(*) filter (where is_open) as open_invoices,
        sum(case when is_open then signed_amount else 0 end) as open_amount,
        sum(case when is_recent then signed_amount else 0 end) as billed_amount
    from billed_invoices
    group by company_id, currency, as_of_date
)

select
    company_id,
    currency,
    as_of_date,
    open_invoices,
    open_amount,
    billed_amount,
    ratio(open_amount * 90, billed_amount, 2) as days_sales_outstanding,
    :release as release
from final
