with
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
        count(*) filter (where is_failed) as failed_payments,
        sum(signed_amount) as amount,
        sum(case when effect in ('takes_back', 'subtracts') then signed_amount else 0 end)
            as reversed_amount
    from marts.applied_payments
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
