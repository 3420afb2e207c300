-- Products, services, sales, and what moves stock.
insert into products (
    product_id, company_id, type, name, description, sku, category, price, cost, currency, tax_rate,
    is_active, track_inventory, created_at, updated_at, deleted_at
)
select
    demo.id('product' || n || '.' || k), id, 'physical',
    demo.pick('thing' || n || '.' || k, 'Cadeira', 'Mesa', 'Lâmpada', 'Estante') || ' ' || k || ' · ' || mark,
    null, 'SKU-' || lpad(cast(k as text), 5, '0'),
    demo.pick('category' || n || '.' || k, 'Móveis', 'Iluminação', null),
    demo.money('price' || n || '.' || k, 10, 900),
    case when k % 15 > 0 then round(demo.money('price' || n || '.' || k, 10, 900) * 0.6, 2) end,
    case when k % 20 = 3 then 'USD' else 'BRL' end, 18.00, k % 12 > 0, k % 6 > 0, created_at, created_at,
    case when k % 20 = 0 then timestamp ':today' - interval '50 days' end
from demo.tenants
cross join lateral generate_series(1, products) as k;

insert into services (
    service_id, company_id, name, description, price, cost, currency, duration, category, is_active,
    created_at, updated_at, deleted_at
)
select
    demo.id('service' || n || '.' || k), id,
    demo.pick('work' || n || '.' || k, 'Montagem', 'Entrega', 'Projeto') || ' ' || k || ' · ' || mark,
    null, demo.money('fee' || n || '.' || k, 50, 400),
    case when k % 4 > 0 then round(demo.money('fee' || n || '.' || k, 50, 400) * 0.5, 2) end,
    'BRL', 30 * (1 + demo.roll('minutes' || n || '.' || k, 8)), 'Serviços', true, created_at, created_at,
    case when k % 20 = 0 then timestamp ':today' - interval '50 days' end
from demo.tenants
cross join lateral generate_series(1, services) as k;

-- Every line is a product or a service; a sale's total is the sum of its lines.
create table demo.sales as
select
    tenants.n,
    tenants.id as company_id,
    tenants.n || '.' || k as key,
    k,
    demo.id('sale' || tenants.n || '.' || k) as sale_id,
    demo.day('sale' || tenants.n || '.' || k) as sold_on,
    1 + demo.roll('lines' || tenants.n || '.' || k, 4) as lines,
    tenants.contacts,
    tenants.products,
    tenants.services
from demo.tenants as tenants
cross join lateral generate_series(1, demo.part(tenants.share, 'sales')) as k;

insert into sale_items (
    sale_item_id, sale_id, product_id, service_id, quantity, unit_price, total_amount, created_at
)
with
picked as (
    select
        sales.*,
        line,
        sales.key || '.' || line as item,
        case when demo.roll('kind' || sales.key || '.' || line, 5) > 0
            then demo.id('product' || sales.n || '.' || (1 + demo.skew('what' || sales.key || '.' || line, sales.products)))
        end as product_id,
        1 + demo.roll('quantity' || sales.key || '.' || line, 6) as quantity
    from demo.sales as sales
    cross join lateral generate_series(1, sales.lines) as line
),

chosen as (
    select
        picked.*,
        case when product_id is null
            then demo.id('service' || n || '.' || (1 + demo.skew('which' || item, services)))
        end as service_id
    from picked
)

select
    demo.id('item' || item), sale_id, chosen.product_id, chosen.service_id, quantity,
    coalesce(products.price, services.price),
    quantity * coalesce(products.price, services.price),
    demo.moment(sold_on, 'sale' || key)
from chosen
left join products on products.product_id = chosen.product_id
left join services on services.service_id = chosen.service_id;

insert into sales (
    sale_id, company_id, contact_id, total_amount, sale_date, status, payment_terms, created_at, deleted_at
)
select
    sales.sale_id,
    sales.company_id,
    demo.id('contact' || sales.n || '.' || (1 + demo.skew('sale' || sales.key, sales.contacts))),
    items.total,
    sales.sold_on,
    demo.pick('sale' || sales.key, 'completed', 'completed', 'completed', 'completed', 'completed',
        'completed', 'pending', 'cancelled', 'refunded'),
    demo.pick('terms' || sales.key, 'cash', '30d', '60d', null),
    demo.moment(sales.sold_on, 'sale' || sales.key),
    case when sales.k % 20 = 0 then demo.moment(demo.past(sales.sold_on + 6), 'gone' || sales.key) end
from demo.sales as sales
inner join (
    select sale_id, sum(total_amount) as total from sale_items group by sale_id
) as items on items.sale_id = sales.sale_id;

-- Stock comes in every quarter and goes out with what is sold. The quantity bears the sign already; the
-- reference has no type, and is a sale's line where stock went out.
insert into inventory_movements (
    movement_id, company_id, product_id, movement_type, quantity, unit_cost, reference_id, notes, created_at
)
select
    demo.id('in' || products.product_id || q),
    products.company_id,
    products.product_id,
    'in',
    2000 + demo.roll('in' || products.product_id || q, 500),
    round(products.cost * (90 + q * 2) / 100, 2),
    null,
    null,
    demo.moment(date ':today' - demo.size('days') + q * 90, 'in' || products.product_id || q)
from products
cross join lateral generate_series(0, (demo.size('days') - 1) / 90) as q
where products.track_inventory;

insert into inventory_movements (
    movement_id, company_id, product_id, movement_type, quantity, unit_cost, reference_id, notes, created_at
)
select
    demo.id('out' || items.sale_item_id),
    sales.company_id,
    items.product_id,
    'out',
    -items.quantity,
    products.cost,
    items.sale_item_id,
    null,
    demo.past(items.created_at + interval '1 hour')
from sale_items as items
inner join sales on sales.sale_id = items.sale_id
inner join products on products.product_id = items.product_id
where products.track_inventory and sales.status = 'completed';

insert into inventory_movements (
    movement_id, company_id, product_id, movement_type, quantity, unit_cost, reference_id, notes, created_at
)
select
    demo.id('count' || products.product_id),
    products.company_id,
    products.product_id,
    'adjustment',
    demo.roll('count' || products.product_id, 7) - 3,
    null,
    null,
    'Counted',
    demo.moment(demo.day('count' || products.product_id), 'count' || products.product_id)
from products
where products.track_inventory;
