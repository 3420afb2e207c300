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
-- Another word than those of the list is other: such a payment is not collected, and is shown.
written_payments as (
    select
        payments.business_id,
        payments.payment_id,
        payments.invoice_id,
        payments.reversal_of,
        case
            when payments.invoice_id is null then 'none'
            when payments.invoice_is_deleted is null then 'unknown'
            when payments.invoice_is_deleted then 'deleted'
            else 'live'
        end as invoice_member,
        case
            when coalesce(payments.paid_local_date, payments.created_local_date)
                <= live_tenants.as_of_date
                then case
                    when payment_states.state = 'went_back' and payments.reversal_of is not null
                        then 'collected'
                    when payment_states.state = 'went_back' then 'nothing'
                    else coalesce(payment_states.state, 'other')
                end
            else 'later'
        end as state,
        payments.amount as written_amount,
        case
            when payments.reversal_of is not null then -abs(payments.amount)
            else payments.amount
        end as amount,
        coalesce(payments.paid_local_date, payments.created_local_date) as day
    from facts.hs_payments as payments
    inner join live_tenants
        on live_tenants.business_id = payments.business_id
    left join facts.status_map as payment_states
        on payment_states.column_name = 'hs.payments.status'
        and payment_states.word = lower(trim(payments.status))
),

taken_back as (
    select distinct
        business_id,
        reversal_of as payment_id
    from written_payments
    where reversal_of is not null and state = 'collected'
)

-- What went back had come in, whatever the status that is left of it.
select
    payments.business_id,
    payments.payment_id,
    payments.invoice_id,
    payments.invoice_member,
    case
        when taken_back.payment_id is not null and payments.state <> 'later' then 'collected'
        else payments.state
    end as state,
    payments.written_amount,
    payments.amount,
    payments.day,
    :release as release
from written_payments as payments
left join taken_back
    on taken_back.business_id = payments.business_id
    and taken_back.payment_id = payments.payment_id
