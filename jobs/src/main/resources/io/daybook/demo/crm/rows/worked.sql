-- Worked examples: one company whose every figure a reader can add up in the head. D is the last day of the
-- history, yesterday.
create function demo.worked() returns uuid
language sql immutable
return demo.id('company8');

create function demo.d() returns date
language sql immutable
return date ':today' - 1;

-- Its fiscal year begins in July.
create function demo.fiscal_start() returns date
language sql immutable
return cast(date_trunc('year', demo.d() - interval '6 months') + interval '6 months' as date);

create view demo.example as
select id, mark, created_at from demo.companies where kind = 'worked';

insert into contacts (contact_id, company_id, last_name, email, status, created_at, updated_at)
select
    demo.id('worked ' || name), demo.worked(), name || ' · ' || mark, lower(replace(name, ' ', '-')) || '@' || mark || '.example',
    'customer', created_at, created_at
from demo.example
cross join (
    values ('Six Hundred'), ('Aging'), ('Invoices'), ('Sales'), ('Deals'), ('Day 90'), ('Day 90 less'), ('Day 365'),
        ('Day 365 less'), ('Never'), ('Future'), ('Void')
) as contacts (name);

-- Deleted when yesterday ended, a microsecond before, and deleted once and there again.
insert into contacts (contact_id, company_id, last_name, status, created_at, updated_at, deleted_at)
select
    demo.id('worked ' || name), demo.worked(), name || ' · ' || mark, 'customer', created_at, cast(demo.d() as timestamp), gone
from demo.example
cross join (
    values ('Cut', cast(demo.d() as timestamp)), ('Before cut', demo.d() - interval '1 microsecond'), ('Restored', null)
) as contacts (name, gone);

insert into users (user_id, company_id, email, password_hash, last_name, role, is_active, created_at, updated_at)
select demo.id('worked owner'), id, 'worked@' || mark || '.example', 'secret-hash', 'Owner · ' || mark, 'sales', true,
    created_at, created_at
from demo.example;

insert into bank_accounts (bank_account_id, company_id, bank_name, balance, is_active, created_at, updated_at)
select demo.id('worked account ' || name), id, name || ' · ' || mark, balance, true, created_at, created_at
from demo.example
cross join (values ('Adds up', 1135.00), ('Off by five', 575.00), ('Late balance', 105.00), ('Silent', 60.00)) as accounts (name, balance);

-- 600.00 of installments, of which open: 100.00, 30.00, 100.00, 105.00, 0.00 with 20.00 of credit, void. Joined
-- row by row they say 900.00 due and 330.00 paid. The aging contract has 10.00 due on each edge of a bucket.
insert into contracts (
    contract_id, company_id, contact_id, total_value, interest_rate, installment_count, start_date, status,
    created_at, updated_at
)
select
    demo.id('worked contract ' || name), demo.worked(), demo.id('worked ' || name), total, 0, count, demo.d() - 120,
    'active', created_at, created_at
from demo.example
cross join (values ('Six Hundred', 600.00, 6), ('Aging', 90.00, 9), ('Void', 300.00, 3)) as contracts (name, total, count);

insert into contract_installments (
    installment_id, contract_id, installment_number, due_date, amount, status, late_fee, created_at
)
select
    demo.id('worked six hundred ' || number), demo.id('worked contract Six Hundred'), number, demo.d() - 35 + number,
    100.00, status, late_fee, timestamp ':today' - interval '120 days'
from (
    values (1, 'overdue', null), (2, 'overdue', null), (3, 'overdue', null), (4, 'overdue', 5.00), (5, 'paid', null),
        (6, 'cancelled', null)
) as installments (number, status, late_fee);

insert into contract_installments (
    installment_id, contract_id, installment_number, due_date, amount, status, created_at
)
select
    demo.id('worked aging ' || number), demo.id('worked contract Aging'), number, demo.d() - days, 10.00,
    case when days > 0 then 'overdue' else 'pending' end, timestamp ':today' - interval '120 days'
from unnest(array[91, 90, 61, 60, 31, 30, 1, 0, -1]) with ordinality as dues (days, number);

insert into payments (
    payment_id, company_id, contract_installment_id, bank_account_id, amount, payment_date, payment_method,
    reference_number, status, idempotency_key, created_at
)
select
    demo.id('worked payment ' || number), demo.worked(), demo.id('worked six hundred ' || installment),
    demo.id('worked account Adds up'), amount, demo.d() - days, 'pix', 'W-' || number, status, key,
    timestamp ':today' - make_interval(days => days, hours => 12) + number * interval '1 second'
from (
    values
        (1, 1, 100.00, 21, 'failed', 'w-1'),
        (2, 2, 40.00, 20, 'completed', 'w-2'),
        (3, 2, 30.00, 18, 'completed', 'w-3'),
        (4, 2, 30.00, 18, 'completed', 'w-3'),
        (5, 3, 100.00, 17, 'completed', 'w-5'),
        (6, 3, -100.00, 15, 'reversed', null),
        (7, 4, 10.00, -2, 'completed', 'w-7'),
        (8, 5, 120.00, 19, 'completed', 'w-8')
) as payments (number, installment, amount, days, status, key);

-- One statement adds up: one entry matches W-2 by its reference, one W-8 by amount two days later. The other
-- does not add up by 5.00 at its second entry, and one never says what is there.
insert into bank_statement_entries (
    entry_id, bank_account_id, transaction_date, description, amount, transaction_type, balance_after,
    reference_number, created_at
)
select
    demo.id('worked entry ' || number), demo.id('worked account ' || account), demo.d() - days, 'Entry ' || number,
    amount, direction, balance, reference, timestamp ':today' - make_interval(days => days, hours => 12)
from (
    values
        (1, 'Adds up', 20, 40.00, 'entrada', 1040.00, 'W-2'),
        (2, 'Adds up', 17, 120.00, 'entrada', 1160.00, null),
        (3, 'Adds up', 10, 50.00, 'saida', 1110.00, null),
        (4, 'Adds up', 9, 25.00, 'credit', 1135.00, null),
        (5, 'Off by five', 20, 100.00, 'credit', 600.00, null),
        (6, 'Off by five', 19, 40.00, 'debit', 565.00, null),
        (7, 'Off by five', 18, 10.00, 'credit', 575.00, null),
        (8, 'Late balance', 20, 10.00, 'credit', null, null),
        (9, 'Late balance', 19, 5.00, 'debit', 105.00, null),
        (10, 'Silent', 20, 50.00, 'credit', null, null)
) as entries (number, account, days, amount, direction, balance, reference);

-- Paid in time, void and yet paid 50.00, paid in time and taken back after the due date.
insert into contract_installments (
    installment_id, contract_id, installment_number, due_date, amount, status, created_at
)
select
    demo.id('worked void ' || number), demo.id('worked contract Void'), number, demo.d() - days, 100.00, status,
    timestamp ':today' - interval '120 days'
from (values (1, 40, 'paid'), (2, 40, 'cancelled'), (3, 10, 'overdue')) as installments (number, days, status);

insert into payments (
    payment_id, company_id, contract_installment_id, amount, payment_date, payment_method, status, created_at
)
select
    demo.id('worked void payment ' || number), demo.worked(), demo.id('worked void ' || installment), amount,
    demo.d() - days, 'pix', status, timestamp ':today' - make_interval(days => days, hours => 12)
from (
    values (1, 1, 100.00, 41, 'completed'), (2, 2, 50.00, 45, 'completed'), (3, 3, 100.00, 12, 'completed'),
        (4, 3, -100.00, 5, 'reversed')
) as payments (number, installment, amount, days, status);

-- A contract that was deleted, of which 60.00 are left 45 days past due and 100.00 are due in ten days; 30.00 were
-- paid, and one part is void.
insert into contracts (
    contract_id, company_id, contact_id, total_value, interest_rate, installment_count, start_date, status,
    created_at, updated_at, deleted_at
)
select
    demo.id('worked contract Gone'), demo.worked(), demo.id('worked Sales'), 260.00, 0, 4, demo.d() - 120, 'active',
    created_at, created_at, timestamp ':today' - interval '5 days'
from demo.example;

insert into contract_installments (
    installment_id, contract_id, installment_number, due_date, amount, status, created_at
)
select
    demo.id('worked gone ' || number), demo.id('worked contract Gone'), number, demo.d() - days, amount, status,
    timestamp ':today' - interval '120 days'
from (
    values (1, 45, 100.00, 'overdue'), (2, -10, 100.00, 'pending'), (3, 75, 30.00, 'paid'), (4, 15, 30.00, 'cancelled')
) as installments (number, days, amount, status);

insert into payments (
    payment_id, company_id, contract_installment_id, amount, payment_date, payment_method, status, created_at
)
select
    demo.id('worked gone payment ' || number), demo.worked(), demo.id('worked gone ' || installment), amount,
    demo.d() - days, 'pix', 'completed', timestamp ':today' - make_interval(days => days, hours => 12)
from (values (1, 1, 40.00, 45), (2, 3, 30.00, 76)) as payments (number, installment, amount, days);

-- W-001 joined with its two revenues says 220.00 for 110.00. People write its currency as they like, and that of a
-- deal and of a product.
insert into invoices (
    invoice_id, company_id, contact_id, invoice_number, type, status, issue_date, due_date, paid_date, subtotal,
    tax_amount, total_amount, currency, created_at, updated_at
)
select
    demo.id('worked invoice ' || number), demo.worked(), demo.id('worked Invoices'), number, type, status,
    demo.d() - issued, demo.d() - due, demo.d() - paid, subtotal, tax, subtotal + tax, currency,
    timestamp ':today' - make_interval(days => issued, hours => 12),
    timestamp ':today' - make_interval(days => issued, hours => 12)
from (
    values
        ('W-001', 'invoice', 'sent', 61, 31, null, 100.00, 10.00, ' brl '),
        ('W-002', 'invoice', 'paid', 60, 30, 5, 200.00, 0.00, 'BRL'),
        ('W-003', 'invoice', 'sent', 50, null, null, 300.00, 0.00, 'BRL'),
        ('W-004', 'invoice', 'sent', 20, -10, null, 50.00, 0.00, 'BRL'),
        ('W-005', 'credit_note', 'sent', 20, -10, null, 20.00, 0.00, 'BRL'),
        ('W-006', 'invoice', 'draft', 20, -10, null, 500.00, 0.00, 'BRL'),
        ('W-007', 'invoice', 'void', 20, -10, null, 500.00, 0.00, 'BRL'),
        ('W-008', 'invoice', 'cancelled', 20, -10, null, 500.00, 0.00, 'BRL'),
        ('W-009', 'invoice', 'sent', 40, 10, -3, 70.00, 0.00, 'BRL'),
        ('W-010', 'invoice', 'sent', 40, 10, null, 1000.00, 0.00, 'USD'),
        ('W-011', 'invoice', 'sent', 40, 10, null, 11.00, 0.00, null)
) as invoices (number, type, status, issued, due, paid, subtotal, tax, currency);

insert into cost_centers (
    cost_center_id, company_id, name, budget, actual_spend, is_active, created_at, updated_at
)
select demo.id('worked centre ' || name), id, name || ' · ' || mark, budget, spent, true, created_at, created_at
from demo.example
cross join (
    values ('Budget', 1000.00, 450.00), ('No budget', null, 0.00), ('Zero', 0.00, 10.00), ('July', 20.00, 7.00)
) as centres (name, budget, spent);

-- None, full, partial in three parts of two categories, over by 10.00; two without an invoice.
insert into revenues (
    revenue_id, company_id, contact_id, invoice_id, description, amount, revenue_date, category, cost_center_id,
    created_at
)
select
    demo.id('worked revenue ' || number), demo.worked(), demo.id('worked Invoices'), demo.id('worked invoice ' || invoice),
    'Part ' || number, amount, demo.d() - days, category, demo.id('worked centre ' || centre),
    timestamp ':today' - make_interval(days => days, hours => 12)
from (
    values
        (1, 'W-001', 60.00, 61, 'Serviços', 'Budget'),
        (2, 'W-001', 40.00, 61, 'Produtos', 'Budget'),
        (3, 'W-003', 100.00, 50, 'Serviços', null),
        (4, 'W-003', 100.00, 50, ' serviços ', null),
        (5, 'W-003', 50.00, 50, 'Produtos', null),
        (6, 'W-004', 30.00, 20, 'Serviços', null),
        (7, 'W-004', 30.00, 20, 'Serviços', null),
        (8, null, 25.00, 20, 'Diversos', null),
        (9, null, 15.00, 20, null, null)
) as revenues (number, invoice, amount, days, category, centre);

-- Accrual 500.00 and cash 300.00 of a budget of 1000.00; 450.00 was stored. 7.00 on the first day of the fiscal
-- year, 6.00 on the day before it, 4.00 yesterday.
insert into expenses (
    expense_id, company_id, description, category, amount, expense_date, status, cost_center_id, created_at, updated_at
)
select
    demo.id('worked expense ' || number), demo.worked(), 'Expense ' || number, 'Folha', amount, spent_on, status,
    demo.id('worked centre ' || centre), timestamp ':today' - interval '21 days', timestamp ':today' - interval '21 days'
from (
    values
        (1, 300.00, 'paid', 'Budget', greatest(demo.d() - 20, demo.fiscal_start())),
        (2, 200.00, 'approved', 'Budget', greatest(demo.d() - 20, demo.fiscal_start())),
        (3, 100.00, 'cancelled', 'Budget', greatest(demo.d() - 20, demo.fiscal_start())),
        (4, 10.00, 'paid', 'Zero', greatest(demo.d() - 20, demo.fiscal_start())),
        (5, 7.00, 'paid', 'July', demo.fiscal_start()),
        (6, 6.00, 'paid', 'July', demo.fiscal_start() - 1),
        (7, 4.00, 'paid', null, demo.d() - 1)
) as expenses (number, amount, status, centre, spent_on);

-- At the ends of the three whole months before D's: 90.00, 80.00, 80.00. The first was never closed.
insert into subscriptions (
    subscription_id, company_id, plan_id, plan_name, price, currency, billing_cycle, status, start_date, created_at
)
select
    demo.id('worked subscription ' || plan), demo.worked(), demo.id('plan' || plan), plan, price, 'BRL', cycle, 'active',
    cast(date_trunc('month', demo.d()) - start as date), date_trunc('month', demo.d()) - start
from (
    values ('Starter', 90.00, 'monthly', interval '3 months'), ('Growth', 960.00, 'yearly', interval '2 months' - interval '9 days')
) as subscriptions (plan, price, cycle, start);

-- Before: yearly 1200.00 until the last day of a month, on which a monthly one of 120.00 begins; then two months
-- in dollars, and two of nothing.
insert into subscriptions (
    subscription_id, company_id, plan_id, plan_name, price, currency, billing_cycle, status, start_date, end_date,
    created_at
)
select
    demo.id('worked subscription ' || number), demo.worked(), demo.id('plan' || plan), plan, price, currency, cycle,
    'expired', cast(date_trunc('month', demo.d()) - start as date), cast(date_trunc('month', demo.d()) - stop as date),
    date_trunc('month', demo.d()) - start
from (
    values
        (1, 'Scale', 1200.00, 'BRL', 'yearly', interval '12 months', interval '9 months 1 day'),
        (2, 'Growth', 120.00, 'BRL', 'monthly', interval '9 months 1 day', interval '7 months'),
        (3, 'Growth', 30.00, 'USD', 'monthly', interval '7 months', interval '5 months')
) as subscriptions (number, plan, price, currency, cycle, start, stop);
