with
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
        payments.payment_id,
        payments.contract_installment_id,
        case
            when payments.bank_account_id is null then '(unassigned)'
            when payments.account_is_deleted is null then '(unknown)'
            else payments.bank_account_id
        end as bank_account_id,
        payments.payment_date,
        coalesce(nullif(lower(trim(payments.payment_method)), ''), '(none)') as payment_method,
        nullif(trim(payments.reference_number), '') as reference_number,
        lower(trim(payments.status)) as status,
        payments.created_at,
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

final as (
    select
        company_id,
        payment_id,
        contract_installment_id,
        bank_account_id,
        payment_method,
        reference_number,
        status,
        effect,
        amount,
        case
            when attempt > 1 then 0
            when effect = 'counts' then amount
            when effect = 'takes_back' and amount < 0 then amount
            when effect = 'subtracts' then -amount
            else 0
        end as signed_amount,
        attempt > 1 as is_repeated,
        payment_date,
        created_at
    from tried_payments
)

select
    company_id,
    payment_id,
    contract_installment_id,
    bank_account_id,
    payment_method,
    reference_number,
    status,
    effect,
    amount,
    signed_amount,
    is_repeated,
    payment_date,
    created_at,
    :release as release
from final
