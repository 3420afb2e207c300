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

-- A payment that was taken back is there twice: the second one, which names it, takes its amount
-- back whichever sign it was written with, and says of itself that it came through or that it went.
-- Another word than those of the list is other: such an invoice is owed, such a payment is not
-- collected, and both are shown.
written_payments as (
    select
        payments.business_id,
        payments.invoice_id,
        payments.payment_id,
        payments.reversal_of,
        case
            when payments.reversal_of is not null then -abs(payments.amount)
            else payments.amount
        end as amount,
        case
            when payment_states.state = 'went_back'
                then case when payments.reversal_of is not null then 'collected' else 'nothing' end
            else coalesce(payment_states.state, 'other')
        end as state
    from facts.hs_payments as payments
    inner join live_tenants
        on live_tenants.business_id = payments.business_id
    left join facts.status_map as payment_states
        on payment_states.column_name = 'hs.payments.status'
        and payment_states.word = lower(trim(payments.status))
    where payments.invoice_id is not null
        and coalesce(payments.paid_local_date, payments.created_local_date)
            <= live_tenants.as_of_date
),

taken_back as (
    select distinct
        business_id,
        invoice_id,
        reversal_of as payment_id
    from written_payments
    where reversal_of is not null and state = 'collected'
),

-- What went back had come in, whatever the status that is left of it.
payments as (
    select
        payments.business_id,
        payments.invoice_id,
        payments.amount,
        case
            when taken_back.payment_id is not null then 'collected'
            else payments.state
        end as state
    from written_payments as payments
    left join taken_back
        on taken_back.business_id = payments.business_id
        and taken_back.invoice_id = payments.invoice_id
        and taken_back.payment_id = payments.payment_id
),

payments_by_invoice as (
    select
        business_id,
        invoice_id,
        coalesce(sum(amount) filter (where state = 'collected'), 0) as collected_amount,
        coalesce(sum(amount) filter (where state = 'other'), 0) as other_amount
    from payments
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
