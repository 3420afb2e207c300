-- C5: which way the money of each entry went.
select
    cast(bank_accounts.company_id as text),
    cast(entry_id as text),
    cast(bank_account_id as text),
    bank_name,
    description,
    lower(trim(transaction_type)),
    nullif(trim(reference_number), ''),
    case
        when lower(trim(transaction_type)) in ('entrada', 'credit') then 'in'
        when lower(trim(transaction_type)) in ('saida', 'debit') then 'out'
        else 'other'
    end,
    amount,
    case when lower(trim(transaction_type)) in ('entrada', 'credit') then amount else 0.00 end,
    case when lower(trim(transaction_type)) in ('saida', 'debit') then amount else 0.00 end,
    balance_after,
    balance,
    transaction_date,
    bank_statement_entries.created_at at time zone 'America/Sao_Paulo'
from bank_statement_entries
inner join bank_accounts using (bank_account_id)
inner join oracle.currencies using (company_id)
