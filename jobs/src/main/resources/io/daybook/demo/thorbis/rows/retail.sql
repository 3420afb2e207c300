-- Products, variants of them, and sales.
insert into ret.product_categories (
    id, business_id, parent_category_id, name, slug, category_path, hierarchy_level, is_active, created_at, updated_at
)
select
    demo.id('category' || n || '.' || k), id, case when k > 1 then demo.id('category' || n || '.' || (k / 2)) end,
    'Level ' || level || ' no. ' || k || ' · ' || mark, 'category-' || k,
    cast(case level when 0 then 'c1' when 1 then 'c1.c' || k else 'c1.c' || (k / 2) || '.c' || k end as ltree), level, true,
    created_at, created_at
from demo.tenants
cross join generate_series(1, 7) as k
cross join lateral (select case when k = 1 then 0 when k < 4 then 1 else 2 end as level) as levels
where retail_share > 0;

insert into ret.products (
    id, business_id, category_id, sku, name, slug, cost_price, retail_price, track_inventory, current_stock,
    reserved_stock, low_stock_threshold, reorder_point, reorder_quantity, has_variants, supplier_id, status,
    created_at, updated_at, deleted_at
)
select
    demo.id('product' || n || '.' || k), id, case when k % 11 > 0 then demo.id('category' || n || '.' || (1 + k % 7)) end,
    'SKU-' || lpad(cast(k as text), 5, '0'), 'Thing ' || k || ' · ' || mark, 'thing-' || k,
    case when k % 13 > 0 then round(price * 0.5, 2) end, price, k % 8 > 0, demo.roll('shelf' || n || k, 80),
    demo.roll('held' || n || k, 8), 10, 20, 50, k % 5 = 0, demo.id('supplier' || n || (k % 3)), 'active', created_at, created_at,
    case when k % 20 = 0 then timestamptz ':today 00:00+00' - interval '60 days' end
from demo.tenants
cross join lateral generate_series(1, products) as k
cross join lateral (select demo.money('thing' || n || k, 3, 300) as price) as prices
where retail_share > 0;

-- Every fifth product comes in three sizes, which have stock of their own.
insert into ret.product_variants (
    id, business_id, parent_product_id, variant_sku, variant_name, attributes, attribute_combination,
    price_adjustment, cost_adjustment, current_stock, reserved_stock, is_active, created_at, updated_at
)
select
    demo.id('variant' || n || '.' || k || '.' || v), id, demo.id('product' || n || '.' || k),
    'SKU-' || lpad(cast(k as text), 5, '0') || '-' || v, 'Size ' || v || ' · ' || mark, jsonb_build_object('size', v), 'size-' || v,
    v - 1, case when v = 3 then null else (v - 1) / 2.0 end, demo.roll('sizes' || n || k || v, 30), 0, true, created_at, created_at
from demo.tenants
cross join lateral generate_series(5, products, 5) as k
cross join generate_series(1, 3) as v
where retail_share > 0;

create table demo.sales as
select
    tenants.*,
    k,
    tenants.n || '.' || k as key,
    demo.id('sales_order' || tenants.n || '.' || k) as order_id,
    demo.day('sale' || tenants.n || '.' || k) as sold_on,
    1 + demo.roll('lines' || tenants.n || '.' || k || 'sale', 4) as lines,
    demo.pick('type' || tenants.n || '.' || k, 'standard', 'standard', 'standard', 'standard', 'standard', 'standard',
        'standard', 'special_order', 'quote', 'return') as order_type,
    demo.pick('fate' || tenants.n || '.' || k || 'sale', 'completed', 'completed', 'completed', 'completed', 'completed',
        'completed', 'shipped', 'processing', 'open', 'cancelled', 'returned') as status
from demo.tenants as tenants
cross join lateral generate_series(1, demo.part(tenants.retail_share, 'sales')) as k;

insert into ret.sales_order_items (
    id, business_id, sales_order_id, product_id, product_variant_id, quantity, unit_price, discount_per_item,
    total_price, unit_cost, total_cost, quantity_shipped, quantity_backordered, created_at, updated_at
)
select
    demo.id('sales_order_item' || key || '.' || line), sales.id, order_id,
    case when not as_variant then products.id end,
    case when as_variant then demo.id('variant' || n || '.' || k5 || '.' || (1 + line % 3)) end,
    quantity, products.retail_price, discount, quantity * (products.retail_price - discount),
    case when line % 3 = 1 then products.cost_price end, case when line % 3 = 2 then quantity * products.cost_price end,
    case sales.status when 'completed' then quantity when 'shipped' then quantity - quantity / 3 else 0 end,
    case sales.status when 'shipped' then quantity / 3 else 0 end, demo.moment(sold_on, 'sale' || key), demo.moment(sold_on, 'sale' || key)
from demo.sales as sales
cross join lateral generate_series(1, lines) as line
cross join lateral (
    select
        1 + demo.skew('thing' || key || line, sales.products) as bought,
        1 + demo.roll('many' || key || line, 5) as quantity,
        case when demo.roll('less' || key || line, 9) = 0 then 1.00 else 0 end as discount,
        demo.roll('sized' || key || line, 5) = 0 as wants_variant
) as rolls
cross join lateral (
    select
        case when wants_variant then 5 * (1 + demo.roll('which' || key || line, sales.products / 5)) else bought end as k5,
        wants_variant as as_variant
) as picks
inner join ret.products as products on products.id = demo.id('product' || n || '.' || k5);

insert into ret.sales_orders (
    id, business_id, customer_id, location_id, order_number, order_type, sales_channel, salesperson_id, cashier_id,
    subtotal, discount_amount, tax_amount, shipping_amount, handling_fee, total_amount, payment_method,
    payment_status, fulfillment_method, fulfillment_status, shipped_date, expected_delivery_date, order_status,
    order_date, promised_date, created_at, updated_at
)
select
    order_id, id,
    case when demo.roll('known' || key || 'sale', 4) > 0
        then demo.id('customer' || n || '.' || (1 + demo.skew('buys' || key, customers))) end,
    demo.id('location' || n || '.' || (1 + k % 2)), demo.numbered('S-', k, 7, mark), order_type,
    demo.pick('channel' || key, 'in_store', 'in_store', 'online', 'phone'),
    demo.id('user' || n || '.' || (1 + demo.roll('sells' || key, users))), demo.id('user' || n || '.1'),
    net, 0, round(net * 0.1, 2), shipping, 1.50, net + round(net * 0.1, 2) + shipping + 1.50, 'credit_card',
    case status when 'completed' then 'paid' when 'returned' then 'refunded' else 'pending' end, 'shipping',
    case status when 'completed' then 'delivered' when 'shipped' then 'shipped' else 'pending' end,
    case when status in ('completed', 'shipped') then demo.past(sold_on + demo.roll('ships' || key, 9)) end, sold_on + 9, status,
    sold_on, sold_on + 6, demo.moment(sold_on, 'sale' || key), demo.moment(sold_on, 'sale' || key)
from demo.sales
inner join (
    select sales_order_id, sum(total_price) as net from ret.sales_order_items group by sales_order_id
) as items on items.sales_order_id = order_id
cross join lateral (select case when k % 3 = 0 then 7.95 else 0 end as shipping) as ways;
