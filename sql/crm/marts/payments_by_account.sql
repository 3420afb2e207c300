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
        case
            when payments.bank_account_id is null then '(unassigned)'
            when payments.account_is_deleted is null then '(unknown)'
            else payments.bank_account_id
        end as bank_account_id,
        payments.payment_date,
        coalesce(nullif(lower(trim(payments.payment_method)), ''), '(none)') as payment_method,
        lower(trim(payments.status)) as status,
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
        bank_account_id,
        payment_date,
        payment_method,
        status,
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

final as (
    select
        company_id,
        bank_account_id,
        payment_date as day,
        payment_method,
        count(*) as payments,
        count(*) filter (where effect = 'counts' and not is_repeated) as counted_payments,
        count(*) filter (where effect = 'nothing' and not is_repeated) as uncounted_payments,
        count(*) filter (where effect in ('takes_back', 'subtracts') and not is_repeated)
            as reversed_payments,
        count(*) filter (where effect = 'other' and not is_repeated) as other_payments,
        count(*) filter (where is_repeated) as repeated_payments,
        count(*) filter (where status = 'failed') as failed_payments,
        sum(signed_amount) as amount,
        sum(case when effect in ('takes_back', 'subtracts') then signed_amount else 0 end)
            as reversed_amount
    from signed_payments
    group by company_id, bank_account_id, payment_date, payment_method
)

select
    company_id,
    bank_account_id,
    day,
    payment_method,
    payments,
    counted_payments,
    uncounted_payments,
    reversed_payments,
    other_payments,
    repeated_payments,
    failed_payments,
    amount,
    reversed_amount,
    :release as release
from final
