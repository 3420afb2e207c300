-- One day of business on top of a history: what is new, what moves on, what is paid and what goes. The seed is
-- the history's with the day, so that no two days are alike. :day is the day.
create function demo.during(key text) returns timestamp
language sql immutable
return date ':day' + demo.roll('at' || key, 72000) * interval '1 second';

-- Who is in business. Worked examples stay as they are.
create table demo.companies as
select company_id from companies where deleted_at is null and name not like 'Worked %';

insert into sessions (session_id, user_id, expires_at, created_at)
select demo.id('session' || user_id), user_id, demo.during(cast(user_id as text)) + interval '14 days',
    demo.during(cast(user_id as text))
from users
inner join demo.companies using (company_id)
where role = 'owner';

update users set last_login_at = demo.during(cast(user_id as text)), updated_at = demo.during(cast(user_id as text))
from demo.companies as companies
where companies.company_id = users.company_id and role = 'owner';

insert into contacts (
    contact_id, company_id, type, first_name, last_name, email, source, status, created_at, updated_at
)
select demo.id('contact' || contact_id), company_id, type, first_name, last_name, email, source, 'lead',
    demo.during(cast(contact_id as text)), demo.during(cast(contact_id as text))
from contacts
inner join demo.companies using (company_id)
where contacts.deleted_at is null and demo.roll('again' || contact_id, 400) = 0;

-- Deals open and move on; each move leaves a note.
create table demo.moved as
select
    deal_id,
    case stage
        when 'lead' then 'qualified'
        when 'qualified' then 'proposal'
        when 'proposal' then 'negotiation'
        else case demo.roll('won' || deal_id, 2) when 0 then 'closed_won' else 'closed_lost' end
    end as stage
from deals
inner join demo.companies using (company_id)
where status = 'open' and deals.deleted_at is null and demo.roll('moves' || deal_id, 20) = 0;

-- An update that bypasses the application leaves updated_at behind.
update deals
set
    stage = moved.stage,
    status = case moved.stage when 'closed_won' then 'won' when 'closed_lost' then 'lost' else 'open' end,
    actual_close_date = case when moved.stage like 'closed%' then date ':day' end,
    loss_reason = case moved.stage when 'closed_lost' then 'price' end,
    updated_at = case demo.roll('raw' || deals.deal_id, 10) when 0 then updated_at else demo.during(cast(deals.deal_id as text)) end
from demo.moved as moved
where moved.deal_id = deals.deal_id;

insert into activities (
    activity_id, company_id, user_id, contact_id, deal_id, type, subject, status, created_at, updated_at
)
select demo.id('activity' || deal_id), company_id, owner_user_id, contact_id, deal_id, 'note', 'Moved to ' || moved.stage, 'completed',
    demo.during(cast(deal_id as text)), demo.during(cast(deal_id as text))
from demo.moved as moved
inner join deals using (deal_id);

insert into deals (
    deal_id, company_id, contact_id, owner_user_id, name, value, currency, stage, probability, expected_close_date, status,
    created_at, updated_at
)
select demo.id('deal' || deal_id), company_id, contact_id, owner_user_id, name, value, currency, 'lead', 10, date ':day' + 60, 'open',
    demo.during('new' || deal_id), demo.during('new' || deal_id)
from deals
inner join demo.companies using (company_id)
where deals.deleted_at is null and demo.roll('again' || deal_id, 300) = 0;

-- Invoices are written, fall due and are paid; one of a company that bills at all.
insert into invoices (
    invoice_id, company_id, contact_id, invoice_number, type, status, issue_date, due_date, subtotal, tax_amount,
    total_amount, currency, created_at, updated_at
)
select demo.id('invoice' || invoice_id), company_id, contact_id, invoice_number || '-' || to_char(date ':day', 'YYMMDD'), 'invoice',
    'sent', date ':day', date ':day' + 30, subtotal, tax_amount, total_amount, currency,
    demo.during(cast(invoice_id as text)), demo.during(cast(invoice_id as text))
from invoices
inner join demo.companies using (company_id)
where invoices.deleted_at is null and type = 'invoice' and demo.roll('again' || invoice_id, 250) = 0;

insert into revenues (revenue_id, company_id, contact_id, invoice_id, amount, revenue_date, category, created_at)
select demo.id('revenue' || invoice_id), company_id, contact_id, invoice_id, subtotal, date ':day', 'Serviços', created_at
from invoices
where issue_date = date ':day' and created_at >= date ':day' and demo.roll('split' || invoice_id, 3) > 0;

update invoices
set status = 'paid', paid_date = date ':day', updated_at = demo.during('paid' || invoice_id)
from demo.companies as companies
where companies.company_id = invoices.company_id
    and status in ('sent', 'overdue')
    and invoices.deleted_at is null
    and issue_date < date ':day'
    and demo.roll('pays' || invoice_id, 25) = 0;

update invoices
set status = 'overdue'
from demo.companies as companies
where companies.company_id = invoices.company_id and status = 'sent' and due_date < date ':day';

-- Installments are paid, and the bank tells of it the same day, on top of its last balance.
create table demo.paid as
select
    installment_id,
    contracts.company_id,
    amount + coalesce(late_fee, 0) as amount,
    demo.id('payment' || installment_id) as payment_id,
    accounts.bank_account_id
from contract_installments
inner join contracts using (contract_id)
inner join demo.companies as companies on companies.company_id = contracts.company_id
cross join lateral (
    select bank_account_id from bank_accounts
    where bank_accounts.company_id = contracts.company_id
    order by demo.roll('which' || installment_id || bank_account_id, 1000), bank_account_id
    limit 1
) as accounts
where contract_installments.status in ('pending', 'overdue')
    and due_date between date ':day' - 40 and date ':day'
    and not exists (select from payments where contract_installment_id = installment_id)
    and demo.roll('pays' || installment_id, 4) = 0;

insert into payments (
    payment_id, company_id, contract_installment_id, bank_account_id, amount, payment_date, payment_method,
    reference_number, status, idempotency_key, created_at
)
select payment_id, company_id, installment_id, bank_account_id, amount, date ':day', 'pix', 'PAY-' || substr(cast(payment_id as text), 1, 8),
    'completed', 'pay-' || payment_id, demo.during(cast(payment_id as text))
from demo.paid;

update contract_installments
set status = 'paid', paid_date = date ':day'
from demo.paid as paid
where paid.installment_id = contract_installments.installment_id;

insert into bank_statement_entries (
    entry_id, bank_account_id, transaction_date, description, amount, transaction_type, balance_after, reference_number, created_at
)
select
    demo.id('entry' || payment_id),
    paid.bank_account_id,
    date ':day',
    'Recebimento',
    amount,
    'credit',
    last.balance_after + sum(amount) over (partition by paid.bank_account_id order by demo.during(cast(payment_id as text)), demo.id('entry' || payment_id)),
    'PAY-' || substr(cast(payment_id as text), 1, 8),
    demo.during(cast(payment_id as text))
from demo.paid as paid
cross join lateral (
    select balance_after from bank_statement_entries as entries
    where entries.bank_account_id = paid.bank_account_id
    order by transaction_date desc, created_at desc, entry_id desc
    limit 1
) as last;

update bank_accounts
set balance = balance + came.amount, updated_at = timestamp ':day' + interval '20 hours'
from (select bank_account_id, sum(amount) as amount from demo.paid group by bank_account_id) as came
where came.bank_account_id = bank_accounts.bank_account_id;

-- Sales, and the stock that they take.
create table demo.sold as
select sale_id as old_id, demo.id('sale' || sale_id) as sale_id
from sales
inner join demo.companies using (company_id)
where status = 'completed' and sales.deleted_at is null and demo.roll('again' || sale_id, 250) = 0;

insert into sales (sale_id, company_id, contact_id, total_amount, sale_date, status, payment_terms, created_at)
select sold.sale_id, company_id, contact_id, total_amount, date ':day', 'completed', payment_terms, demo.during(cast(sold.sale_id as text))
from demo.sold as sold
inner join sales on sales.sale_id = old_id;

insert into sale_items (sale_item_id, sale_id, product_id, service_id, quantity, unit_price, total_amount, created_at)
select demo.id('item' || sale_item_id), sold.sale_id, product_id, service_id, quantity, unit_price, total_amount,
    demo.during(cast(sold.sale_id as text))
from demo.sold as sold
inner join sale_items on sale_items.sale_id = old_id;

insert into inventory_movements (
    movement_id, company_id, product_id, movement_type, quantity, unit_cost, reference_id, created_at
)
select demo.id('out' || sale_item_id), products.company_id, product_id, 'out', -quantity, cost, sale_item_id,
    demo.during(cast(sold.sale_id as text))
from demo.sold as sold
inner join sale_items using (sale_id)
inner join products using (product_id)
where track_inventory;

insert into expenses (
    expense_id, company_id, description, category, amount, expense_date, vendor, payment_method, status, cost_center_id,
    created_at, updated_at
)
select demo.id('expense' || expense_id), company_id, description, category, amount,
    -- One in eight is written down days later.
    date ':day' - case demo.roll('late' || expense_id, 8) when 0 then 4 else 0 end, vendor, payment_method, 'approved', cost_center_id,
    demo.during(cast(expense_id as text)), demo.during(cast(expense_id as text))
from expenses
inner join demo.companies using (company_id)
where expenses.deleted_at is null and demo.roll('again' || expense_id, 300) = 0;

update tasks
set status = 'completed', completed_at = demo.during(cast(task_id as text))
from demo.companies as companies
where companies.company_id = tasks.company_id and status = 'open' and demo.roll('done' || task_id, 20) = 0;

-- Deleted softly, and for good: nothing tells of the latter.
update contacts
set deleted_at = demo.during('gone' || contact_id), updated_at = demo.during('gone' || contact_id)
from demo.companies as companies
where companies.company_id = contacts.company_id and deleted_at is null and demo.roll('gone' || contact_id, 1500) = 0;

delete from notifications using demo.companies as companies
where companies.company_id = notifications.company_id and demo.roll('drops' || notification_id, 300) = 0;
