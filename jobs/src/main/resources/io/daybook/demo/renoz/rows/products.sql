-- Categories, warranty policies, places and stock.
insert into warranty_policies (
    id, organization_id, name, type, duration_months, is_default, created_at, updated_at
)
select
    demo.id('policy' || tenants.id || n),
    tenants.id,
    (array['Battery', 'Inverter', 'Workmanship', 'Extended'])[n] || ' · ' || tenants.mark,
    cast((array['battery_performance', 'inverter_manufacturer', 'installation_workmanship',
        'battery_performance'])[n] as warranty_policy_type),
    (array[120, 60, 24, 180])[n],
    n = 1,
    tenants.created_at,
    tenants.created_at
from demo.tenants as tenants
cross join generate_series(1, 4) as n;

-- One in fifty keeps a policy that was never there.
update warranties
set warranty_policy_id
    = demo.id('policy' || warranties.organization_id || (1 + demo.roll('wp' || warranties.id, 4)))
where demo.roll('orphan' || warranties.id, 50) > 0;

insert into categories (id, organization_id, name, parent_id, created_at, updated_at)
select
    demo.id('category' || tenants.id || n),
    tenants.id,
    (array['Storage', 'Batteries', 'Inverters', 'Mounting', 'Cables', 'Services'])[n]
        || ' · ' || tenants.mark,
    case
        when n between 2 and 4 then demo.id('category' || tenants.id || 1)
        when n = 6 then demo.id('a category that is gone')
    end,
    tenants.created_at,
    tenants.created_at
from demo.tenants as tenants
cross join generate_series(1, 6) as n;

update products
set
    category_id = demo.id('category' || products.organization_id || (1 + demo.roll('c' || products.id, 6))),
    warranty_policy_id
        = demo.id('policy' || products.organization_id || (1 + demo.roll('p' || products.id, 4)))
where demo.roll('cat' || products.id, 8) > 0;

insert into warehouse_locations (
    id, organization_id, location_code, name, location_type, created_at, updated_at
)
select
    demo.id('place' || tenants.id || n),
    tenants.id,
    'L' || n,
    'Bay ' || n || ' · ' || tenants.mark,
    'bin',
    tenants.created_at,
    tenants.created_at
from demo.tenants as tenants
cross join generate_series(1, 4) as n;

insert into inventory (
    id, organization_id, product_id, location_id, status, quantity_on_hand, quantity_allocated,
    unit_cost, total_value, lot_number, expiry_date, created_at, updated_at
)
with
stocks as (
    select
        products.*,
        n,
        demo.id('stock' || products.id || n) as stock_id,
        demo.roll('q' || products.id || n, 200) as quantity,
        coalesce(cost_price, 12.50) as cost
    from products
    cross join generate_series(1, 2) as n
)

select
    stocks.stock_id,
    stocks.organization_id,
    stocks.id,
    demo.id('place' || stocks.organization_id || (1 + demo.roll('l' || stocks.stock_id, 4))),
    cast(demo.pick('s' || stocks.stock_id, 'available', 'available', 'available', 'allocated',
        'damaged') as inventory_status),
    stocks.quantity,
    stocks.quantity / 4,
    stocks.cost,
    round(stocks.cost * stocks.quantity, 2),
    'LOT-' || stocks.n,
    demo.pick('e' || stocks.stock_id, null, null, null, '2027-06-30', '31/02/2027', ''),
    stocks.created_at,
    stocks.created_at
from stocks;

insert into inventory_movements (
    id, organization_id, inventory_id, product_id, location_id, movement_type, quantity,
    previous_quantity, new_quantity, unit_cost, total_cost, reference_type, created_at
)
select
    demo.id('move' || inventory.id || n),
    inventory.organization_id,
    inventory.id,
    inventory.product_id,
    inventory.location_id,
    cast((array['receive', 'allocate', 'ship', 'adjust'])[n] as movement_type),
    case when n in (1, 4) then 5 else -2 end,
    10 * n,
    10 * n + case when n in (1, 4) then 5 else -2 end,
    inventory.unit_cost,
    round(inventory.unit_cost * case when n in (1, 4) then 5 else -2 end, 2),
    'demo',
    demo.past(inventory.created_at + n * interval '13 days')
from inventory
cross join generate_series(1, 4) as n;

insert into inventory_cost_layers (
    id, organization_id, inventory_id, received_at, quantity_received, quantity_remaining, unit_cost,
    reference_type, expiry_date, created_at
)
select
    demo.id('layer' || inventory.id || n),
    inventory.organization_id,
    inventory.id,
    demo.past(inventory.created_at + n * interval '30 days'),
    50,
    demo.roll('left' || inventory.id || n, 51),
    inventory.unit_cost + 0.0125 * n,
    'purchase_order',
    case when n = 2 then date '2028-02-29' end,
    demo.past(inventory.created_at + n * interval '30 days')
from inventory
cross join generate_series(1, 2) as n;
