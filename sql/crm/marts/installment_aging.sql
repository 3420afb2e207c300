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

paid_by_installment as (
    select
        payments.company_id,
        payments.contract_installment_id,
        sum(payments.signed_amount) as paid_amount,
        count(*) filter (where payments.is_repeated) as repeated_payments,
        count(*) filter (where payments.effect = 'other') as other_payments
    from marts.applied_payments as payments
    inner join live_tenants
        on live_tenants.company_id = payments.company_id
    where payments.contract_installment_id is not null
        and payments.payment_date <= live_tenants.as_of_date
    group by payments.company_id, payments.contract_installment_id
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
        coalesce(states.state, 'other') = 'void'
            or coalesce(contract_states.state, 'other') = 'void' as is_void,
        live_tenants.as_of_date,
        days_between(installments.due_date, live_tenants.as_of_date) as days_past_due,
        coalesce(paid_by_installment.repeated_payments, 0) as repeated_payments,
        coalesce(paid_by_installment.other_payments, 0) as other_payments
    from facts.contract_installments as installments
    inner join live_tenants
        on live_tenants.company_id = installments.company_id
    left join facts.status_map as states
        on states.column_name = 'contract_installments.status'
        and states.word = lower(trim(installments.status))
    left join facts.status_map as contract_states
        on contract_states.column_name = 'contracts.status'
        and contract_states.word = lower(trim(installments.contract_status))
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
            when contract_is_deleted then 'deleted'
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
    case when bucket in ('void', 'settled', 'deleted') then 0 else left_amount end as open_amount,
    case when bucket = 'deleted' then left_amount else 0 end as deleted_open_amount,
    case
        when is_void then greatest(paid_amount, 0)
        when left_amount < 0 then -left_amount
        else 0
    end as credit_amount,
    days_past_due,
    bucket,
    stored_status,
    coalesce(stored_status, '') <> case
        when bucket = 'void' then 'cancelled'
        when bucket = 'settled' then 'paid'
        when days_past_due <= 0 then 'pending'
        else 'overdue'
    end as is_stored_otherwise,
    repeated_payments,
    other_payments,
    :release as release
from final
