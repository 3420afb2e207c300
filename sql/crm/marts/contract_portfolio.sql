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
        sum(signed_payments.signed_amount) as paid_amount
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
        installments.contract_id,
        installments.installment_number,
        installments.due_date,
        live_tenants.as_of_date,
        installments.amount,
        case
            when coalesce(lower(trim(installments.status)), '') <> 'cancelled'
                and coalesce(lower(trim(installments.contract_status)), '') <> 'cancelled'
                then installments.amount + coalesce(installments.late_fee, 0)
            else 0
        end as due_amount,
        coalesce(paid_by_installment.paid_amount, 0) as paid_amount
    from facts.contract_installments as installments
    inner join live_tenants
        on live_tenants.company_id = installments.company_id
    left join paid_by_installment
        on paid_by_installment.company_id = installments.company_id
        and paid_by_installment.contract_installment_id = installments.installment_id
),

installments_by_contract as (
    select
        company_id,
        contract_id,
        count(*) as installments,
        count(distinct installment_number) as numbers,
        count(distinct installment_number) filter (where installment_number > 0)
            as positive_numbers,
        max(installment_number) as last_number,
        sum(amount) as installments_amount,
        sum(due_amount) as due_amount,
        sum(paid_amount) as paid_amount,
        sum(case when due_amount > paid_amount then due_amount - paid_amount else 0 end)
            as open_amount,
        sum(
            case
                when due_amount > paid_amount and due_date < as_of_date
                    then due_amount - paid_amount
                else 0
            end
        ) as overdue_amount,
        min(due_date) filter (where due_amount > paid_amount and due_date >= as_of_date)
            as next_due_date
    from installments
    group by company_id, contract_id
),

final as (
    select
        contracts.company_id,
        contracts.contract_id,
        live_tenants.as_of_date,
        case
            when contracts.contact_is_deleted is null then '(unknown)'
            else contracts.contact_id
        end as contact_id,
        contracts.is_deleted,
        coalesce(lower(trim(contracts.status)), '') as status,
        contracts.total_value,
        coalesce(installments_by_contract.installments_amount, 0) as installments_amount,
        contracts.installment_count,
        coalesce(installments_by_contract.installments, 0) as installments,
        coalesce(installments_by_contract.installments, 0)
            - coalesce(installments_by_contract.numbers, 0) as repeated_numbers,
        greatest(coalesce(installments_by_contract.last_number, 0), 0)
            - coalesce(installments_by_contract.positive_numbers, 0) as missing_numbers,
        coalesce(installments_by_contract.due_amount, 0) as due_amount,
        coalesce(installments_by_contract.paid_amount, 0) as paid_amount,
        coalesce(installments_by_contract.open_amount, 0) as open_amount,
        coalesce(installments_by_contract.overdue_amount, 0) as overdue_amount,
        installments_by_contract.next_due_date
    from facts.contracts as contracts
    inner join live_tenants
        on live_tenants.company_id = contracts.company_id
    left join installments_by_contract
        on installments_by_contract.company_id = contracts.company_id
        and installments_by_contract.contract_id = contracts.contract_id
)

select
    company_id,
    contract_id,
    as_of_date,
    contact_id,
    is_deleted,
    status,
    total_value,
    installments_amount,
    total_value - installments_amount as value_difference,
    installment_count,
    installments,
    repeated_numbers,
    missing_numbers,
    due_amount,
    paid_amount,
    open_amount,
    overdue_amount,
    next_due_date,
    ratio(paid_amount, due_amount, 4) as paid_share,
    :release as release
from final
