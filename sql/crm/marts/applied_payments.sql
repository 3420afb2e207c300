with
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
        case when states.state = 'failed' then 'nothing' else coalesce(states.state, 'other') end
            as effect,
        coalesce(states.state, 'other') = 'failed' as is_failed,
        row_number() over (
            partition by
                payments.company_id,
                coalesce(
                    'key ' || nullif(trim(payments.idempotency_key), ''),
                    payments.payment_id
                )
            order by
                case when states.state = 'counts' then 0 else 1 end asc nulls last,
                payments.created_at asc nulls last,
                payments.payment_id asc nulls last
        ) as attempt
    from facts.payments as payments
    left join facts.status_map as states
        on states.column_name = 'payments.status'
        and states.word = lower(trim(payments.status))
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
        is_failed,
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
    is_failed,
    payment_date,
    created_at,
    :release as release
from final
