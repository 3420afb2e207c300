-- Suppliers and what is bought of them. A purchase order is in the supplier's currency.
insert into suppliers (
    id, organization_id, supplier_code, name, status, supplier_type, payment_terms, currency,
    lead_time_days, quality_rating, delivery_rating, communication_rating, rating_updated_at,
    created_at, updated_at, deleted_at
)
select
    demo.id('supplier' || tenants.id || n),
    tenants.id,
    'SUP-' || n,
    demo.pick('name' || tenants.id || n, 'Cell', 'Volt', 'Ampère', 'Frame', 'Freight')
        || ' Supply ' || n || ' · ' || tenants.mark,
    cast(demo.pick('status' || tenants.id || n, 'active', 'active', 'active', 'inactive')
        as supplier_status),
    cast(demo.pick('type' || tenants.id || n, 'manufacturer', 'distributor', 'service')
        as supplier_type),
    cast(demo.pick('terms' || tenants.id || n, 'net_15', 'net_30', 'cod') as payment_terms),
    demo.pick('currency' || tenants.id || n, 'AUD', 'AUD', 'USD', 'EUR', 'CNY'),
    5 + demo.roll('lead' || tenants.id || n, 60),
    2.5, 4.0, 3.3,
    demo.pick('rated' || tenants.id || n, '2025-11-03T02:04:05Z', '2025-11-03', 'soon', null),
    demo.past(tenants.created_at + n * interval '9 days'),
    demo.past(tenants.created_at + n * interval '9 days'),
    case when n = 3 then demo.past(tenants.created_at + interval '700 days') end
from demo.tenants as tenants
cross join generate_series(1, 12) as n;

insert into purchase_orders (
    id, organization_id, po_number, supplier_id, status, order_date, required_date,
    expected_delivery_date, actual_delivery_date, subtotal, tax_amount, shipping_amount,
    discount_amount, total_amount, currency, exchange_rate, exchange_date, ordered_by, ordered_at,
    internal_reference, created_at, updated_at, deleted_at
)
with
planned as (
    select
        products.organization_id,
        products.id as product_id,
        n,
        demo.id('po' || products.id || n) as id,
        demo.past(products.created_at + (n * 40 + demo.roll('d' || products.id || n, 40)) * interval '1 day')
            as made_at,
        (100 + demo.roll('sub' || products.id || n, 4000000))::numeric / 100 as subtotal,
        demo.id('supplier' || products.organization_id || (1 + demo.roll('s' || products.id || n, 12)))
            as supplier_id,
        demo.pick('st' || products.id || n, 'draft', 'approved', 'ordered', 'partial_received',
            'received', 'received', 'received', 'cancelled', 'closed') as status
    from products
    cross join generate_series(1, 3) as n
)

select
    planned.id,
    planned.organization_id,
    'PO-' || substr(cast(planned.id as text), 1, 8),
    planned.supplier_id,
    cast(case planned.status when 'closed' then 'received' else planned.status end
        as purchase_order_status),
    cast(planned.made_at as date),
    cast(planned.made_at as date) + 14,
    cast(planned.made_at as date) + 21,
    case when planned.status = 'received' then cast(planned.made_at as date) + 19 end,
    planned.subtotal,
    round(planned.subtotal / 10, 2),
    19.95,
    0,
    planned.subtotal + round(planned.subtotal / 10, 2) + 19.95,
    suppliers.currency,
    case suppliers.currency when 'AUD' then 1 when 'USD' then 1.531250 when 'EUR' then 1.7 else 0.21 end,
    cast(planned.made_at as date),
    buyer.id,
    planned.made_at,
    planned.product_id,
    planned.made_at,
    planned.made_at,
    case when demo.roll('del' || planned.id, 40) = 0 then planned.made_at + interval '2 hours' end
from planned
inner join suppliers on suppliers.id = planned.supplier_id
left join (
    select distinct on (organization_id) organization_id, id from users order by organization_id, id
) as buyer on buyer.organization_id = planned.organization_id;

insert into purchase_order_items (
    id, organization_id, purchase_order_id, product_id, line_number, product_name, quantity,
    unit_price, line_total, quantity_received, quantity_rejected, quantity_pending, created_at,
    updated_at
)
with
lines as (
    select
        purchase_orders.*,
        n,
        demo.id('poi' || purchase_orders.id || n) as line_id,
        1 + demo.roll('q' || purchase_orders.id || n, 50) as quantity
    from purchase_orders
    cross join generate_series(1, 2) as n
),

received as (
    select
        lines.*,
        case status
            when 'received' then quantity
            when 'partial_received' then quantity / 2
            else 0
        end as arrived
    from lines
)

select
    received.line_id,
    received.organization_id,
    received.id,
    product.id,
    received.n,
    coalesce(product.name, 'Freight'),
    received.quantity,
    round(received.subtotal / (2 * received.quantity), 2),
    round(received.subtotal / 2, 2),
    received.arrived,
    case when received.arrived > 10 then 1 else 0 end,
    received.quantity - received.arrived,
    received.created_at,
    received.created_at
from received
left join products as product
    on product.id = cast(received.internal_reference as uuid)
    and received.n = 1;

insert into purchase_order_receipts (
    id, organization_id, purchase_order_id, receipt_number, received_by, received_at,
    total_items_expected, total_items_received, total_items_accepted, total_items_rejected, status,
    created_at, updated_at
)
select
    demo.id('por' || purchase_orders.id),
    purchase_orders.organization_id,
    purchase_orders.id,
    'R-' || substr(cast(purchase_orders.id as text), 1, 8),
    purchase_orders.ordered_by,
    demo.past(purchase_orders.created_at + interval '19 days'),
    items.expected,
    items.arrived,
    items.arrived - items.rejected,
    items.rejected,
    cast(case when items.rejected > 0 then 'partially_accepted' else 'accepted' end as receipt_status),
    demo.past(purchase_orders.created_at + interval '19 days'),
    demo.past(purchase_orders.created_at + interval '19 days')
from purchase_orders
inner join (
    select
        purchase_order_id,
        sum(quantity) as expected,
        sum(quantity_received) as arrived,
        sum(quantity_rejected) as rejected
    from purchase_order_items
    group by purchase_order_id
) as items on items.purchase_order_id = purchase_orders.id
where items.arrived > 0;

insert into purchase_order_receipt_items (
    id, organization_id, receipt_id, purchase_order_item_id, line_number, quantity_expected,
    quantity_received, quantity_accepted, quantity_rejected, rejection_reason, created_at, updated_at
)
select
    demo.id('pori' || purchase_order_items.id),
    purchase_order_items.organization_id,
    demo.id('por' || purchase_order_items.purchase_order_id),
    purchase_order_items.id,
    purchase_order_items.line_number,
    purchase_order_items.quantity,
    purchase_order_items.quantity_received,
    purchase_order_items.quantity_received - purchase_order_items.quantity_rejected,
    purchase_order_items.quantity_rejected,
    case when purchase_order_items.quantity_rejected > 0 then cast('damaged' as rejection_reason) end,
    demo.past(purchase_order_items.created_at + interval '19 days'),
    demo.past(purchase_order_items.created_at + interval '19 days')
from purchase_order_items
where purchase_order_items.quantity_received > 0;
