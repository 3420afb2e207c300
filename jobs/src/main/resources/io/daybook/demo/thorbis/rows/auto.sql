-- Vehicles, repairs of them, and parts.
insert into auto.vehicles (
    id, business_id, customer_id, vin, year, make, model, fuel_type, current_mileage, total_visits,
    total_amount_spent, vehicle_status, created_at, updated_at, deleted_at
)
select
    demo.id('vehicle' || n || '.' || k), id, demo.id('customer' || n || '.' || (1 + (k - 1) % customers)),
    'VIN' || upper(substr(md5('vin' || n || k || ':seed'), 1, 14)), 2004 + k % 20, demo.pick('make' || n || k, 'Ford', 'Toyota', 'Škoda'),
    'Model ' || k || ' · ' || mark, 'gasoline', 10000 + demo.roll('miles' || n || k, 150000), 0, 0, 'active', created_at,
    created_at, case when k % 20 = 0 then timestamptz ':today 00:00+00' - interval '50 days' end
from demo.tenants
cross join lateral generate_series(1, customers * 6 / 10) as k
where auto_share > 0;

insert into auto.parts_inventory (
    id, business_id, part_number, part_name, manufacturer, category, current_stock, reserved_stock, minimum_stock,
    reorder_point, reorder_quantity, cost_price, list_price, retail_price, times_sold, part_status, replacement_part_id,
    created_at, updated_at, deleted_at
)
select
    demo.id('part' || n || '.' || k), id, 'P-' || lpad(cast(k as text), 5, '0'), 'Part ' || k || ' · ' || mark, 'Acme', 'brakes',
    demo.roll('stock' || n || k, 60), demo.roll('reserved' || n || k, 6), 5, 10, 20, cost, cost * 2, round(cost * 1.8, 2), 0,
    'active', case when k % 6 = 0 then demo.id('part' || n || '.' || (k - 1)) end, created_at, created_at,
    case when k % 20 = 0 then timestamptz ':today 00:00+00' - interval '50 days' end
from demo.tenants
cross join lateral generate_series(1, products / 2) as k
cross join lateral (select demo.money('part' || n || k, 4, 200) as cost) as costs
where auto_share > 0;

create table demo.repairs as
with
made as (
    select
        tenants.*,
        k,
        tenants.n || '.' || k as key,
        demo.id('repair_order' || tenants.n || '.' || k) as order_id,
        demo.day('repair' || tenants.n || '.' || k) as asked_on,
        demo.roll('fate' || tenants.n || '.' || k || 'repair', 20) as fate,
        1 + demo.skew('vehicle' || tenants.n || '.' || k, tenants.customers * 6 / 10) as vehicle
    from demo.tenants as tenants
    cross join lateral generate_series(1, demo.part(tenants.auto_share, 'repairs')) as k
)

select
    made.*,
    demo.moment(asked_on, 'repair' || key) as asked_at,
    1 + demo.roll('stays' || key, 6) as days,
    case
        when fate < 2 then 'cancelled'
        when asked_on + 8 < date ':today' and fate < 18 then case when fate % 3 = 0 then 'completed' else 'delivered' end
        else (array['open', 'diagnosed', 'authorized', 'in_progress', 'waiting_parts', 'quality_check', 'ready'])[1 + demo.roll('open' || key, 7)]
    end as status
from made;

insert into auto.repair_order_line_items (
    id, business_id, repair_order_id, line_type, description, quantity, unit_price, unit_cost, total_price, created_at, updated_at
)
select
    demo.id('repair_line' || key || '.' || line), id, order_id, (array['labor', 'part', 'part'])[line], 'Line ' || line || ' · ' || mark,
    quantity, price, round(price * 0.6, 2), quantity * price, asked_at, asked_at
from demo.repairs
cross join lateral generate_series(1, 2 + demo.roll('lines' || key || 'repair', 2)) as line
cross join lateral (
    select 1 + demo.roll('quantity' || key || line || 'repair', 4) as quantity, demo.money('price' || key || line || 'repair', 20, 300) as price
) as priced;

insert into auto.ro_parts_used (
    id, business_id, repair_order_id, part_id, quantity, unit_cost, unit_price, created_at, updated_at
)
select
    demo.id('used' || lines.id), repairs.id, order_id,
    demo.id('part' || n || '.' || (1 + demo.roll('part' || lines.id, products / 2))), cast(quantity as integer), unit_cost, unit_price,
    asked_at, asked_at
from demo.repairs as repairs
inner join auto.repair_order_line_items as lines on lines.repair_order_id = order_id and line_type = 'part';

insert into auto.repair_orders (
    id, business_id, customer_id, vehicle_id, ro_number, mileage_in, mileage_out, customer_concern, diagnostic_fee,
    estimate_amount, customer_authorized_amount, service_writer_id, primary_technician_id, additional_technicians,
    service_type, promised_date, actual_start_time, actual_completion_time, sublet_amount, labor_rate, labor_hours,
    labor_amount, parts_total, subtotal, discount_amount, tax_rate, tax_amount, total_amount, payment_status,
    satisfaction_survey_sent, satisfaction_rating, status, comeback_job, original_ro_id, created_at, updated_at,
    completed_at, deleted_at
)
select
    order_id, repairs.id, demo.id('customer' || n || '.' || (1 + (vehicle - 1) % customers)), demo.id('vehicle' || n || '.' || vehicle),
    demo.numbered('RO-', k, 6, mark), 20000 + asked_on - date '2020-01-01', 20003 + asked_on - date '2020-01-01',
    'Noise · ' || mark, case when k % 3 = 0 then 89.00 else 0 end, net, case when k % 6 > 0 then net else round(net * 0.8, 2) end,
    demo.id('user' || n || '.1'), demo.id('user' || n || '.' || (1 + demo.skew('mechanic' || key, users))),
    case when k % 5 = 0 then array[demo.id('user' || n || '.2')] else '{}' end,
    demo.pick('service' || key, 'repair', 'maintenance', 'inspection'), asked_on + 4,
    case when earned then asked_at + interval '3 hours' end,
    case when earned then demo.past(asked_at + days * interval '1 day') end,
    case when k % 12 = 0 then 60.00 else 0 end, 110.00, round(labor / 110, 2), labor, parts, net, 0, 0.0700, round(net * 0.07, 2),
    net + round(net * 0.07, 2), case when earned then 'paid' else 'pending' end, earned,
    case when earned and demo.roll('rated' || key || 'repair', 3) = 0 then 1 + demo.roll('rating' || key || 'repair', 5) end,
    status, k % 25 = 0, case when k % 25 = 0 then demo.id('repair_order' || n || '.' || (k - 1)) end, asked_at,
    demo.past(asked_at + interval '5 days'),
    -- Some shops never note when they are done.
    case when earned and k % 7 > 0 then demo.past(asked_at + days * interval '1 day') end,
    case when k % 20 = 0 then demo.past(asked_at + interval '30 days') end
from demo.repairs as repairs
inner join (
    select
        repair_order_id,
        sum(total_price) as net,
        sum(case when line_type = 'labor' then total_price else 0 end) as labor,
        sum(case when line_type = 'part' then total_price else 0 end) as parts
    from auto.repair_order_line_items
    group by repair_order_id
) as lines on lines.repair_order_id = order_id
cross join lateral (select status in ('completed', 'delivered') as earned) as ends;

-- What the application counted for itself, some time ago.
update auto.vehicles
set total_visits = seen.visits, total_amount_spent = seen.spent, last_service_date = seen.last_on
from (
    select vehicle_id, count(*) as visits, sum(total_amount) as spent, max(cast(created_at at time zone 'UTC' as date)) as last_on
    from auto.repair_orders
    where status in ('completed', 'delivered') and deleted_at is null and created_at < timestamptz ':today 00:00+00' - interval '30 days'
    group by vehicle_id
) as seen
where seen.vehicle_id = vehicles.id;

insert into auto.purchase_orders (
    id, business_id, part_id, po_number, quantity, unit_cost, status, ordered_at, received_at, created_at, updated_at
)
select
    demo.id('purchase' || parts.id || k), business_id, parts.id, 'PO-' || k, 20, cost_price,
    case when k = 3 then 'ordered' else 'received' end, at, case when k < 3 then demo.past(at + interval '6 days') end, at, at
from auto.parts_inventory as parts
cross join generate_series(1, 3) as k
cross join lateral (select timestamptz ':today 00:00+00' - (4 - k) * interval '40 days' as at) as times;

insert into auto.vehicle_history (id, business_id, vehicle_id, event_type, event_date, mileage, notes, created_at, updated_at)
select
    demo.id('history' || id), business_id, vehicle_id, 'service', cast(created_at at time zone 'UTC' as date), mileage_in,
    ro_number, created_at, created_at
from auto.repair_orders
where status in ('completed', 'delivered');

insert into auto.maintenance_schedules (
    id, business_id, vehicle_id, service_type, due_date, due_mileage, status, created_at, updated_at
)
select
    demo.id('due' || id), business_id, id, 'oil_change', date ':today' - 60 + demo.roll('oil' || id, 150),
    current_mileage + 5000, 'scheduled', created_at, created_at
from auto.vehicles;
