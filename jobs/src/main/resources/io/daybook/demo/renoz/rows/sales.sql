-- What follows orders and opportunities.
insert into order_shipments (
    id, organization_id, order_id, shipment_number, status, carrier, shipped_at,
    estimated_delivery_at, delivered_at, created_at, updated_at, shipping_cost
)
select
    demo.id('ship' || orders.id),
    orders.organization_id,
    orders.id,
    'SHP-' || substr(cast(orders.id as text), 1, 8),
    cast(case orders.status when 'delivered' then 'delivered' else 'in_transit' end as shipment_status),
    demo.pick('by' || orders.id, 'StarTrack', 'Post', 'own van'),
    demo.past(orders.created_at + interval '2 days'),
    demo.past(orders.created_at + interval '6 days'),
    case when orders.status = 'delivered' then demo.past(orders.created_at + interval '5 days') end,
    demo.past(orders.created_at + interval '1 day'),
    demo.past(orders.created_at + interval '1 day'),
    500 + demo.roll('cost' || orders.id, 20000)
from orders
where orders.status in ('delivered', 'shipped', 'partially_shipped');

insert into shipment_items (
    id, organization_id, shipment_id, order_line_item_id, quantity, created_at, updated_at
)
select
    demo.id('shipped' || order_line_items.id),
    order_line_items.organization_id,
    order_shipments.id,
    order_line_items.id,
    order_line_items.quantity,
    order_shipments.created_at,
    order_shipments.created_at
from order_line_items
inner join order_shipments on order_shipments.order_id = order_line_items.order_id
where order_shipments.organization_id = order_line_items.organization_id
    and demo.roll('part' || order_line_items.id, 4) = 0;

insert into opportunity_activities (
    id, organization_id, opportunity_id, type, description, scheduled_at, completed_at, created_by,
    created_at
)
select
    demo.id('did' || opportunities.id || n),
    opportunities.organization_id,
    opportunities.id,
    cast(demo.pick('t' || opportunities.id || n, 'call', 'email', 'meeting', 'note')
        as opportunity_activity_type),
    'Spoke about it',
    demo.past(opportunities.created_at + n * interval '3 days'),
    case when n < 3 then demo.past(opportunities.created_at + n * interval '4 days') end,
    someone.id,
    demo.past(opportunities.created_at + n * interval '1 day')
from opportunities
inner join (
    select distinct on (organization_id) organization_id, id from users order by organization_id, id
) as someone on someone.organization_id = opportunities.organization_id
cross join generate_series(1, 3) as n
where demo.roll('n' || opportunities.id || n, 3) > 0;

insert into quote_versions (
    id, organization_id, opportunity_id, version_number, subtotal, tax_amount, total, created_at,
    updated_at
)
select
    demo.id('quote' || opportunities.id || n),
    opportunities.organization_id,
    opportunities.id,
    n,
    opportunities.value,
    round(opportunities.value / 10, 2),
    opportunities.value + round(opportunities.value / 10, 2),
    demo.past(opportunities.created_at + n * interval '5 days'),
    demo.past(opportunities.created_at + n * interval '5 days')
from opportunities
cross join generate_series(1, 2) as n
where demo.roll('q' || opportunities.id, 10) < 7 and (n = 1 or demo.roll('v' || opportunities.id, 3) = 0);

insert into contacts (
    id, organization_id, customer_id, first_name, last_name, email, email_opt_in_at, last_contacted_at,
    created_at, updated_at
)
select
    demo.id('contact' || customers.id),
    customers.organization_id,
    customers.id,
    demo.pick('f' || customers.id, 'Mia', 'Noah', 'Zoë', 'Óscar', 'Li'),
    demo.pick('l' || customers.id, 'Nguyen', 'Smith', 'O''Neil', 'Müller') || ' · ' || tenants.mark,
    'c-' || substr(cast(customers.id as text), 1, 8) || '@' || tenants.mark || '.example',
    demo.pick('o' || customers.id, null, '2026-01-05T09:00:00+11:00', '2025-12-24 08:30:00', 'yes'),
    demo.pick('c' || customers.id, null, '2026-02-11', '2026-02-11T23:59:59.999999Z', 'last week', ''),
    customers.created_at,
    customers.created_at
from customers
inner join demo.tenants as tenants on tenants.id = customers.organization_id
where demo.roll('has' || customers.id, 3) > 0;
