-- Cost centres, invoices, the revenue that they are split into, and expenses.
insert into cost_centers (
    cost_center_id, company_id, name, description, budget, actual_spend, color, is_active, created_at,
    updated_at, deleted_at
)
select
    demo.id('centre' || n || '.' || k), id,
    (array['Vendas', 'Operações', 'Administração', 'Marketing'])[k] || ' · ' || mark, null,
    case k when 3 then 0 when 4 then null else 100000.00 * k end, null, '#336699', true, created_at, created_at, null
from demo.tenants
cross join lateral generate_series(1, cost_centers) as k;

insert into revenue_categories (category_id, company_id, name, description, is_active, created_at)
select demo.id('revenue category' || n || category), id, category, null, true, created_at
from demo.companies
cross join (values ('Serviços'), ('Produtos'), ('Assinaturas'), ('Outros')) as categories (category)
where kind <> 'quiet';

insert into expense_categories (category_id, company_id, name, description, is_active, created_at)
select demo.id('expense category' || n || category), id, category, null, true, created_at
from demo.companies
cross join (values ('Aluguel'), ('Folha'), ('Viagens'), ('Software'), ('Frete')) as categories (category)
where kind <> 'quiet';

create table demo.invoices as
with
made as (
    select
        tenants.*,
        k,
        tenants.n || '.' || k as key,
        demo.day('invoice' || tenants.n || '.' || k) as issued_on,
        demo.money('invoice' || tenants.n || '.' || k, 20, 9000) as subtotal,
        demo.pick('fate' || tenants.n || '.' || k, 'draft', 'void', 'cancelled', 'sent', 'sent', 'sent',
            'paid', 'paid', 'paid', 'paid', 'paid', 'paid', 'paid', 'paid', 'paid', 'paid') as fate
    from demo.tenants as tenants
    cross join lateral generate_series(1, tenants.invoices) as k
)

select
    made.*,
    demo.id('invoice' || key) as invoice_id,
    round(subtotal * 0.1, 2) as tax,
    case when demo.roll('terms' || key, 30) > 0 then issued_on + 30 end as due_date,
    issued_on + 5 + demo.roll('pays' || key, 50) as paid_on
from made;

insert into invoices (
    invoice_id, company_id, contact_id, invoice_number, type, status, issue_date, due_date, paid_date,
    subtotal, tax_amount, total_amount, currency, notes, terms_and_conditions, idempotency_key,
    created_at, updated_at, deleted_at
)
select
    invoice_id,
    id,
    demo.id('contact' || n || '.' || (1 + demo.skew('invoice' || key, contacts))),
    demo.numbered('INV-', k, 7, mark),
    case when k % 25 = 0 then 'credit_note' else 'invoice' end,
    case
        when fate = 'paid' and paid_on >= date ':today' then 'sent'
        when fate = 'sent' and due_date < date ':today' - 1 then 'overdue'
        else fate
    end,
    issued_on,
    due_date,
    case when fate = 'paid' and paid_on < date ':today' then paid_on end,
    subtotal,
    tax,
    subtotal + tax,
    demo.pick('currency' || key, 'BRL', 'BRL', 'BRL', 'BRL', 'BRL', 'BRL', 'BRL', 'BRL', 'USD', 'EUR'),
    case when k % 30 = 0 then 'Obrigado · ' || mark end,
    null,
    'inv-' || key,
    demo.moment(issued_on, 'invoice' || key),
    demo.moment(demo.past(issued_on + 2), 'invoice' || key),
    case when k % 20 = 0 then demo.moment(demo.past(issued_on + 9), 'gone' || key) end
from demo.invoices;

-- Of ten invoices (credit notes are none) one is not allocated, five are as a whole, two in two parts, one in three parts of two
-- categories, one in part. Categories are names that people type.
insert into revenues (
    revenue_id, company_id, contact_id, invoice_id, description, amount, revenue_date, category,
    cost_center_id, created_at, deleted_at
)
with
splits as (
    select invoices.*, demo.roll('split' || key, 10) as split from demo.invoices as invoices
),

parts (split, part, parts, portion) as (
    values
        (1, 1, 1, 1.0), (2, 1, 1, 1.0), (3, 1, 1, 1.0), (4, 1, 1, 1.0), (5, 1, 1, 1.0),
        (6, 1, 2, 0.5), (6, 2, 2, 0.5), (7, 1, 2, 0.7), (7, 2, 2, 0.3),
        (8, 1, 3, 0.3), (8, 2, 3, 0.3), (8, 3, 3, 0.4), (9, 1, 0, 0.6)
)

select
    demo.id('revenue' || key || '.' || part),
    splits.id,
    demo.id('contact' || n || '.' || (1 + demo.skew('invoice' || key, contacts))),
    invoice_id,
    'Parte ' || part || ' · ' || mark,
    -- The last part takes the odd cents.
    case when part = parts and parts > 1
        then subtotal - case parts when 2 then round(subtotal * (1 - portion), 2) else 2 * round(subtotal * 0.3, 2) end
        else round(subtotal * portion, 2)
    end,
    demo.past(issued_on + part - 1),
    demo.pick('category' || key || '.' || (part / 2), 'Serviços', 'Serviços', ' serviços ', 'PRODUTOS',
        'Produtos', 'Produtos', 'Assinaturas', 'Diversos', null),
    case when demo.roll('centre' || key || part, 5) > 0
        then demo.id('centre' || n || '.' || (1 + demo.roll('which' || key || part, 4))) end,
    demo.moment(demo.past(issued_on + part - 1), 'revenue' || key),
    null
from splits
inner join parts using (split)
where fate not in ('draft', 'void', 'cancelled') and k % 20 > 0 and k % 25 > 0;

insert into revenues (
    revenue_id, company_id, contact_id, invoice_id, description, amount, revenue_date, category,
    cost_center_id, created_at, deleted_at
)
select
    demo.id('cash' || n || '.' || k), id, null, null, 'Balcão · ' || mark,
    demo.money('cash' || n || '.' || k, 5, 400), demo.day('cash' || n || '.' || k),
    demo.pick('cash' || n || '.' || k, 'Produtos', 'produtos', 'Outros', null),
    null, demo.moment(demo.day('cash' || n || '.' || k), 'cash' || n || '.' || k),
    case when k % 20 = 0 then demo.moment(demo.past(demo.day('cash' || n || '.' || k) + 3), 'gone' || n || '.' || k) end
from demo.tenants
cross join lateral generate_series(1, invoices / 6) as k;

insert into expenses (
    expense_id, company_id, description, category, amount, expense_date, vendor, payment_method, status,
    cost_center_id, created_at, updated_at, deleted_at
)
with
made as (
    select
        tenants.*,
        k,
        tenants.n || '.' || k as key,
        demo.day('expense' || tenants.n || '.' || k) as spent_on
    from demo.tenants as tenants
    cross join lateral generate_series(1, demo.part(tenants.share, 'expenses')) as k
)

select
    demo.id('expense' || key), id, 'Nota ' || k || ' · ' || mark,
    demo.pick('category' || key, 'Aluguel', 'aluguel ', 'Folha', 'Folha', 'Viagens', 'SOFTWARE', 'Frete',
        'Brindes', null),
    demo.money('expense' || key, 5, 2500), spent_on,
    demo.pick('vendor' || key, 'Papelaria', 'Imobiliária', 'Aérea', 'Nuvem') || ' · ' || mark,
    demo.pick('method' || key, 'transfer', 'card', 'pix'),
    demo.pick('status' || key, 'paid', 'paid', 'paid', 'paid', 'approved', 'pending', 'cancelled'),
    case when demo.roll('centre' || key, 6) > 0
        then demo.id('centre' || n || '.' || (1 + demo.roll('which' || key, 4))) end,
    demo.moment(spent_on, 'expense' || key), demo.moment(spent_on, 'expense' || key),
    case when k % 20 = 0 then demo.moment(demo.past(spent_on + 4), 'gone' || key) end
from made;

-- What the application stored of a centre's expenses, of some time ago.
update cost_centers
set actual_spend = spent.amount
from (
    select cost_center_id, sum(amount) as amount
    from expenses
    where status <> 'cancelled' and deleted_at is null and expense_date < date ':today' - 20
    group by cost_center_id
) as spent
where spent.cost_center_id = cost_centers.cost_center_id;
