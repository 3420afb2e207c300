-- C5: a statement by month, each opening with the closing before.
with
entries as (
    select
        bank_accounts.company_id,
        bank_statement_entries.*,
        date_trunc('month', transaction_date) as month,
        case
            when lower(trim(transaction_type)) in ('entrada', 'credit') then amount
            when lower(trim(transaction_type)) in ('saida', 'debit') then -amount
        end as signed
    from bank_statement_entries
    inner join bank_accounts using (bank_account_id)
    inner join companies on companies.company_id = bank_accounts.company_id and companies.deleted_at is null
),

-- What the first balance that is told leaves when all until then is taken off.
opened as (
    select distinct on (bank_account_id)
        bank_account_id,
        balance_after - moved as opening
    from (
        select
            entries.*,
            sum(coalesce(signed, 0)) over (
                partition by bank_account_id order by transaction_date, created_at, entry_id
            ) as moved
        from entries
    ) as running
    where balance_after is not null
    order by bank_account_id, transaction_date, created_at, entry_id
),

ended as (
    select distinct on (bank_account_id, month)
        bank_account_id,
        month,
        balance_after
    from entries
    order by bank_account_id, month, transaction_date desc, created_at desc, entry_id desc
),

months as (
    select
        company_id,
        bank_account_id,
        month,
        count(*) as entries,
        count(*) - count(signed) as other,
        coalesce(sum(amount) filter (where lower(trim(transaction_type)) in ('entrada', 'credit')), 0) as came,
        coalesce(sum(amount) filter (where lower(trim(transaction_type)) in ('saida', 'debit')), 0) as went
    from entries
    group by company_id, bank_account_id, month
),

closed as (
    select
        months.*,
        balance_after,
        opening + sum(came - went) over (partition by bank_account_id order by month) as closing,
        case when month = max(month) over (partition by bank_account_id) then balance end as balance
    from months
    left join opened using (bank_account_id)
    inner join ended using (bank_account_id, month)
    inner join bank_accounts using (bank_account_id)
)

select
    cast(company_id as text),
    cast(bank_account_id as text),
    cast(month as date),
    cast(entries as integer),
    cast(other as integer),
    cast(closing - came + went as numeric(18, 2)),
    cast(came as numeric(18, 2)),
    cast(went as numeric(18, 2)),
    cast(came - went as numeric(18, 2)),
    cast(closing as numeric(18, 2)),
    balance_after,
    cast(closing - balance_after as numeric(18, 2)),
    balance,
    cast(closing - balance as numeric(18, 2))
from closed
