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

installments as (
    select
        installments.company_id,
        installments.installment_id,
        installments.contract_id,
        case
            when installments.contact_is_deleted is null then '(unknown)'
            else installments.contract_contact_id
        end as contact_id,
        installments.contract_is_deleted,
        installments.due_date,
        cast(date_trunc('month', installments.due_date) as date) as due_month,
        live_tenants.as_of_date,
        case when aged.bucket <> 'void' then aged.due_amount else 0 end as due_amount,
        aged.bucket <> 'void' as is_due
    from facts.contract_installments as installments
    inner join live_tenants
        on live_tenants.company_id = installments.company_id
    inner join marts.installment_aging as aged
        on aged.company_id = installments.company_id
        and aged.installment_id = installments.installment_id
),

receipts as (
    select
        installments.company_id,
        installments.contract_id,
        installments.contact_id,
        installments.contract_is_deleted,
        installments.installment_id,
        installments.due_month,
        installments.due_date,
        cast(date_trunc('month', payments.payment_date) as date) as payment_month,
        payments.payment_date,
        greatest(days_between(installments.due_date, payments.payment_date), 0) as days_late,
        payments.signed_amount
    from marts.applied_payments as payments
    inner join installments
        on installments.company_id = payments.company_id
        and installments.installment_id = payments.contract_installment_id
    where payments.payment_date <= installments.as_of_date
),

paid_by_installment as (
    select
        company_id,
        installment_id,
        sum(signed_amount) as paid_amount,
        sum(case when payment_date <= due_date then signed_amount else 0 end) as paid_in_time,
        sum(case when signed_amount > 0 then signed_amount else 0 end) as received_amount,
        sum(case when signed_amount > 0 then signed_amount * days_late else 0 end)
            as received_amount_days
    from receipts
    group by company_id, installment_id
),

months as (
    select
        installments.company_id,
        installments.contract_id,
        installments.contact_id,
        installments.contract_is_deleted,
        installments.due_month as month,
        installments.due_amount as billed_amount,
        case
            when installments.is_due and installments.due_date <= installments.as_of_date then 1
            else 0
        end as due_count,
        case
            when installments.is_due
                and installments.due_date <= installments.as_of_date
                and coalesce(
                    least(paid_by_installment.paid_in_time, paid_by_installment.paid_amount), 0
                ) >= installments.due_amount
                then 1
            else 0
        end as on_time_count,
        case when installments.is_due then coalesce(paid_by_installment.paid_amount, 0) else 0 end
            as collected_on_dues,
        case
            when installments.is_due then coalesce(paid_by_installment.received_amount, 0) else 0
        end as received_on_dues,
        case
            when installments.is_due
                then coalesce(paid_by_installment.received_amount_days, 0)
            else 0
        end as received_amount_days,
        0 as collected_amount
    from installments
    left join paid_by_installment
        on paid_by_installment.company_id = installments.company_id
        and paid_by_installment.installment_id = installments.installment_id
    union all
    select
        company_id,
        contract_id,
        contact_id,
        contract_is_deleted,
        payment_month as month,
        0 as billed_amount,
        0 as due_count,
        0 as on_time_count,
        0 as collected_on_dues,
        0 as received_on_dues,
        0 as received_amount_days,
        signed_amount as collected_amount
    from receipts
),

final as (
    select
        company_id,
        contract_id,
        month,
        max(contact_id) as contact_id,
        bool_or(contract_is_deleted) as contract_is_deleted,
        sum(billed_amount) as billed_amount,
        sum(collected_amount) as collected_amount,
        sum(due_count) as due_count,
        sum(on_time_count) as on_time_count,
        sum(collected_on_dues) as collected_on_dues,
        sum(received_on_dues) as received_on_dues,
        sum(received_amount_days) as received_amount_days
    from months
    group by company_id, contract_id, month
)

select
    company_id,
    contract_id,
    month,
    contact_id,
    contract_is_deleted,
    billed_amount,
    collected_amount,
    due_count,
    on_time_count,
    ratio(on_time_count, due_count, 4) as on_time_share,
    collected_on_dues,
    ratio(collected_on_dues, billed_amount, 4) as collection_rate,
    received_on_dues,
    received_amount_days,
    ratio(received_amount_days, received_on_dues, 2) as mean_days_late,
    :release as release
from final
