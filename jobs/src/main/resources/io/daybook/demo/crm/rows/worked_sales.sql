-- The other half of the worked examples: deals, sales, stock, and the work about them.

-- Open 1000.00 BRL at 50 % of nobody and 300.00 USD at 10 %; won 400.00 and 250.00, lost 600.00: two of three,
-- 650.00 of 1250.00.
insert into deals (
    deal_id, company_id, contact_id, owner_user_id, name, value, currency, stage, probability, expected_close_date,
    actual_close_date, status, loss_reason, created_at, updated_at
)
select
    demo.id('worked deal ' || name), demo.worked(), demo.id('worked Deals'),
    case when name <> 'Open' then demo.id('worked owner') end, name, value, currency, stage, probability,
    demo.d() - closed, case when status <> 'open' then demo.d() - closed end, status, reason,
    timestamp ':today' - make_interval(days => closed + 30, hours => 12),
    timestamp ':today' - make_interval(days => greatest(closed, 1), hours => 12)
from (
    values
        ('Open', 1000.00, 'BRL', 'proposal', 50.00, -30, 'open', null),
        ('Dollars', 300.00, 'usd', 'lead', 10.00, -20, 'open', null),
        ('Won', 400.00, 'BRL', 'closed_won', 100.00, 10, 'won', null),
        ('Won early', 250.00, 'BRL', 'negotiation', 75.00, 12, 'won', null),
        ('Lost', 600.00, 'BRL', 'closed_lost', 0.00, 11, 'lost', 'price')
) as deals (name, value, currency, stage, probability, closed, status, reason);

insert into products (
    product_id, company_id, name, sku, price, cost, currency, is_active, track_inventory, created_at, updated_at
)
select
    demo.id('worked product ' || name), demo.worked(), name, 'W-' || name, 10.00, cost, currency, true, tracked,
    timestamp ':today' - interval '120 days', timestamp ':today' - interval '120 days'
from (
    values ('Stock', 6.00, 'BRL', true), ('Short', 4.00, 'BRL', true), ('Untracked', null, 'BRL', false),
        ('Moving', 2.00, 'BRL', true), ('Imported', 4.00, 'usd', false)
) as products (name, cost, currency, tracked);

insert into services (service_id, company_id, name, price, cost, currency, is_active, created_at, updated_at)
values (
    demo.id('worked service'), demo.worked(), 'Service', 30.00, 20.00, 'BRL', true,
    timestamp ':today' - interval '120 days', timestamp ':today' - interval '120 days'
);

-- Sold 20.00 of a product at a cost of 12.00 and 30.00 of a service; 10.00 of both and of neither; a header
-- that says 100.00 over lines of 90.00; refunded 40.00; and 30.00 of dollars.
insert into sales (sale_id, company_id, contact_id, total_amount, sale_date, status, created_at)
select
    demo.id('worked sale ' || number), demo.worked(), demo.id('worked Sales'), total, demo.d() - days, status,
    timestamp ':today' - make_interval(days => days, hours => 12)
from (values (1, 50.00, 10, 'completed'), (2, 20.00, 9, 'completed'), (3, 100.00, 8, 'completed'), (4, 40.00, 7, 'refunded'),
    (5, 30.00, 6, 'completed')) as sales (number, total, days, status);

insert into sale_items (sale_item_id, sale_id, product_id, service_id, quantity, unit_price, total_amount, created_at)
select
    demo.id('worked item ' || number), demo.id('worked sale ' || sale), demo.id('worked product ' || product),
    case when is_service then demo.id('worked service') end, quantity, price, quantity * price,
    timestamp ':today' - interval '10 days'
from (
    values
        (1, 1, 'Stock', false, 2, 10.00), (2, 1, null, true, 1, 30.00), (3, 2, 'Stock', true, 1, 10.00),
        (4, 2, null, false, 1, 10.00), (5, 3, 'Untracked', false, 9, 10.00), (6, 4, 'Stock', false, 4, 10.00),
        (7, 5, 'Imported', false, 3, 10.00)
) as items (number, sale, product, is_service, quantity, price);

-- On hand 15 at 6.00; 3 fewer than none; and 10 at 2.00, for those at 1.00 were gone when they came.
insert into inventory_movements (
    movement_id, company_id, product_id, movement_type, quantity, unit_cost, reference_id, created_at
)
select
    demo.id('worked movement ' || number), demo.worked(), demo.id('worked product ' || product), type, quantity, cost,
    demo.id('worked item ' || item), timestamp ':today' - make_interval(days => days, hours => 12)
from (
    values
        (1, 'Stock', 'in', 10, 5.00, null, 40), (2, 'Stock', 'in', 10, 7.00, null, 30), (3, 'Stock', 'out', -4, 6.00, 1, 10),
        (4, 'Stock', 'adjustment', -1, null, null, 5), (5, 'Short', 'out', -3, 4.00, null, 5),
        (6, 'Moving', 'in', 10, 1.00, null, 40), (7, 'Moving', 'out', -10, null, null, 30),
        (8, 'Moving', 'in', 10, 2.00, null, 20)
) as movements (number, product, type, quantity, cost, item, days);

-- The edges of a contact's life: exactly 90 and 365 days before the end of D, and a microsecond less. Who has
-- only a future sale was never active.
insert into activities (activity_id, company_id, contact_id, type, subject, status, created_at, updated_at)
select
    demo.id('worked life ' || name), demo.worked(), demo.id('worked ' || name), 'call', name, 'completed',
    timestamp ':today' - ago, timestamp ':today' - ago
from (
    values ('Day 90', interval '90 days'), ('Day 90 less', interval '90 days -1 microsecond'),
        ('Day 365', interval '365 days'), ('Day 365 less', interval '365 days -1 microsecond')
) as lives (name, ago);

-- On a deal, of its contact: before it is closed, and after; and of another contact.
insert into activities (
    activity_id, company_id, contact_id, deal_id, type, subject, status, created_at, updated_at
)
select
    demo.id('worked touch ' || name), demo.worked(), demo.id('worked ' || contact), demo.id('worked deal ' || name),
    'call', name, 'completed', timestamp ':today' - ago, timestamp ':today' - ago
from (
    values ('Open', null, interval '100 days'), ('Won', null, interval '5 days'), ('Lost', 'Sales', interval '20 days')
) as touches (name, contact, ago);

insert into sales (sale_id, company_id, contact_id, total_amount, sale_date, status, created_at)
values (
    demo.id('worked future'), demo.worked(), demo.id('worked Future'), 77.00, demo.d() + 10, 'completed',
    timestamp ':today' - interval '13 hours'
);

-- Two analyses of one instant, of which the greater id is the latest; documents of one version, too.
insert into client_applications (
    application_id, company_id, last_name, revenue, status, created_at, updated_at
)
values (
    demo.id('worked application'), demo.worked(), 'Applicant', 5000.00, 'approved',
    timestamp ':today' - interval '40 days', timestamp ':today' - interval '40 days'
);

insert into credit_analyses (
    analysis_id, company_id, client_application_id, risk_score, approved_amount, status, created_at
)
select
    analysis_id, demo.worked(), demo.id('worked application'), score, amount, 'approved', timestamp ':today' - interval '30 days'
from (
    values
        (uuid '00000000-0000-4000-8000-0000000000a1', 40.00, 400.00),
        (uuid '00000000-0000-4000-8000-0000000000a2', 60.00, 600.00)
) as analyses (analysis_id, score, amount);

insert into documents (
    document_id, company_id, entity_type, entity_id, document_type, file_name, file_path, version, uploaded_at
)
select
    document_id, demo.worked(), 'contact', demo.id('worked Invoices'), 'contract', 'worked.pdf', '/worked/' || path, 1,
    timestamp ':today' - interval '30 days'
from (
    values
        (uuid '00000000-0000-4000-8000-0000000000d1', 'first'),
        (uuid '00000000-0000-4000-8000-0000000000d2', 'second')
) as documents (document_id, path);

-- Every month on this day: of a month ago, once in its first second and once in its last.
insert into report_schedules (
    schedule_id, company_id, report_type, frequency, parameters, next_run_at, is_active, created_at
)
select
    demo.id('worked schedule ' || name), id, 'revenue', 'monthly',
    jsonb_build_object(
        'format', 'csv', 'time', to_char(at, 'HH24:MI'), 'day_of_month', cast(extract(day from demo.d()) as integer),
        'recipients', jsonb_build_array('worked@' || mark || '.example')
    ),
    cast(demo.d() - interval '1 month' as date) + at, true, created_at
from demo.example
cross join (values ('first', time '00:00:00'), ('last', time '23:59:59')) as schedules (name, at);

insert into report_schedules (
    schedule_id, company_id, report_type, frequency, parameters, next_run_at, is_active, created_at
)
select
    demo.id('worked schedule contacts'), id, 'contacts', 'daily',
    jsonb_build_object('format', 'csv', 'recipients', jsonb_build_array('worked@' || mark || '.example')),
    timestamp ':today' + interval '7 hours', true, created_at
from demo.example;

-- 4.00 were spent yesterday.
insert into kpis (kpi_id, company_id, name, target_value, current_value, period, updated_at)
values (
    demo.id('worked figure'), demo.worked(), 'Despesas', 8.00, 5.00, 'day', timestamp ':today' - interval '1 day'
);

-- Two jobs of the platform, of which one has waited for eight days and one failed; one that names the company, in
-- capitals; and one that names nobody that is there.
insert into job_queue (job_id, type, payload, run_at, attempts, status, created_at, updated_at)
select
    job_id + number, 'worked', payload, timestamp ':today' - ago, attempts, status, timestamp ':today' - ago,
    timestamp ':today' - ago
from (select max(job_id) as job_id from job_queue) as last
cross join (
    values
        (1, jsonb '{"company_id": ""}', 2, 'queued', interval '8 days 12 hours'),
        (2, null, 5, 'failed', interval '7 days'),
        (3, jsonb_build_object('companyId', upper(cast(demo.worked() as text))), 1, 'done', interval '6 days'),
        (4, jsonb_build_object('company_id', demo.id('worked nobody')), 3, 'queued', interval '5 days')
) as jobs (number, payload, attempts, status, ago);

-- Two tasks that were due three days before D; one is completed, though nobody knows when.
insert into tasks (
    task_id, company_id, assigned_to, title, due_date, status, entity_type, entity_id, created_at
)
select
    demo.id('worked task ' || status), demo.worked(), demo.id('worked owner'), 'Worked ' || status, demo.d() - 3, status,
    'deal', demo.id('worked deal Open'), timestamp ':today' - interval '20 days'
from (values ('open'), ('completed')) as tasks (status);
