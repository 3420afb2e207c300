-- C6: entry by entry and payment by payment, the nearest free one of the same amount.
with recursive
entries as (
    select
        bank_accounts.company_id,
        cast(bank_account_id as text) as account,
        cast(entry_id as text) as id,
        transaction_date as day,
        nullif(trim(reference_number), '') as reference,
        case when lower(trim(transaction_type)) in ('entrada', 'credit') then amount else -amount end as amount,
        row_number() over (
            partition by bank_account_id, nullif(trim(reference_number), '')
            order by transaction_date, bank_statement_entries.created_at, entry_id
        ) as place
    from bank_statement_entries
    inner join bank_accounts using (bank_account_id)
    inner join companies on companies.company_id = bank_accounts.company_id and companies.deleted_at is null
    where lower(trim(transaction_type)) in ('entrada', 'credit', 'saida', 'debit')
),

paid_over as (
    select
        payments.company_id,
        case
            when payments.bank_account_id is null then '(unassigned)'
            when bank_accounts.bank_account_id is null then '(unknown)'
            else cast(payments.bank_account_id as text)
        end as account,
        cast(payment_id as text) as id,
        payment_date as day,
        payments.created_at,
        nullif(trim(reference_number), '') as reference,
        signed as amount
    from oracle.signed
    inner join payments using (payment_id)
    inner join companies on companies.company_id = payments.company_id and companies.deleted_at is null
    left join bank_accounts
        on bank_accounts.bank_account_id = payments.bank_account_id
        and bank_accounts.company_id = payments.company_id
    where signed <> 0
),

paid as (
    select
        paid_over.*,
        row_number() over (partition by company_id, account, reference order by day, created_at, id) as place
    from paid_over
),

referred as (
    select entries.id as entry, paid.id as payment
    from entries
    inner join paid using (company_id, account, reference, place)
),

pairs as (
    select
        entries.account,
        entries.amount,
        entries.id as entry,
        paid.id as payment,
        row_number() over (
            partition by entries.account, entries.amount
            order by abs(entries.day - paid.day), entries.day - paid.day desc, entries.id, paid.id
        ) as place
    from entries
    inner join paid
        on paid.company_id = entries.company_id
        and paid.account = entries.account
        and paid.amount = entries.amount
        and paid.day between entries.day - 3 and entries.day + 3
    where entries.id not in (select entry from referred)
        and paid.id not in (select payment from referred)
),

greedy as (
    select account, amount, cast(0 as bigint) as place, cast('{}' as text[]) as used
    from pairs
    group by account, amount
    union all
    select
        greedy.account,
        greedy.amount,
        pairs.place,
        case
            when pairs.entry = any (greedy.used) or pairs.payment = any (greedy.used) then greedy.used
            else greedy.used || array[pairs.entry, pairs.payment]
        end
    from greedy
    inner join pairs
        on pairs.account = greedy.account
        and pairs.amount = greedy.amount
        and pairs.place = greedy.place + 1
),

matched as (
    select distinct unnest(used) as id
    from (select distinct on (account, amount) used from greedy order by account, amount, place desc) as whole
),

items as (
    select company_id, account, 'entry' as side, id, day, amount from entries
    union all
    select company_id, account, 'payment', id, day, amount from paid
),

told as (
    select
        items.*,
        case
            when id in (select entry from referred) or id in (select payment from referred) then 'reference'
            when id in (select id from matched) then 'amount'
            else 'open'
        end as outcome
    from items
)

select
    cast(company_id as text),
    account,
    cast(date_trunc('month', day) as date),
    cast(count(*) filter (where side = 'entry') as integer),
    cast(count(*) filter (where side = 'entry' and outcome = 'reference') as integer),
    cast(count(*) filter (where side = 'entry' and outcome = 'amount') as integer),
    cast(count(*) filter (where side = 'entry' and outcome = 'open') as integer),
    cast(count(*) filter (where side = 'payment') as integer),
    cast(count(*) filter (where side = 'payment' and outcome = 'reference') as integer),
    cast(count(*) filter (where side = 'payment' and outcome = 'amount') as integer),
    cast(count(*) filter (where side = 'payment' and outcome = 'open') as integer),
    cast(coalesce(sum(amount) filter (where side = 'entry'), 0) as numeric(18, 2)),
    cast(coalesce(sum(amount) filter (where side = 'payment'), 0) as numeric(18, 2)),
    cast(
        coalesce(sum(amount) filter (where side = 'entry'), 0)
        - coalesce(sum(amount) filter (where side = 'payment'), 0) as numeric(18, 2)
    ),
    cast(coalesce(sum(amount) filter (where side = 'entry' and outcome = 'open'), 0) as numeric(18, 2)),
    cast(coalesce(sum(amount) filter (where side = 'payment' and outcome = 'open'), 0) as numeric(18, 2))
from told
group by company_id, account, date_trunc('month', day)
