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

final as (
    select
        invoices.company_id,
        invoices.invoice_id,
        live_tenants.as_of_date,
        case
            when invoices.contact_is_deleted is null then '(unknown)'
            else invoices.contact_id
        end as contact_id,
        invoices.invoice_number,
        lower(trim(invoices.type)) as invoice_type,
        lower(trim(invoices.status)) as invoice_status,
        invoices.issue_date,
        invoices.due_date,
        invoices.paid_date,
        coalesce(currencies.code, companies.currency) as currency,
        -- A credit note takes away, whichever sign it was written with.
        case
            when coalesce(lower(trim(invoices.type)), '') = 'credit_note'
                then -abs(invoices.total_amount)
            else invoices.total_amount
        end * coalesce(currencies.factor, 1) as signed_amount,
        days_between(invoices.due_date, live_tenants.as_of_date) as days_past_due,
        status_map.status is null as is_status_other,
        case
            when coalesce(status_map.effect, 'owed') = 'owed'
                and coalesce(invoices.paid_date <= live_tenants.as_of_date, false)
                then 'settled'
            else coalesce(status_map.effect, 'owed')
        end as effect
    from facts.invoices as invoices
    inner join live_tenants
        on live_tenants.company_id = invoices.company_id
    inner join marts.company_currencies as companies
        on companies.company_id = invoices.company_id
    left join marts.currencies as currencies
        on currencies.company_id = invoices.company_id
        and currencies.written = invoices.currency
    left join status_map
        on status_map.status = lower(trim(invoices.status))
    where not invoices.is_deleted
)

select
    company_id,
    invoice_id,
    as_of_date,
    contact_id,
    invoice_number,
    invoice_type,
    invoice_status,
    issue_date,
    due_date,
    paid_date,
    currency,
    signed_amount as amount,
    case when effect = 'owed' then signed_amount else 0 end as open_amount,
    days_past_due,
    case
        when effect <> 'owed' then effect
        when days_past_due is null or days_past_due <= 0 then 'current'
        when days_past_due <= 30 then '1-30'
        when days_past_due <= 60 then '31-60'
        when days_past_due <= 90 then '61-90'
        else '90+'
    end as bucket,
    is_status_other,
    :release as release
from final
