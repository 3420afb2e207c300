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

-- What a status makes of an amount: it counts, or nothing, or takes back what is negative; a word
-- for positive amounts that were paid back subtracts. Another word counts nothing, and is counted.
status_map as (
    select
        status,
        effect
    from (
        values
            ('completed', 'counts'),
            ('paid', 'counts'),
            ('settled', 'counts'),
            ('failed', 'nothing'),
            ('pending', 'nothing'),
            ('cancelled', 'nothing'),
            ('reversed', 'takes_back'),
            ('refunded', 'takes_back'),
            ('chargeback', 'takes_back')
    ) as statuses (status, effect)
),

-- Of payments that one key was sent for, the first that succeeded counts, or else the first.
tried_payments as (
    select
        payments.company_id,
        payments.contract_installment_id,
        payments.payment_date,
        payments.amount,
        coalesce(status_map.effect, 'other') as effect,
        row_number() over (
            partition by
                payments.company_id,
                coalesce(
                    'key ' || nullif(trim(payments.idempotency_key), ''),
                    payments.payment_id
                )
            order by
                case when status_map.effect = 'counts' then 0 else 1 end asc nulls last,
                payments.created_at asc nulls last,
                payments.payment_id asc nulls last
        ) as attempt
    from facts.payments as payments
    left join status_map
        on status_map.status = lower(trim(payments.status))
    where payments.tenant_is_live
),

signed_payments as (
    select
        company_id,
        contract_installment_id,
        payment_date,
        effect,
        attempt > 1 as is_repeated,
        case
            when attempt > 1 then 0
            when effect = 'counts' then amount
            when effect = 'takes_back' and amount < 0 then amount
            when effect = 'subtracts' then -amount
            else 0
        end as signed_amount
    from tried_payments
),

paid_by_installment as (
    select
        signed_payments.company_id,
        signed_payments.contract_installment_id,
        sum(signed_payments.signed_amount) as paid_amount,
        count(*) filter (where signed_payments.is_repeated) as repeated_payments,
        count(*) filter (where signed_payments.effect = 'other') as other_payments
    from signed_payments
    inner join live_tenants
        on live_tenants.company_id = signed_payments.company_id
    where signed_payments.contract_installment_id is not null
        and signed_payments.payment_date <= live_tenants.as_of_date
    group by signed_payments.company_id, signed_payments.contract_installment_id
),

installments as (
    select
        installments.company_id,
        installments.installment_id,
        installments.contract_id,
        installments.contract_is_deleted,
        installments.installment_number,
        installments.due_date,
        installments.amount,
        installments.amount + coalesce(installments.late_fee, 0) as due_amount,
        coalesce(paid_by_installment.paid_amount, 0) as paid_amount,
        installments.amount + coalesce(installments.late_fee, 0)
            - coalesce(paid_by_installment.paid_amount, 0) as left_amount,
        lower(trim(installments.status)) as stored_status,
        coalesce(lower(trim(installments.status)), '') = 'cancelled'
            or coalesce(lower(trim(installments.contract_status)), '') = 'cancelled' as is_void,
        live_tenants.as_of_date,
        days_between(installments.due_date, live_tenants.as_of_date) as days_past_due,
        coalesce(paid_by_installment.repeated_payments, 0) as repeated_payments,
        coalesce(paid_by_installment.other_payments, 0) as other_payments
    from facts.contract_installments as installments
    inner join live_tenants
        on live_tenants.company_id = installments.company_id
    left join paid_by_installment
        on paid_by_installment.company_id = installments.company_id
        and paid_by_installment.contract_installment_id = installments.installment_id
),

final as (
    select
        company_id,
        installment_id,
        as_of_date,
        contract_id,
        contract_is_deleted,
        installment_number,
        due_date,
        amount,
        due_amount,
        paid_amount,
        left_amount,
        is_void,
        days_past_due,
        stored_status,
        repeated_payments,
        other_payments,
        case
            when is_void then 'void'
            when left_amount <= 0 then 'settled'
            when days_past_due <= 0 then 'current'
            when days_past_due <= 30 then '1-30'
            when days_past_due <= 60 then '31-60'
            when days_past_due <= 90 then '61-90'
            else '90+'
        end as bucket
    from installments
)

select
    company_id,
    installment_id,
    as_of_date,
    contract_id,
    contract_is_deleted,
    installment_number,
    due_date,
    amount,
    due_amount,
    paid_amount,
    case when not is_void and left_amount > 0 then left_amount else 0 end as open_amount,
    case when not is_void and left_amount < 0 then -left_amount else 0 end as credit_amount,
    days_past_due,
    bucket,
    stored_status,
    coalesce(stored_status, '') <> case
        when bucket = 'void' then 'cancelled'
        when bucket = 'settled' then 'paid'
        when bucket = 'current' then 'pending'
        else 'overdue'
    end as is_stored_otherwise,
    repeated_payments,
    other_payments,
    :release as release
from final
