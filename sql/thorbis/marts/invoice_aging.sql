with
live_tenants as (
    select
        tenants.business_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

payments_by_invoice as (
    select
        business_id,
        invoice_id,
        coalesce(sum(amount) filter (where state = 'collected'), 0) as collected_amount,
        coalesce(sum(amount) filter (where state = 'other'), 0) as other_amount
    from marts.payment_states
    where invoice_member = 'live'
    group by business_id, invoice_id
),

invoices as (
    select
        invoices.business_id,
        invoices.invoice_id,
        live_tenants.as_of_date,
        invoices.invoice_number,
        case
            when invoices.customer_id is null then '(anonymous)'
            when invoices.customer_is_deleted is null then '(unknown)'
            else invoices.customer_id
        end as customer_id,
        coalesce(invoice_states.state, 'other') as state,
        invoices.due_date,
        days_between(invoices.due_date, live_tenants.as_of_date) as days_past_due,
        coalesce(invoices.total_amount, 0) as due_amount,
        coalesce(payments_by_invoice.collected_amount, 0) as collected_amount,
        coalesce(payments_by_invoice.other_amount, 0) as other_amount,
        coalesce(invoices.amount_paid, 0) as stored_paid_amount
    from facts.hs_invoices as invoices
    inner join live_tenants
        on live_tenants.business_id = invoices.business_id
    left join facts.status_map as invoice_states
        on invoice_states.column_name = 'hs.invoices.status'
        and invoice_states.word = lower(trim(invoices.status))
    left join payments_by_invoice
        on payments_by_invoice.business_id = invoices.business_id
        and payments_by_invoice.invoice_id = invoices.invoice_id
    where not invoices.is_deleted
),

final as (
    select
        business_id,
        invoice_id,
        as_of_date,
        invoice_number,
        customer_id,
        due_date,
        days_past_due,
        due_amount,
        collected_amount,
        other_amount,
        case
            when state in ('draft', 'void') then 0
            else greatest(due_amount - collected_amount, 0)
        end as open_amount,
        case
            when state in ('draft', 'void') then greatest(collected_amount, 0)
            else greatest(collected_amount - due_amount, 0)
        end as credit_amount,
        case
            when state in ('draft', 'void') then state
            when due_amount - collected_amount <= 0 then 'settled'
            when state = 'other' then 'other'
            when days_past_due is null then 'undated'
            when days_past_due <= 0 then 'current'
            when days_past_due <= 30 then '1-30'
            when days_past_due <= 60 then '31-60'
            when days_past_due <= 90 then '61-90'
            else '90+'
        end as bucket,
        stored_paid_amount - collected_amount as stored_difference
    from invoices
)

select
    business_id,
    invoice_id,
    as_of_date,
    invoice_number,
    customer_id,
    due_date,
    days_past_due,
    due_amount,
    collected_amount,
    other_amount,
    open_amount,
    credit_amount,
    bucket,
    stored_difference,
    :release as release
from final
