-- Worked examples in two businesses, whose every figure a reader can add up in the head. The first is in UTC, and
-- counts from D, the last day of the history, yesterday; its end is the start of today. The neighbour is in New
-- York, where clocks change, and counts from fixed days.
create function demo.worked(name text) returns uuid
language sql immutable
return demo.id('worked ' || name);

create view demo.example as
select n, id, mark, created_at, timestamptz ':today 00:00+00' as ends_at from demo.businesses where n = 8;

create view demo.neighbour as
select n, id, mark, created_at, timestamptz ':today 00:00+00' as ends_at from demo.businesses where n = 9;

-- The neighbour is a part of the first: together 451.00 and 970.00 are earned.
update tenant_mgmt.businesses
set parent_business_id = example.id
from demo.example, demo.neighbour
where businesses.id = neighbour.id;

insert into hs.customers (
    id, business_id, customer_number, first_name, last_name, phone_primary, created_at, updated_at, deleted_at
)
select
    demo.worked(who), id, 'W-' || number, first, who || ' · ' || mark, '+1 555 0199', created_at, created_at,
    case when who = 'Gone' then ends_at - interval '5 days' end
from demo.example
cross join (
    values (1, 'One', 'Seventy Five'), (2, null, 'Others'), (3, 'Was', 'Gone'), (4, 'Ninety', 'Day 90'), (5, 'Ninety', 'Day 90 less'),
        (6, 'Year', 'Day 365'), (7, 'Year', 'Day 365 less'), (8, 'No', 'Never'), (9, 'Soon', 'Future'), (10, 'Owes', 'Aging')
) as customers (number, first, who);

insert into auto.vehicles (id, business_id, customer_id, year, make, model, fuel_type, created_at, updated_at)
select demo.worked('vehicle ' || k), id, demo.worked('Seventy Five'), 2010 + k, 'Ford', 'Car ' || k, 'gasoline', created_at, created_at
from demo.example
cross join generate_series(1, 3) as k;

-- The view over both businesses adds up to 1789.00, all orders to 1889.00: the gap is an order without a
-- customer (13), one of a deleted customer (77) and a deleted order (10). A repair that the neighbour booked
-- on our customer lifts 175 to 1175; joined with the three vehicles, to 3525.
insert into hs.work_orders (
    id, business_id, customer_id, work_order_number, title, description, job_type, service_category, subtotal, tax_amount,
    total_amount, status, created_at, updated_at, completed_at, deleted_at
)
select
    demo.worked('work ' || number), id, demo.worked(who), 'W-' || number, 'Work', 'Work · ' || mark, 'repair', 'hvac', amount, 0, amount,
    status, ends_at - interval '20 days', ends_at - interval '20 days',
    case when status = 'completed' then ends_at - interval '19 days' end,
    case when number = 4 then ends_at - interval '10 days' end
from demo.example
cross join (
    values (1, 'Seventy Five', 100.00, 'completed'), (2, 'Others', 300.00, 'completed'), (3, 'Others', 100.00, 'scheduled'),
        (4, 'Seventy Five', 10.00, 'completed')
) as orders (number, who, amount, status);

insert into auto.repair_orders (
    id, business_id, customer_id, vehicle_id, ro_number, mileage_in, customer_concern, service_type, subtotal, tax_amount,
    total_amount, status, created_at, updated_at, completed_at
)
select
    demo.worked('repair'), id, demo.worked('Seventy Five'), demo.worked('vehicle 1'), 'W-1', 50000, 'Noise · ' || mark, 'repair',
    1000.00, 0, 1000.00, 'completed', ends_at - interval '20 days', ends_at - interval '20 days', ends_at - interval '19 days'
from demo.neighbour;

insert into rest.orders (
    id, business_id, customer_id, order_number, order_type, subtotal, tax_amount, tip_amount, discount_amount,
    total_amount, status, ordered_at, created_at, updated_at
)
select
    demo.worked('meal ' || number), id, demo.worked(who), 'W-' || number, 'takeout', amount, 0, 0, 0, amount, status,
    ends_at - ago, ends_at - ago, ends_at - ago
from demo.example
cross join (
    values
        (1, 'Seventy Five', 50.00, 'completed', interval '20 days'),
        (2, null, 13.00, 'served', interval '20 days'),
        (3, 'Others', 40.00, 'cancelled', interval '20 days'),
        -- The edges of a life, for nothing: exactly 90 and 365 days before the end of D, and a microsecond less.
        (4, 'Day 90', 0.00, 'completed', interval '90 days'),
        (5, 'Day 90 less', 0.00, 'completed', interval '90 days -1 microsecond'),
        (6, 'Day 365', 0.00, 'completed', interval '365 days'),
        (7, 'Day 365 less', 0.00, 'completed', interval '365 days -1 microsecond'),
        (8, 'Future', 0.00, 'completed', interval '-10 days')
) as orders (number, who, amount, status, ago);

insert into ret.sales_orders (
    id, business_id, customer_id, order_number, order_type, sales_channel, subtotal, discount_amount, tax_amount, shipping_amount,
    handling_fee, total_amount, order_status, order_date, created_at, updated_at
)
select
    demo.worked('sale ' || number), id, demo.worked(who), 'W-' || number, order_type, 'in_store', amount, 0, 0, 0, 0, amount,
    'completed', date ':today' - 20, ends_at - interval '20 days', ends_at - interval '20 days'
from demo.example
cross join (
    values (1, 'Seventy Five', 25.00, 'standard'), (2, 'Gone', 77.00, 'standard'), (3, 'Others', 60.00, 'quote'),
        (4, 'Others', 114.00, 'return')
) as orders (number, who, amount, order_type);

-- 10.00 due on each edge of a bucket, and without a day; a draft and a void one beside them.
insert into hs.invoices (
    id, business_id, customer_id, invoice_number, status, issue_date, due_date, subtotal, tax_amount, discount_amount,
    total_amount, amount_paid, amount_due, created_at, updated_at
)
select
    demo.worked('invoice ' || number), id, demo.worked('Aging'), 'W-' || number, status, date ':today' - 120,
    date ':today' - 1 - days, 10.00, 0, 0, 10.00, 0, 10.00, ends_at - interval '120 days', ends_at - interval '120 days'
from demo.example
cross join (
    values (1, 'sent', -1), (2, 'sent', 0), (3, 'overdue', 1), (4, 'overdue', 30), (5, 'overdue', 31), (6, 'overdue', 60),
        (7, 'overdue', 61), (8, 'overdue', 90), (9, 'overdue', 91), (10, 'sent', null), (11, 'draft', 5), (12, 'void', 5)
) as invoices (number, status, days);

-- Of 100.00: 40.00, 60.00 that failed, 60.00, 100.00 more by mistake and back, 5.00 after D. Collected by D: 100.00.
insert into hs.invoices (
    id, business_id, customer_id, invoice_number, status, issue_date, due_date, subtotal, tax_amount, discount_amount,
    total_amount, amount_paid, amount_due, created_at, updated_at
)
select demo.worked('paid invoice'), id, demo.worked('Others'), 'W-13', 'paid', date ':today' - 40, date ':today' - 10, 100.00, 0, 0,
    100.00, 100.00, 0, ends_at - interval '40 days', ends_at - interval '40 days'
from demo.example;

insert into hs.payments (
    id, business_id, invoice_id, customer_id, amount, payment_method, status, paid_at, reversal_of, created_at, updated_at
)
select
    demo.worked('payment ' || number), id, demo.worked('paid invoice'), demo.worked('Others'), amount, 'card', status,
    ends_at - ago, case when number = 5 then demo.worked('payment 4') end, ends_at - greatest(ago, interval '1 hour'),
    ends_at - greatest(ago, interval '1 hour')
from demo.example
cross join (
    values (1, 40.00, 'completed', interval '30 days'), (2, 60.00, 'failed', interval '29 days'), (3, 60.00, 'completed', interval '28 days'),
        (4, 100.00, 'completed', interval '20 days'), (5, -100.00, 'completed', interval '19 days'),
        (6, 5.00, 'completed', interval '-2 days')
) as payments (number, amount, status, ago);

-- Two products and a variant: 2 of 10.00 less 1.00 each, 3 of the variant at 5.00; and 1 that comes back.
insert into ret.products (
    id, business_id, sku, name, slug, cost_price, retail_price, current_stock, reserved_stock, reorder_point, has_variants,
    status, created_at, updated_at
)
select demo.worked('product ' || k), id, 'W-' || k, 'Thing ' || k || ' · ' || mark, 'w-' || k, 4.00, 10.00, 12, 2, 10, k = 2, 'active',
    created_at, created_at
from demo.example
cross join generate_series(1, 2) as k;

insert into ret.product_variants (
    id, business_id, parent_product_id, variant_sku, variant_name, attributes, price_adjustment, cost_adjustment,
    current_stock, reserved_stock, is_active, created_at, updated_at
)
select demo.worked('variant'), id, demo.worked('product 2'), 'W-2-S', 'Small · ' || mark, '{"size": 1}', 0, -1.00, 5, 0, true, created_at,
    created_at
from demo.example;

insert into ret.sales_order_items (
    id, business_id, sales_order_id, product_id, product_variant_id, quantity, unit_price, discount_per_item, total_price,
    unit_cost, total_cost, quantity_shipped, quantity_backordered, created_at, updated_at
)
select
    demo.worked('sold ' || number), id, demo.worked('sale ' || sale),
    case when number <> 2 then demo.worked('product 1') end, case when number = 2 then demo.worked('variant') end, quantity, price,
    discount, quantity * (price - discount), null, null, quantity, 0, ends_at - interval '20 days', ends_at - interval '20 days'
from demo.example
cross join (values (1, 1, 2, 10.00, 1.00), (2, 1, 3, 5.00, 0.00), (3, 4, 1, 10.00, 0.00)) as items (number, sale, quantity, price, discount);

-- A record that came through at the second attempt, one that used up three, one that hangs for a day and is to be done
-- in two.
insert into integration_mgmt.data_flow_events (
    id, business_id, flow_name, flow_direction, source_system, destination_system, entity_type, entity_external_id,
    record_count, status, attempt_number, max_attempts, processing_time_ms, started_at, completed_at, created_at
)
select
    demo.worked('flow ' || record || attempt), id, 'customer_sync', 'outbound', 'thorbis', 'stripe', 'customer', 'W-' || record, 2, status,
    attempt, 3, 100 * attempt, ends_at - ago + attempt * interval '1 minute',
    case when status <> 'pending' then ends_at - ago + interval '1 hour' end, ends_at - interval '30 hours' + attempt * interval '1 minute'
from demo.example
cross join (
    values (1, 1, 'failed', interval '30 hours'), (1, 2, 'completed', interval '30 hours'), (2, 1, 'failed', interval '30 hours'),
        (2, 2, 'failed', interval '30 hours'), (2, 3, 'failed', interval '30 hours'), (3, 1, 'pending', interval '30 hours'),
        (3, 2, 'completed', interval '-2 days')
) as events (record, attempt, status, ago);

-- Two moves of one instant: the order ends with the id.
insert into workflow_mgmt.state_transitions (
    id, business_id, entity_type, entity_id, entity_schema, from_state, to_state, state_machine_name, triggered_by,
    transition_started_at, created_at
)
select
    key, example.id, 'work_order', demo.worked('work 1'), 'hs', was, becomes, 'work_order_lifecycle', 'system_event',
    ends_at - interval '19 days', ends_at - interval '19 days'
from demo.example as example
cross join (
    values (uuid '00000000-0000-4000-8000-0000000000b1', 'created', 'in_progress'),
        (uuid '00000000-0000-4000-8000-0000000000b2', 'in_progress', 'completed')
) as moves (key, was, becomes);

-- The same key is the work order's and no invoice's: another thing, which moves by itself.
insert into workflow_mgmt.state_transitions (
    id, business_id, entity_type, entity_id, entity_schema, from_state, to_state, state_machine_name, triggered_by,
    transition_started_at, created_at
)
select
    uuid '00000000-0000-4000-8000-0000000000b3', id, 'invoice', demo.worked('work 1'), 'hs', 'created', 'in_progress',
    'work_order_lifecycle', 'system_event', ends_at - interval '18 days', ends_at - interval '18 days'
from demo.example;

-- In two days the work order is to be on hold, and an invoice is to begin: neither has happened.
insert into workflow_mgmt.state_transitions (
    id, business_id, entity_type, entity_id, entity_schema, from_state, to_state, state_machine_name, triggered_by,
    transition_started_at, created_at
)
select
    demo.worked('move of ' || kind), id, kind, demo.worked('work ' || number), 'hs', was, becomes, 'work_order_lifecycle',
    'system_event', ends_at + interval '2 days', ends_at - interval '17 days'
from demo.example
cross join (values ('work_order', 1, 'completed', 'on_hold'), ('invoice', 2, 'created', 'in_progress')) as moves (kind, number, was, becomes);

-- Touched once, and once more in two days.
insert into audit_mgmt.activity_stream (
    id, business_id, actor_type, target_type, target_id, target_schema, activity_type, activity_verb, activity_summary,
    source_application, occurred_at, created_at
)
select
    demo.worked('touch ' || activity), id, actor, 'work_order', demo.worked('work 1'), 'hs', activity, activity, 'Work · ' || mark, 'web',
    ends_at - ago, ends_at - interval '19 days'
from demo.example
cross join (values ('created', 'user', interval '19 days'), ('deleted', 'system', interval '-2 days')) as activities (activity, actor, ago);

-- Who is older than any calendar, whose beginning nobody wrote, who was deleted and is back, and who owes in
-- other words. A meal of 1970 and a sale of 1900 are typing errors, for nothing.
insert into hs.customers (
    id, business_id, customer_number, first_name, last_name, phone_primary, created_at, updated_at, deleted_by
)
select
    demo.worked(who), id, 'W-' || number, 'Edge', who || ' · ' || mark, '+1 555 0199', since, created_at,
    case when who = 'Restored' then demo.id('user' || n || '.1') end
from demo.example
cross join lateral (
    values (11, 'Old', timestamptz '1900-01-01 00:00+00'), (12, 'Undated', null), (13, 'Restored', created_at),
        (14, 'Words', created_at)
) as customers (number, who, since);

insert into rest.orders (
    id, business_id, customer_id, order_number, order_type, subtotal, tax_amount, tip_amount, discount_amount,
    total_amount, status, ordered_at, created_at, updated_at
)
select
    demo.worked('old meal'), id, demo.worked('Old'), 'W-9', 'takeout', 0, 0, 0, 0, 0, 'completed', timestamptz '1970-01-01 00:00+00',
    created_at, created_at
from demo.example;

insert into ret.sales_orders (
    id, business_id, customer_id, order_number, order_type, sales_channel, subtotal, discount_amount, tax_amount, shipping_amount,
    handling_fee, total_amount, order_status, order_date, created_at, updated_at
)
select
    demo.worked('old sale'), id, demo.worked('Old'), 'W-5', 'standard', 'in_store', 0, 0, 0, 0, 0, 0, 'completed', date '1900-01-01',
    created_at, created_at
from demo.example;

-- 50.00 that came in and went back, written as 50.00 each; 20.00 of a word that nobody knows; 10.00 that came in on the
-- void one. 7.00 and 4.00 that came in and went back, marked as refunded the one where it came in and the other where it
-- went back. 30.00 due by another such word. One that is deleted when D ends, of 70.00, of which 2.00 came in. 3.00 came
-- in on no invoice, and so did 1.00 that went back.
insert into hs.invoices (
    id, business_id, customer_id, invoice_number, status, issue_date, due_date, subtotal, tax_amount, discount_amount,
    total_amount, amount_paid, amount_due, created_at, updated_at, deleted_at
)
select
    demo.worked('invoice ' || number), id, demo.worked('Words'), 'W-' || number, status, date ':today' - 40, date ':today' - 1 - 5,
    amount, 0, 0, amount, 0, amount, ends_at - interval '40 days', ends_at - interval '40 days',
    case when number = 16 then ends_at end
from demo.example
cross join (
    values (14, 'sent', 50.00), (15, 'teleported', 30.00), (16, 'sent', 70.00), (17, 'sent', 7.00), (18, 'sent', 4.00)
) as invoices (number, status, amount);

insert into hs.payments (
    id, business_id, invoice_id, customer_id, amount, payment_method, status, paid_at, reversal_of, created_at, updated_at
)
select
    demo.worked('payment ' || number), id, demo.worked('invoice ' || invoice), demo.worked('Words'), amount, 'card', status,
    ends_at - interval '20 days', case when number in (8, 12, 14, 18) then demo.worked('payment ' || number - 1) end,
    ends_at - interval '20 days', ends_at - interval '20 days'
from demo.example
cross join (
    values (7, 14, 50.00, 'completed'), (8, 14, 50.00, 'completed'), (9, 14, 20.00, 'teleported'), (10, 12, 10.00, 'completed'),
        (11, 17, 7.00, 'refunded'), (12, 17, 7.00, 'completed'), (13, 18, 4.00, 'completed'), (14, 18, 4.00, 'refunded'),
        (15, 16, 2.00, 'completed'), (16, null, 3.00, 'completed'), (17, null, 1.00, 'refunded'), (18, null, 1.00, 'refunded')
) as payments (number, invoice, amount, status);

-- A year of 1200.00 from the first of January to the last of December, with two of four visits; and half a year each
-- of 0.02, 0.02, 0.02 and 0.03, which are a cent and a half a month. Half a year of 600.00 from the last of August to the
-- day before the last of February.
insert into hs.service_agreements (
    id, business_id, customer_id, agreement_number, agreement_name, agreement_type, start_date, end_date, auto_renewal,
    service_categories, maintenance_frequency, total_visits_per_year, agreement_value, agreement_status, created_at, updated_at
)
select
    demo.worked('agreement ' || number), id, demo.worked('Words'), 'W-' || number, 'Care · ' || mark, 'maintenance', starts,
    ends, false, array['hvac'], 'quarterly', visits, amount, 'active', created_at, created_at
from demo.example
cross join (
    values (1, date '2025-01-01', date '2025-12-31', 4, 1200.00), (2, date '2025-01-01', date '2025-06-30', 0, 0.02),
        (3, date '2025-01-01', date '2025-06-30', 0, 0.02), (4, date '2025-01-01', date '2025-06-30', 0, 0.02),
        (5, date '2025-01-01', date '2025-06-30', 0, 0.03), (6, date '2025-08-31', date '2026-02-27', 0, 600.00)
) as agreements (number, starts, ends, visits, amount);

insert into hs.maintenance_visits (
    id, business_id, service_agreement_id, scheduled_date, completed_at, status, created_at, updated_at
)
select
    demo.worked('visit ' || number), id, demo.worked('agreement 1'), scheduled, done, status, created_at, created_at
from demo.example
cross join (
    values (1, date '2025-03-10', timestamptz '2025-03-10 12:00+00', 'completed'),
        (2, date '2025-06-10', timestamptz '2025-06-10 12:00+00', 'completed'), (3, date '2025-09-10', null, 'missed')
) as visits (number, scheduled, done, status);

-- The neighbour's: 90 days before the first of June it is winter, and 90 days before the first of December summer. The
-- spring meal is exactly as old, the autumn meal half an hour younger; by hours each would be on the other side.
insert into hs.customers (id, business_id, customer_number, first_name, last_name, phone_primary, created_at, updated_at)
select
    demo.worked(who), id, 'N-' || number, 'Clock', who || ' · ' || mark, '+1 555 0198', timestamptz '2025-01-01 12:00+00',
    timestamptz '2025-01-01 12:00+00'
from demo.neighbour
cross join (values (1, 'Spring'), (2, 'Autumn')) as customers (number, who);

insert into rest.orders (
    id, business_id, customer_id, order_number, order_type, subtotal, tax_amount, tip_amount, discount_amount,
    total_amount, status, ordered_at, created_at, updated_at
)
select
    demo.worked('meal of ' || who), id, demo.worked(who), 'N-' || number, 'takeout', 0, 0, 0, 0, 0, 'completed', at, at, at
from demo.neighbour
cross join (
    values (1, 'Spring', timestamptz '2025-03-03 00:00-05'), (2, 'Autumn', timestamptz '2025-09-02 00:30-04')
) as orders (number, who, at);

-- The spring guest cancelled the only dish, of 8.00: the meal is right to be of nothing.
insert into rest.menu_categories (id, business_id, name, display_order, is_active, created_at, updated_at)
select demo.worked('menu'), id, 'Food · ' || mark, 1, true, created_at, created_at
from demo.neighbour;

insert into rest.menu_items (id, business_id, category_id, name, base_price, track_inventory, is_active, created_at, updated_at)
select demo.worked('dish'), id, demo.worked('menu'), 'Dish · ' || mark, 8.00, false, true, created_at, created_at
from demo.neighbour;

insert into rest.order_items (
    id, business_id, order_id, menu_item_id, quantity, unit_price, total_price, item_status, created_at, updated_at
)
select
    demo.worked('cancelled dish'), id, demo.worked('meal of Spring'), demo.worked('dish'), 1, 8.00, 8.00, 'cancelled',
    timestamptz '2025-03-03 00:00-05', timestamptz '2025-03-03 00:00-05'
from demo.neighbour;

-- Three jobs of one month for nothing, each by the same three people.
insert into hs.work_orders (
    id, business_id, customer_id, work_order_number, title, description, job_type, service_category, team_assignment,
    subtotal, tax_amount, total_amount, status, created_at, updated_at, completed_at
)
select
    demo.worked('team work ' || k), id, demo.worked('Autumn'), 'N-' || k, 'Work', 'Work · ' || mark, 'repair', 'hvac',
    array[demo.worked('one'), demo.worked('two'), demo.worked('three')], 0, 0, 0, 'completed', timestamptz '2025-02-10 12:00+00',
    timestamptz '2025-02-10 12:00+00', timestamptz '2025-02-11 12:00+00'
from demo.neighbour
cross join generate_series(1, 3) as k;

-- Sold for 100.00 and 10.00 of tax; sold for 30.00 and marked as returned; and back for 130.00 and 10.00 of tax, all
-- written below zero: together nothing. A thing costs 20.00, and the one marked as returned has no line.
insert into ret.sales_orders (
    id, business_id, customer_id, order_number, order_type, sales_channel, subtotal, discount_amount, tax_amount, shipping_amount,
    handling_fee, total_amount, order_status, order_date, created_at, updated_at
)
select
    demo.worked('back ' || number), id, demo.worked('Spring'), 'N-' || number, order_type, 'online', net, 0, tax, 0, 0, net + tax, status,
    date '2025-02-10', timestamptz '2025-02-10 12:00+00', timestamptz '2025-02-10 12:00+00'
from demo.neighbour
cross join (
    values (1, 'standard', 100.00, 10.00, 'completed'), (2, 'standard', 30.00, 0.00, 'returned'),
        (3, 'return', -130.00, -10.00, 'completed')
) as orders (number, order_type, net, tax, status);

insert into ret.products (
    id, business_id, sku, name, slug, cost_price, retail_price, current_stock, reserved_stock, reorder_point, has_variants,
    status, created_at, updated_at
)
select demo.worked('neighbour product'), id, 'N-1', 'Thing · ' || mark, 'n-1', 20.00, 50.00, 0, 0, 0, false, 'active', created_at, created_at
from demo.neighbour;

insert into ret.sales_order_items (
    id, business_id, sales_order_id, product_id, quantity, unit_price, discount_per_item, total_price, quantity_shipped,
    quantity_backordered, created_at, updated_at
)
select
    demo.worked('back line ' || number), id, demo.worked('back ' || number), demo.worked('neighbour product'), quantity, price, 0,
    quantity * price, quantity, 0, timestamptz '2025-02-10 12:00+00', timestamptz '2025-02-10 12:00+00'
from demo.neighbour
cross join (values (1, 2, 50.00), (3, 1, -130.00)) as lines (number, quantity, price);
