-- C4: payments by account, day and method.
with
told as (
    select
        payments.company_id,
        case
            when payments.bank_account_id is null then '(unassigned)'
            when bank_accounts.bank_account_id is null then '(unknown)'
            else cast(payments.bank_account_id as text)
        end as account,
        payment_date,
        coalesce(nullif(lower(trim(payment_method)), ''), '(none)') as method,
        coalesce(lower(trim(status)), '') as status,
        signed
    from payments
    inner join companies on companies.company_id = payments.company_id and companies.deleted_at is null
    left join bank_accounts
        on bank_accounts.bank_account_id = payments.bank_account_id
        and bank_accounts.company_id = payments.company_id
    left join oracle.signed using (payment_id)
)

select
    cast(company_id as text),
    account,
    payment_date,
    method,
    cast(count(*) as integer),
    cast(count(signed) filter (where status in ('completed', 'paid', 'settled')) as integer),
    cast(count(signed) filter (where status in ('failed', 'pending', 'cancelled')) as integer),
    cast(count(signed) filter (where status in ('reversed', 'refunded', 'chargeback')) as integer),
    cast(
        count(signed) filter (
            where status not in (
                'completed', 'paid', 'settled', 'failed', 'pending', 'cancelled', 'reversed', 'refunded',
                'chargeback'
            )
        ) as integer
    ),
    cast(count(*) filter (where signed is null) as integer),
    cast(count(*) filter (where status = 'failed') as integer),
    cast(coalesce(sum(signed), 0) as numeric(18, 2)),
    cast(
        coalesce(sum(signed) filter (where status in ('reversed', 'refunded', 'chargeback')), 0)
        as numeric(18, 2)
    )
from told
group by company_id, account, payment_date, method
