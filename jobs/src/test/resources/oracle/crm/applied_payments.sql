-- What each payment comes to: one of those with one key counts.
select
    cast(payments.company_id as text),
    cast(payment_id as text),
    cast(contract_installment_id as text),
    case
        when payments.bank_account_id is null then '(unassigned)'
        when bank_accounts.bank_account_id is null then '(unknown)'
        else cast(payments.bank_account_id as text)
    end,
    coalesce(nullif(lower(trim(payment_method)), ''), '(none)'),
    nullif(trim(reference_number), ''),
    lower(trim(status)),
    case
        when lower(trim(status)) in ('completed', 'paid', 'settled') then 'counts'
        when lower(trim(status)) in ('failed', 'pending', 'cancelled') then 'nothing'
        when lower(trim(status)) in ('reversed', 'refunded', 'chargeback') then 'takes_back'
        else 'other'
    end,
    amount,
    cast(coalesce(signed, 0) as numeric(18, 2)),
    signed is null,
    coalesce(lower(trim(status)) = 'failed', false),
    payment_date,
    payments.created_at at time zone 'America/Sao_Paulo'
from payments
inner join companies on companies.company_id = payments.company_id and companies.deleted_at is null
left join bank_accounts
    on bank_accounts.bank_account_id = payments.bank_account_id
    and bank_accounts.company_id = payments.company_id
left join oracle.signed using (payment_id)
