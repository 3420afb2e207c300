-- Menus, tables and orders. Nothing here is deleted softly.
insert into rest.menu_categories (
    id, business_id, parent_category_id, name, display_order, is_active, category_path, created_at, updated_at
)
select
    demo.id('menu_category' || n || '.' || k), id, case when k > 2 then demo.id('menu_category' || n || '.' || (1 + k % 2)) end,
    (array['Food', 'Drinks', 'Wine', 'Starters', 'Beer', 'Mains'])[k] || ' · ' || mark, k, true,
    cast(case when k > 2 then 'c' || (1 + k % 2) || '.c' || k else 'c' || k end as ltree), created_at, created_at
from demo.tenants
cross join generate_series(1, 6) as k
where restaurant_share > 0;

insert into rest.menu_items (
    id, business_id, category_id, name, base_price, cost_price, track_inventory, current_stock, low_stock_threshold,
    is_active, created_at, updated_at
)
select
    demo.id('dish' || n || '.' || k), id, demo.id('menu_category' || n || '.' || (3 + k % 4)), 'Dish ' || k || ' · ' || mark, price,
    case when k % 9 > 0 then round(price * 0.35, 2) else 0 end, k % 4 = 0, demo.roll('plates' || n || k, 50), 5, k % 15 > 0,
    created_at, created_at
from demo.tenants
cross join lateral generate_series(1, 10 + products / 10) as k
cross join lateral (select demo.money('dish' || n || k, 4, 60) as price) as prices
where restaurant_share > 0;

insert into rest.dining_tables (
    id, business_id, location_id, table_number, table_name, capacity, section_name, table_status, is_active, created_at, updated_at
)
select
    demo.id('table' || n || '.' || k), id, demo.id('location' || n || '.1'), cast(k as text), 'Table ' || k || ' · ' || mark, 2 + k % 4,
    (array['Hall', 'Terrace', 'Bar'])[1 + k % 3], 'available', k % 10 > 0, created_at, created_at
from demo.tenants
cross join generate_series(1, 12) as k
where restaurant_share > 0;

create table demo.meals as
select
    tenants.*,
    k,
    tenants.n || '.' || k as key,
    demo.id('order' || tenants.n || '.' || k) as order_id,
    demo.moment(demo.day('meal' || tenants.n || '.' || k), 'meal' || tenants.n || '.' || k) as ordered_at,
    1 + demo.roll('dishes' || tenants.n || '.' || k, 5) as dishes,
    demo.pick('meal' || tenants.n || '.' || k, 'dine_in', 'dine_in', 'takeout', 'delivery', 'online') as order_type,
    demo.roll('fate' || tenants.n || '.' || k || 'meal', 25) as fate
from demo.tenants as tenants
cross join lateral generate_series(1, demo.part(tenants.restaurant_share, 'meals')) as k;

insert into rest.order_items (
    id, business_id, order_id, menu_item_id, quantity, unit_price, total_price, item_status, preparation_time,
    cost_per_item, total_cost, created_at, updated_at
)
select
    demo.id('order_item' || key || '.' || line), meals.id, order_id, items.id, quantity, items.base_price, quantity * items.base_price,
    case when line = 5 and fate % 3 = 0 then 'cancelled' else 'served' end, interval '12 minutes',
    -- A third knows its cost, a third the cost of one, a third nothing.
    case when line % 3 = 1 then round(items.base_price * 0.4, 2) end,
    case when line % 3 = 2 then quantity * round(items.base_price * 0.4, 2) end, ordered_at, ordered_at
from demo.meals as meals
cross join lateral generate_series(1, dishes) as line
cross join lateral (select 1 + demo.roll('plates' || key || line, 3) as quantity) as amounts
inner join rest.menu_items as items
    on items.id = demo.id('dish' || n || '.' || (1 + demo.skew('dish' || key || line, 10 + products / 10)));

insert into rest.orders (
    id, business_id, customer_id, table_id, order_number, order_type, server_id, cashier_id, kitchen_staff_id,
    subtotal, tax_amount, tip_amount, discount_amount, total_amount, status, ordered_at, ready_at, served_at,
    dietary_restrictions, created_at, updated_at
)
select
    order_id, id,
    -- Two of three are guests without a name.
    case when demo.roll('known' || key, 3) = 0
        then demo.id('customer' || n || '.' || (1 + demo.skew('guest' || key, customers))) end,
    case when order_type = 'dine_in' then demo.id('table' || n || '.' || (1 + demo.roll('sits' || key, 12))) end,
    demo.numbered('T-', k, 7, mark), order_type, demo.id('user' || n || '.' || (1 + demo.roll('serves' || key, users))),
    demo.id('user' || n || '.1'), demo.id('user' || n || '.2'), net, round(net * 0.09, 2), tip, discount,
    net - discount + round(net * 0.09, 2) + tip,
    case
        when fate < 2 then 'cancelled'
        when ordered_at < timestamptz ':today 00:00+00' - interval '1 day'
            then case when fate < 12 then 'served' else 'completed' end
        else (array['draft', 'submitted', 'preparing', 'ready'])[1 + fate % 4]
    end,
    ordered_at,
    case when fate >= 2 then demo.past(ordered_at + (8 + demo.roll('cooks' || key, 30)) * interval '1 minute') end,
    case when fate >= 2 then demo.past(ordered_at + (40 + demo.roll('brings' || key, 20)) * interval '1 minute') end,
    case when k % 9 = 0 then array['vegan'] else '{}' end, ordered_at, ordered_at
from demo.meals
inner join (
    select order_id, sum(total_price) as net from rest.order_items where item_status <> 'cancelled' group by order_id
) as items using (order_id)
cross join lateral (
    select
        case when demo.roll('tips' || key, 2) = 0 then round(net * 0.15, 2) else 0 end as tip,
        case when demo.roll('less' || key, 12) = 0 then round(net * 0.1, 2) else 0 end as discount
) as extras;
