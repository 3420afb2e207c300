-- Worked examples in two businesses, both in UTC, whose every figure a reader can add up in the head. D is the
-- last day of the history, yesterday; its end is the start of today.
create function demo.worked(name text) returns uuid
language sql immutable
return demo.id('worked ' || name);

create view demo.example as
select n, id, mark, created_at, timestamptz ':today 00:00+00' as ends_at from demo.businesses where n = 8;

create view demo.neighbour as
select n, id, mark, created_at, timestamptz ':today 00:00+00' as ends_at from demo.businesses where n = 9;

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

-- A record that came through at the second attempt, one that used up three, one that hangs for a day.
insert into integration_mgmt.data_flow_events (
    id, business_id, flow_name, flow_direction, source_system, destination_system, entity_type, entity_external_id,
    record_count, status, attempt_number, max_attempts, processing_time_ms, started_at, completed_at, created_at
)
select
    demo.worked('flow ' || record || attempt), id, 'customer_sync', 'outbound', 'thorbis', 'stripe', 'customer', 'W-' || record, 2, status,
    attempt, 3, 100 * attempt, ends_at - interval '30 hours' + attempt * interval '1 minute',
    case when status <> 'pending' then ends_at - interval '29 hours' end, ends_at - interval '30 hours' + attempt * interval '1 minute'
from demo.example
cross join (
    values (1, 1, 'failed'), (1, 2, 'completed'), (2, 1, 'failed'), (2, 2, 'failed'), (2, 3, 'failed'), (3, 1, 'pending')
) as events (record, attempt, status);

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
