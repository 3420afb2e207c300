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

final as (
    select
        invoices.company_id,
        invoices.invoice_id,
        live_tenants.as_of_date,
        invoices.contact_id,
        invoices.invoice_number,
        lower(trim(invoices.type)) as invoice_type,
        lower(trim(invoices.status)) as invoice_status,
        invoices.issue_date,
        invoices.due_date,
        invoices.paid_date,
        invoices.currency,
        -- A credit note takes away, whichever sign it was written with.
        case when invoices.is_credit_note then -abs(invoices.total_amount) else invoices.total_amount end
            as signed_amount,
        days_between(invoices.due_date, live_tenants.as_of_date) as days_past_due,
        invoices.effect = 'other' as is_status_other,
        case
            when invoices.effect in ('void', 'settled') then invoices.effect
            when coalesce(invoices.paid_date <= live_tenants.as_of_date, false) then 'settled'
            else 'owed'
        end as effect
    from marts.invoice_states as invoices
    inner join live_tenants
        on live_tenants.company_id = invoices.company_id
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
