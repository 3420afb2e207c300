-- Customers, who are everybody's; then home services: work, estimates, invoices, payments and agreements.
insert into hs.customers (
    id, business_id, customer_number, customer_type, first_name, last_name, company_name, email_primary,
    phone_primary, service_city, service_country, gate_code, alarm_code, key_location, emergency_contact_name,
    emergency_contact_phone, emergency_contact_relationship, total_revenue, lead_source, customer_status,
    customer_tags, preferred_technician_id, created_at, updated_at, deleted_at
)
select
    demo.id('customer' || key), id, demo.numbered('C-', k, 6, mark),
    case when k % 9 = 0 then 'commercial' else 'residential' end,
    demo.pick('first' || key, 'Ann', 'Ben', 'Chloë', 'Dev', 'Eve', null),
    demo.pick('last' || key, 'Smith', 'O''Hara', 'García', 'Nguyễn', 'Lee') || ' · ' || mark,
    case when k % 9 = 0 then 'Firm ' || k || ' · ' || mark end,
    'customer' || k || '@' || mark || '.example',
    '+1 555 01' || lpad(cast(k % 100 as text), 2, '0'), 'Springfield', 'US',
    'secret-gate-' || mark, 'secret-alarm-' || mark, 'secret-key-' || mark, 'secret-person-' || mark,
    'secret-phone-' || mark, 'spouse', 0,
    demo.pick('lead' || key, 'web', 'referral', 'walk_in', null), 'active', array['demo'],
    demo.id('user' || n || '.' || (1 + demo.roll('prefers' || key, users))), made_at, made_at,
    case when k % 20 = 0 then demo.past(made_at + interval '200 days') end
from demo.tenants
cross join lateral generate_series(1, customers) as k
cross join lateral (
    select n || '.' || k as key, demo.moment(demo.day('customer' || n || '.' || k), 'customer' || n || '.' || k) as made_at
) as made;

insert into hs.customer_equipment (
    id, business_id, customer_id, equipment_type, equipment_category, equipment_name, equipment_location, install_date,
    warranty_start_date, warranty_end_date, last_service_date, next_service_due, maintenance_frequency,
    maintenance_cost_annual, equipment_status, created_at, updated_at, deleted_at
)
select
    demo.id('equipment' || key), id, demo.id('customer' || n || '.' || k),
    demo.pick('equipment' || key, 'furnace', 'air_conditioner', 'water_heater'), 'hvac',
    'Unit ' || k || ' · ' || mark, 'Basement', bought, bought, bought + 365 * 2, date ':today' - 200,
    date ':today' - 61 + demo.roll('due' || key, 150), interval '6 months', demo.money('upkeep' || key, 50, 400), 'active',
    created_at, created_at, case when k % 20 = 0 then timestamptz ':today 00:00+00' - interval '30 days' end
from demo.tenants
cross join lateral generate_series(1, customers / 2) as k
cross join lateral (select n || '.' || k as key, demo.day('bought' || n || '.' || k) as bought) as made
where home_share > 0;

-- An order is at most as old as the history; what is done is done some days later.
create table demo.jobs as
with
made as (
    select
        tenants.*,
        k,
        tenants.n || '.' || k as key,
        demo.id('work_order' || tenants.n || '.' || k) as order_id,
        demo.day('job' || tenants.n || '.' || k) as asked_on,
        1 + demo.roll('lines' || tenants.n || '.' || k, 4) as lines,
        demo.roll('fate' || tenants.n || '.' || k, 20) as fate
    from demo.tenants as tenants
    cross join lateral generate_series(1, demo.part(tenants.home_share, 'jobs')) as k
),

timed as (
    select
        made.*,
        demo.moment(asked_on, 'job' || key) as asked_at,
        asked_on + 2 + demo.roll('wait' || key, 9) as planned_on
    from made
)

select
    timed.*,
    timestamptz '2000-01-01 14:00+00' + (planned_on - date '2000-01-01') * interval '24 hours'
        + demo.roll('starts' || key, 300) * interval '1 minute' as starts_at,
    30 + demo.roll('minutes' || key, 300) as minutes,
    case
        when fate < 2 then 'cancelled'
        when planned_on < date ':today' - 1 and fate < 18 then 'completed'
        else (array['created', 'scheduled', 'dispatched', 'en_route', 'on_site', 'in_progress', 'on_hold'])[1 + demo.roll('open' || key, 7)]
    end as status
from timed;

insert into hs.work_order_items (
    id, business_id, work_order_id, item_type, description, quantity, unit_price, unit_cost, total_price, created_at, updated_at
)
select
    demo.id('work_order_item' || key || '.' || line), id, order_id, case line when 1 then 'labor' else 'material' end,
    'Line ' || line || ' · ' || mark, quantity, price, round(price * 0.55, 2), quantity * price, asked_at, asked_at
from demo.jobs
cross join lateral generate_series(1, lines) as line
cross join lateral (
    select 1 + demo.roll('quantity' || key || line, 4) as quantity, demo.money('price' || key || line, 15, 280) as price
) as priced;

insert into hs.work_orders (
    id, business_id, customer_id, location_id, work_order_number, parent_work_order_id, title, description, job_type,
    service_category, priority, equipment_id, scheduled_date, scheduled_time_start, scheduled_time_end,
    estimated_duration, assigned_technician_id, team_assignment, actual_start_time, actual_end_time, actual_duration,
    labor_hours, labor_rate, labor_cost, material_cost, equipment_cost, subcontractor_cost, subtotal, tax_rate,
    tax_amount, discount_amount, total_amount, payment_status, satisfaction_survey_sent, satisfaction_rating, nps_score,
    status, first_call_resolution, callback_required, profit_margin, created_at, updated_at, completed_at, deleted_at
)
select
    order_id, id, demo.id('customer' || n || '.' || (1 + demo.skew('job' || key, customers))), demo.id('location' || n || '.1'),
    demo.numbered('WO-', k, 6, mark),
    case when k % 30 = 0 then demo.id('work_order' || n || '.' || (k - 1)) end,
    demo.pick('title' || key, 'No heat', 'Leak', 'Inspection', 'Install') || ' · ' || mark, 'As called in · ' || mark,
    demo.pick('job type' || key, 'repair', 'maintenance', 'installation'),
    demo.pick('category' || key, 'hvac', 'plumbing', 'electrical'),
    'normal',
    case when demo.roll('unit' || key, 3) = 0
        then demo.id('equipment' || n || '.' || demo.living(1 + demo.roll('which' || key, customers / 2))) end,
    planned_on, time '08:00', time '18:00', interval '2 hours',
    case when demo.roll('assigned' || key, 12) > 0 then demo.id('user' || n || '.' || (1 + demo.skew('who' || key, users))) end,
    case when k % 4 = 0 then array[demo.id('user' || n || '.1'), demo.id('user' || n || '.2')] else '{}' end,
    case when status = 'completed' then starts_at end,
    case when status = 'completed' then starts_at + minutes * interval '1 minute' end,
    case when status = 'completed' and k % 3 > 0 then minutes * interval '1 minute' end,
    round(minutes / 60.0, 2), 40, round(minutes / 60.0 * 40, 2), round(net * 0.3, 2), 0,
    case when k % 15 = 0 then 75.00 else 0 end,
    net, 0.0800, round(net * 0.08, 2), discount, net - discount + round(net * 0.08, 2),
    case status when 'completed' then 'paid' else 'pending' end,
    status = 'completed', case when status = 'completed' and demo.roll('rated' || key, 3) = 0 then 1 + demo.roll('rating' || key, 5) end,
    case when status = 'completed' and demo.roll('asked' || key, 4) = 0 then demo.roll('nps' || key, 11) end,
    status, case when status = 'completed' then demo.roll('first call' || key, 5) > 0 end, demo.roll('callback' || key, 15) = 0,
    30 + demo.roll('stored margin' || key, 40), asked_at, demo.past(asked_at + interval '2 days'),
    case when status = 'completed' then demo.past(starts_at + minutes * interval '1 minute') end,
    case when k % 20 = 0 then demo.past(asked_at + interval '30 days') end
from demo.jobs
inner join (
    select work_order_id, sum(total_price) as net from hs.work_order_items group by work_order_id
) as items on items.work_order_id = order_id
cross join lateral (select case when demo.roll('discount' || key, 10) = 0 then 10.00 else 0 end as discount) as less;

insert into hs.estimates (
    id, business_id, customer_id, work_order_id, estimate_number, status, subtotal, tax_amount, discount_amount,
    total_amount, valid_until, sent_at, approved_at, rejected_at, created_at, updated_at, deleted_at
)
select
    demo.id('estimate' || key), orders.business_id, orders.customer_id, orders.id, 'E-' || lpad(cast(k as text), 6, '0'), answer,
    subtotal, tax_amount, 0, subtotal + tax_amount, asked_on + 30,
    case when answer <> 'draft' then demo.past(asked_at + interval '2 hours') end,
    case when answer = 'approved' then demo.past(asked_at + interval '30 hours') end,
    case when answer = 'rejected' then demo.past(asked_at + interval '50 hours') end, asked_at, asked_at,
    case when k % 20 = 0 then demo.past(asked_at + interval '9 days') end
from demo.jobs
inner join hs.work_orders as orders on orders.id = order_id
cross join lateral (select demo.pick('estimate' || key, 'draft', 'sent', 'approved', 'approved', 'rejected', 'expired') as answer) as answers
where demo.roll('estimated' || key, 3) = 0;

insert into hs.estimate_items (
    id, business_id, estimate_id, description, quantity, unit_price, total_price, created_at, updated_at
)
select
    demo.id('estimate_item' || estimates.id || line), estimates.business_id, estimates.id, 'Part ' || line || ' · ' || mark, 1,
    amount, amount, estimates.created_at, estimates.created_at
from hs.estimates as estimates
inner join demo.tenants as tenants on tenants.id = estimates.business_id
cross join lateral (
    values (1, round(subtotal * 0.4, 2)), (2, subtotal - round(subtotal * 0.4, 2))
) as parts (line, amount);

-- Completed work is billed: most is paid, in one payment or two, some after a failed one, some is paid back.
create table demo.bills as
select
    orders.*,
    jobs.n,
    jobs.k,
    jobs.key,
    jobs.mark,
    cast(orders.completed_at as date) + 1 as issued_on,
    cast(orders.completed_at as date) + 4 + demo.roll('pays' || jobs.key, 50) as paid_on,
    demo.pick('bill' || jobs.key, 'draft', 'void', 'sent', 'sent', 'once', 'once', 'once', 'once', 'once', 'twice', 'again', 'back')
        as fate
from demo.jobs as jobs
inner join hs.work_orders as orders on orders.id = jobs.order_id
where orders.status = 'completed' and cast(orders.completed_at as date) + 1 < date ':today';

insert into hs.invoices (
    id, business_id, customer_id, work_order_id, estimate_id, invoice_number, status, issue_date, due_date, subtotal,
    tax_amount, discount_amount, total_amount, amount_paid, amount_due, created_at, updated_at, deleted_at
)
select
    demo.id('invoice' || key), bills.business_id, bills.customer_id, bills.id, estimates.id, demo.numbered('I-', k, 6, mark),
    case
        when fate in ('draft', 'void') then fate
        when fate in ('sent', 'back') or paid_on >= date ':today'
            then case when issued_on + 30 < date ':today' - 1 then 'overdue' else 'sent' end
        else 'paid'
    end,
    issued_on, case when k % 25 > 0 then issued_on + 30 end, bills.subtotal, bills.tax_amount, bills.discount_amount,
    bills.total_amount,
    case when fate in ('once', 'twice', 'again') and paid_on < date ':today' then bills.total_amount else 0 end,
    case when fate in ('once', 'twice', 'again') and paid_on < date ':today' then 0 else bills.total_amount end,
    demo.moment(issued_on, 'invoice' || key), demo.moment(issued_on, 'invoice' || key),
    case when k % 20 = 0 then demo.past(bills.completed_at + interval '30 days') end
from demo.bills as bills
left join hs.estimates as estimates on estimates.work_order_id = bills.id and estimates.status = 'approved';

insert into hs.invoice_items (
    id, business_id, invoice_id, description, quantity, unit_price, total_price, created_at, updated_at
)
select
    demo.id('invoice_item' || items.id), items.business_id, demo.id('invoice' || bills.key), items.description, items.quantity,
    items.unit_price, items.total_price, items.created_at, items.created_at
from demo.bills as bills
inner join hs.work_order_items as items on items.work_order_id = bills.id;

insert into hs.payments (
    id, business_id, invoice_id, customer_id, amount, payment_method, status, paid_at, reversal_of, created_at, updated_at
)
with
steps (fate, step, part, status, days) as (
    values
        ('once', 1, 1.0, 'completed', 0), ('twice', 1, 0.4, 'completed', -2), ('twice', 2, 0.6, 'completed', 0),
        ('again', 1, 1.0, 'failed', -1), ('again', 2, 1.0, 'completed', 0), ('back', 1, 1.0, 'completed', -1),
        ('back', 2, -1.0, 'completed', 0)
)

select
    demo.id('payment' || key || '.' || step), business_id, demo.id('invoice' || key), customer_id,
    case when part = 0.6 then total_amount - round(total_amount * 0.4, 2) else round(total_amount * part, 2) end,
    demo.pick('pays by' || key, 'card', 'cash', 'check', 'ach'), steps.status, demo.moment(paid_on + days, 'payment' || key || step),
    case when part < 0 then demo.id('payment' || key || '.1') end,
    demo.moment(paid_on + days, 'payment' || key || step), demo.moment(paid_on + days, 'payment' || key || step)
from demo.bills
inner join steps using (fate)
where paid_on < date ':today';

insert into hs.service_agreements (
    id, business_id, customer_id, agreement_number, agreement_name, agreement_type, start_date, end_date, auto_renewal,
    renewal_period, covered_equipment, service_categories, maintenance_frequency, total_visits_per_year,
    visits_completed, agreement_value, billing_frequency, agreement_status, created_at, updated_at
)
select
    demo.id('agreement' || key), id, demo.id('customer' || n || '.' || (1 + demo.skew('agreement' || key, customers))),
    'A-' || k, 'Care ' || k || ' · ' || mark, 'maintenance', starts, starts + 365, k % 2 = 0, interval '1 year',
    array[demo.id('equipment' || n || '.' || demo.living(1 + demo.roll('covers' || key, customers / 2)))], array['hvac'],
    'quarterly', 4, 4 * greatest(least(date ':today' - starts, 365), 0) / 365, demo.money('agreement' || key, 200, 2000), 'monthly',
    case when k % 11 = 0 then 'cancelled' when starts + 365 < date ':today' then 'expired' else 'active' end,
    demo.moment(starts, 'agreement' || key), demo.moment(starts, 'agreement' || key)
from demo.tenants
cross join lateral generate_series(1, customers / 6) as k
cross join lateral (select n || '.' || k as key, demo.day('agreement' || n || '.' || k) as starts) as made
where home_share > 0;

insert into hs.maintenance_visits (
    id, business_id, service_agreement_id, work_order_id, scheduled_date, completed_at, status, created_at, updated_at
)
select
    demo.id('visit' || agreements.id || v), business_id, agreements.id,
    case when v <= visits_completed
        then demo.id('work_order' || n || '.' || (1 + demo.roll('visit' || agreements.id || v, demo.part(home_share, 'jobs')))) end,
    start_date + v * 90,
    case when v <= visits_completed then demo.moment(start_date + v * 90, 'visit' || agreements.id || v) end,
    case when v <= visits_completed then 'completed' when start_date + v * 90 < date ':today' then 'missed' else 'scheduled' end,
    agreements.created_at, agreements.created_at
from hs.service_agreements as agreements
inner join demo.tenants as tenants on tenants.id = agreements.business_id
cross join generate_series(1, 4) as v;
