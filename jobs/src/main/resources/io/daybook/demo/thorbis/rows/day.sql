-- One day of business on top of a history: what is new, what moves on, what is paid and what goes. The seed is
-- the history's with the day, so that no two days are alike. :day is the UTC day.
create function demo.during(key text) returns timestamptz
language sql immutable
return timestamptz ':day 00:00+00' + demo.roll('at' || key, 82800) * interval '1 second';

-- Who is in business. Worked examples stay as they are.
create table demo.businesses as
select id as business_id from tenant_mgmt.businesses where deleted_at is null and business_name not like 'Worked %';

insert into tenant_mgmt.resource_usage (
    id, business_id, usage_period_start, usage_period_end, period_type, resource_category, resource_type, resource_unit,
    current_usage, usage_limit, is_billable, recorded_at
)
select demo.id('usage' || business_id), business_id, timestamptz ':day 00:00+00', timestamptz ':day 00:00+00' + interval '1 day', 'daily',
    'api', 'requests', 'count', 500 + demo.roll('usage' || business_id, 900), 1000, true, timestamptz ':day 23:59+00'
from demo.businesses;

insert into hs.customers (
    id, business_id, customer_number, customer_type, first_name, last_name, phone_primary, customer_status, created_at, updated_at
)
select demo.id('customer' || id), business_id, customer_number || '-' || to_char(date ':day', 'YYMMDD'), customer_type, first_name,
    last_name, phone_primary, 'active', demo.during(cast(id as text)), demo.during(cast(id as text))
from hs.customers
inner join demo.businesses using (business_id)
where deleted_at is null and demo.roll('again' || id, 400) = 0;

-- Work is asked for, moves on and is done.
create table demo.work as
select id as old_id, demo.id('work_order' || id) as id
from hs.work_orders
inner join demo.businesses using (business_id)
where deleted_at is null and demo.roll('again' || id, 200) = 0;

insert into hs.work_orders (
    id, business_id, customer_id, location_id, work_order_number, title, description, job_type, service_category, priority,
    subtotal, tax_rate, tax_amount, discount_amount, total_amount, status, created_at, updated_at
)
select work.id, business_id, customer_id, location_id, work_order_number || '-' || to_char(date ':day', 'YYMMDD'), title, description,
    job_type, service_category, priority, subtotal, tax_rate, tax_amount, discount_amount, total_amount, 'created',
    demo.during(cast(work.id as text)), demo.during(cast(work.id as text))
from demo.work as work
inner join hs.work_orders as orders on orders.id = old_id;

insert into hs.work_order_items (
    id, business_id, work_order_id, item_type, description, quantity, unit_price, unit_cost, total_price, created_at, updated_at
)
select demo.id('item' || items.id), business_id, work.id, item_type, description, quantity, unit_price, unit_cost, total_price,
    demo.during(cast(work.id as text)), demo.during(cast(work.id as text))
from demo.work as work
inner join hs.work_order_items as items on items.work_order_id = old_id;

create table demo.steps as
select
    id,
    business_id,
    status as was,
    case status
        when 'created' then 'scheduled'
        when 'scheduled' then 'dispatched'
        when 'dispatched' then 'en_route'
        when 'en_route' then 'on_site'
        when 'on_site' then 'in_progress'
        when 'on_hold' then 'scheduled'
        else 'completed'
    end as becomes
from hs.work_orders
inner join demo.businesses using (business_id)
where status in ('created', 'scheduled', 'dispatched', 'en_route', 'on_site', 'in_progress', 'on_hold')
    and deleted_at is null
    and demo.roll('moves' || id, 4) = 0;

-- An update that bypasses the application leaves updated_at behind.
update hs.work_orders as orders
set
    status = becomes,
    previous_status = was,
    actual_start_time = case becomes when 'completed' then demo.during(cast(orders.id as text)) - interval '2 hours' else actual_start_time end,
    actual_end_time = case becomes when 'completed' then demo.during(cast(orders.id as text)) else actual_end_time end,
    completed_at = case becomes when 'completed' then demo.during(cast(orders.id as text)) end,
    updated_at = case demo.roll('raw' || orders.id, 10) when 0 then updated_at else demo.during(cast(orders.id as text)) end
from demo.steps as steps
where steps.id = orders.id;

insert into workflow_mgmt.state_transitions (
    id, business_id, entity_type, entity_id, entity_schema, from_state, to_state, state_machine_name, triggered_by,
    validation_passed, is_rollback, transition_started_at, transition_completed_at, created_at
)
select demo.id('transition' || id), business_id, 'work_order', id, 'hs', was, becomes, 'work_order_lifecycle', 'user_action', true, false,
    demo.during(cast(id as text)), demo.during(cast(id as text)), demo.during(cast(id as text))
from demo.steps;

update auto.repair_orders as orders
set
    status = case status when 'ready' then 'delivered' else 'ready' end,
    completed_at = case status when 'ready' then demo.during(cast(id as text)) end,
    updated_at = demo.during(cast(id as text))
from demo.businesses as businesses
where businesses.business_id = orders.business_id
    and status in ('open', 'diagnosed', 'authorized', 'in_progress', 'waiting_parts', 'quality_check', 'ready')
    and deleted_at is null
    and demo.roll('moves' || id, 4) = 0;

-- Meals and sales.
create table demo.meals as
select id as old_id, demo.id('order' || id) as id
from rest.orders
inner join demo.businesses using (business_id)
where demo.roll('again' || id, 100) = 0;

insert into rest.orders (
    id, business_id, customer_id, table_id, order_number, order_type, server_id, cashier_id, subtotal, tax_amount, tip_amount,
    discount_amount, total_amount, status, ordered_at, ready_at, served_at, created_at, updated_at
)
select meals.id, business_id, customer_id, table_id, order_number || '-' || to_char(date ':day', 'YYMMDD'), order_type, server_id,
    cashier_id, subtotal, tax_amount, tip_amount, discount_amount, total_amount, 'served', demo.during(cast(meals.id as text)),
    demo.during(cast(meals.id as text)) + interval '15 minutes', demo.during(cast(meals.id as text)) + interval '20 minutes',
    demo.during(cast(meals.id as text)), demo.during(cast(meals.id as text))
from demo.meals as meals
inner join rest.orders as orders on orders.id = old_id;

insert into rest.order_items (
    id, business_id, order_id, menu_item_id, quantity, unit_price, total_price, item_status, cost_per_item, total_cost, created_at, updated_at
)
select demo.id('order_item' || items.id), business_id, meals.id, menu_item_id, quantity, unit_price, total_price, item_status, cost_per_item,
    total_cost, demo.during(cast(meals.id as text)), demo.during(cast(meals.id as text))
from demo.meals as meals
inner join rest.order_items as items on items.order_id = old_id;

create table demo.sales as
select id as old_id, demo.id('sales_order' || id) as id
from ret.sales_orders
inner join demo.businesses using (business_id)
where demo.roll('again' || id, 100) = 0;

insert into ret.sales_orders (
    id, business_id, customer_id, location_id, order_number, order_type, sales_channel, salesperson_id, subtotal,
    discount_amount, tax_amount, shipping_amount, handling_fee, total_amount, payment_status, fulfillment_status, order_status,
    order_date, promised_date, created_at, updated_at
)
select sales.id, business_id, customer_id, location_id, order_number || '-' || to_char(date ':day', 'YYMMDD'), order_type,
    sales_channel, salesperson_id, subtotal, discount_amount, tax_amount, shipping_amount, handling_fee, total_amount, 'pending',
    'pending', 'open', date ':day', date ':day' + 6, demo.during(cast(sales.id as text)), demo.during(cast(sales.id as text))
from demo.sales as sales
inner join ret.sales_orders as orders on orders.id = old_id;

insert into ret.sales_order_items (
    id, business_id, sales_order_id, product_id, product_variant_id, quantity, unit_price, discount_per_item, total_price,
    unit_cost, total_cost, quantity_shipped, quantity_backordered, created_at, updated_at
)
select demo.id('sales_order_item' || items.id), business_id, sales.id, product_id, product_variant_id, quantity, unit_price,
    discount_per_item, total_price, unit_cost, total_cost, 0, 0, demo.during(cast(sales.id as text)), demo.during(cast(sales.id as text))
from demo.sales as sales
inner join ret.sales_order_items as items on items.sales_order_id = old_id;

update ret.sales_orders as orders
set
    order_status = case order_status when 'shipped' then 'completed' else 'shipped' end,
    shipped_date = coalesce(shipped_date, date ':day'),
    updated_at = demo.during('ships' || id)
from demo.businesses as businesses
where businesses.business_id = orders.business_id
    and order_status in ('open', 'processing', 'shipped')
    and order_date < date ':day'
    and demo.roll('ships' || id, 5) = 0;

-- Late money.
create table demo.paid as
select invoices.*
from hs.invoices
inner join demo.businesses using (business_id)
where status in ('sent', 'overdue') and deleted_at is null and amount_due > 0 and demo.roll('pays' || id, 25) = 0;

insert into hs.payments (
    id, business_id, invoice_id, customer_id, amount, payment_method, status, paid_at, created_at, updated_at
)
select demo.id('payment' || id), business_id, id, customer_id, amount_due, 'ach', 'completed', demo.during(cast(id as text)),
    demo.during(cast(id as text)), demo.during(cast(id as text))
from demo.paid;

update hs.invoices as invoices
set status = 'paid', amount_paid = invoices.amount_paid + paid.amount_due, amount_due = 0, updated_at = demo.during(cast(paid.id as text))
from demo.paid as paid
where paid.id = invoices.id;

-- Deleted softly; and for good, with all that hangs on it: a meal, and a vehicle with its past repairs.
update hs.customers as customers
set deleted_at = demo.during('gone' || id), updated_at = demo.during('gone' || id)
from demo.businesses as businesses
where businesses.business_id = customers.business_id and deleted_at is null and demo.roll('gone' || id, 1500) = 0;

delete from rest.orders as orders using demo.businesses as businesses
where businesses.business_id = orders.business_id
    and ordered_at < timestamptz ':day 00:00+00'
    and demo.roll('drops' || id, 400) = 0;

delete from auto.vehicles as vehicles using demo.businesses as businesses
where businesses.business_id = vehicles.business_id
    and demo.roll('drops' || vehicles.id, 300) = 0
    and not exists (
        select from auto.repair_orders as repaired
        inner join auto.repair_orders as again on again.original_ro_id = repaired.id and again.vehicle_id <> repaired.vehicle_id
        where repaired.vehicle_id = vehicles.id
    );
