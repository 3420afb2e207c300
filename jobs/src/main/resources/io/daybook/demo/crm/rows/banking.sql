-- Statements: what was paid to us, some days later, and what was paid by us. Amounts bear no sign; half of
-- the companies write entrada and saida for it, half credit and debit. Balances add up.
create table demo.entries as
select
    payments.company_id,
    payments.bank_account_id,
    demo.id('entry' || payments.payment_id) as entry_id,
    demo.past(payments.payment_date + demo.roll('clears' || payments.payment_id, 3)) as transaction_date,
    payments.amount,
    case demo.roll('named' || payments.payment_id, 20)
        when 0 then 'TED ' || substr(cast(payments.payment_id as text), 1, 6)
        when 1 then null
        when 2 then null
        else payments.reference_number
    end as reference_number,
    'Recebimento' as description
from payments
where payments.bank_account_id is not null and payments.status <> 'failed'
union all
select
    expenses.company_id,
    demo.id('account' || tenants.n || '.' || (1 + demo.roll('from' || expenses.expense_id, 3))),
    demo.id('entry' || expenses.expense_id),
    expenses.expense_date,
    -expenses.amount,
    null,
    expenses.vendor
from expenses
inner join demo.tenants as tenants on tenants.id = expenses.company_id
where expenses.status = 'paid';

insert into bank_statement_entries (
    entry_id, bank_account_id, transaction_date, description, amount, transaction_type, balance_after,
    reference_number, created_at
)
with
timed as (
    select
        entries.*,
        tenants.mark,
        tenants.n,
        demo.moment(transaction_date, 'entry' || entry_id) as created_at
    from demo.entries as entries
    inner join demo.tenants as tenants on tenants.id = entries.company_id
)

select
    entry_id,
    bank_account_id,
    transaction_date,
    description || ' · ' || mark,
    abs(amount),
    case
        when n % 2 = 1 then case when amount < 0 then 'saida' else 'entrada' end
        else case when amount < 0 then 'debit' else 'credit' end
    end,
    10000.00 + sum(amount) over (
        partition by bank_account_id order by transaction_date, created_at, entry_id
    ),
    reference_number,
    created_at
from timed;

update bank_accounts
set balance = last.balance_after
from (
    select distinct on (bank_account_id) bank_account_id, balance_after
    from bank_statement_entries
    order by bank_account_id, transaction_date desc, created_at desc, entry_id desc
) as last
where last.bank_account_id = bank_accounts.bank_account_id;
