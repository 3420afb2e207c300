-- Contracts, their installments and what was paid of them.
insert into bank_accounts (
    bank_account_id, company_id, bank_name, agency, account_number, account_type, balance, is_active,
    created_at, updated_at, deleted_at
)
select
    demo.id('account' || n || '.' || k), id,
    (array['Banco do Sul', 'Caixa Azul', 'Itaqui'])[k] || ' · ' || mark, '0001',
    'x-' || lpad(cast(n * 10 + k as text), 6, '0'), (array['checking', 'checking', 'savings'])[k], null, true,
    created_at, created_at, null
from demo.tenants
cross join lateral generate_series(1, accounts) as k;

create table demo.contracts as
select
    tenants.n,
    tenants.id as company_id,
    tenants.mark,
    tenants.contacts,
    k,
    tenants.n || '.' || k as key,
    demo.id('contract' || tenants.n || '.' || k) as contract_id,
    demo.day('contract' || tenants.n || '.' || k) as starts_on,
    (array[6, 12, 12, 24])[1 + demo.roll('term' || tenants.n || '.' || k, 4)] as term,
    demo.money('monthly' || tenants.n || '.' || k, 50, 900) as monthly,
    demo.roll('fate' || tenants.n || '.' || k, 12) = 0 as is_cancelled
from demo.tenants as tenants
cross join lateral generate_series(1, demo.part(tenants.share, 'contracts')) as k;

insert into contracts (
    contract_id, company_id, contact_id, total_value, interest_rate, installment_count, start_date,
    end_date, status, created_at, updated_at, deleted_at
)
select
    contract_id,
    company_id,
    demo.id('contact' || n || '.' || (1 + demo.skew('contract' || key, contacts))),
    term * monthly,
    demo.money('interest' || key, 0, 4),
    term,
    starts_on,
    cast(starts_on + term * interval '1 month' as date),
    case
        when is_cancelled then 'cancelled'
        when starts_on + term * interval '1 month' < date ':today' then 'completed'
        else 'active'
    end,
    demo.moment(starts_on, 'contract' || key),
    demo.moment(starts_on, 'contract' || key),
    case when k % 20 = 0 then demo.moment(demo.past(starts_on + 70), 'gone' || key) end
from demo.contracts;

-- How each installment fares: most are paid once and about in time, some in two payments, some at a second
-- try, a few are paid back, a few are never paid.
create table demo.installments as
with
dated as (
    select
        contracts.*,
        number,
        contracts.key || '.' || number as installment,
        demo.id('installment' || contracts.key || '.' || number) as installment_id,
        cast(contracts.starts_on + number * interval '1 month' as date) as due_date
    from demo.contracts as contracts
    cross join lateral generate_series(1, contracts.term) as number
),

rolled as (
    select
        dated.*,
        due_date - 4 + demo.roll('paid' || installment, 9) + case when demo.roll('slow' || installment, 6) = 0
            then demo.roll('slower' || installment, 70) else 0 end as paid_on,
        demo.roll('fares' || installment, 40) as fares
    from dated
)

select
    rolled.*,
    case when paid_on > due_date + 5 then round(monthly * 0.02, 2) end as late_fee,
    case
        when is_cancelled and due_date > starts_on + 120 then 'cancelled'
        when paid_on >= date ':today' or fares = 0 then 'unpaid'
        when fares < 3 then 'twice'
        when fares = 3 then 'second_try'
        when fares = 4 then 'paid_back'
        else 'once'
    end as fate
from rolled;

insert into contract_installments (
    installment_id, contract_id, installment_number, due_date, amount, status, paid_date, late_fee,
    created_at
)
select
    installment_id,
    contract_id,
    number,
    due_date,
    monthly,
    case
        when fate = 'cancelled' then 'cancelled'
        when fate in ('once', 'twice', 'second_try') then 'paid'
        when due_date < date ':today' - 1 then 'overdue'
        else 'pending'
    end,
    case when fate in ('once', 'twice', 'second_try') then paid_on end,
    case when fate <> 'cancelled' then late_fee end,
    demo.moment(starts_on, 'contract' || key)
from demo.installments;

insert into payments (
    payment_id, company_id, contract_installment_id, bank_account_id, amount, payment_date,
    payment_method, reference_number, status, idempotency_key, created_at
)
with
steps (fate, step, part, status, days) as (
    values
        ('once', 1, 1.0, 'completed', 0),
        ('twice', 1, 0.4, 'completed', -3),
        ('twice', 2, 0.6, 'paid', 0),
        ('second_try', 1, 1.0, 'failed', -2),
        ('second_try', 2, 1.0, 'completed', 0),
        ('paid_back', 1, 1.0, 'settled', -1),
        ('paid_back', 2, -1.0, 'reversed', 0)
)

select
    demo.id('payment' || installment || '.' || step),
    company_id,
    installment_id,
    case when demo.roll('account' || installment, 30) > 0
        then demo.id('account' || n || '.' || (1 + demo.roll('which' || installment, 3))) end,
    case
        when part > 0 and part < 1 and step = 2
            then monthly + coalesce(late_fee, 0) - round((monthly + coalesce(late_fee, 0)) * 0.4, 2)
        else round((monthly + coalesce(late_fee, 0)) * part, 2)
    end,
    paid_on + days,
    demo.pick('method' || installment, 'pix', 'boleto', 'card', 'transfer'),
    'PAY-' || installment || '-' || step,
    status,
    case when demo.roll('keyed' || installment, 3) > 0 then 'pay-' || installment || '-' || step end,
    demo.moment(paid_on + days, 'payment' || installment || step)
from demo.installments
inner join steps using (fate);
