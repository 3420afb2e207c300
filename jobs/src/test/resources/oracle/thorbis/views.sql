-- What several oracles of Thorbis ask, in PostgreSQL's own calendar: live businesses with D and the end of D,
-- and the orders of all industries by the definition of F_order.
drop schema if exists oracle cascade;

create schema oracle;

-- What oracles look up row by row; without samples their joins would be loops.
create index on hs.payments (invoice_id);
create index on hs.work_order_items (work_order_id);
create index on hs.invoice_items (invoice_id);
create index on hs.estimate_items (estimate_id);
create index on hs.maintenance_visits (service_agreement_id);
create index on hs.work_orders (equipment_id);
create index on auto.repair_orders (vehicle_id);
create index on auto.repair_order_line_items (repair_order_id);
create index on auto.maintenance_schedules (vehicle_id);
create index on rest.order_items (order_id);
create index on ret.sales_order_items (sales_order_id);
create index on workflow_mgmt.state_transitions (entity_id);
create index on user_mgmt.business_users (business_id, user_id);
analyze;

create view oracle.businesses as
select
    id as business_id,
    zone,
    day,
    cast(day + 1 as timestamp) at time zone zone as cut
from tenant_mgmt.businesses
cross join lateral (
    select case when default_timezone like '%/%' then default_timezone else 'UTC' end as zone
) as zones
cross join lateral (select cast(:as_of_instant at time zone zone as date) as day) as days
where deleted_at is null;

-- The last day that was over, of whoever was there then.
create view oracle.closed as
select business_id, zone, day - 1 as day, cast(day as timestamp) at time zone zone as cut
from oracle.businesses
inner join tenant_mgmt.businesses as written on written.id = business_id
where coalesce(cast(created_at at time zone zone as date) < day, true);

-- Payments up to the end of D: what each brings, if anything, and what its invoice is. One that was taken back came in,
-- and what takes it back goes out, whatever either says of itself.
create view oracle.payments as
select
    payments.*,
    happened.on_day,
    case
        when payments.invoice_id is null then 'none'
        when invoices.id is null then 'unknown'
        when invoices.deleted_at is null then 'live'
        else 'deleted'
    end as member,
    case when reversal_of is null then amount else -abs(amount) end as signed,
    case
        when coalesce(happened.at < cut, false) is false then 'later'
        when word = 'completed' or (word = 'refunded' and reversal_of is not null) then 'collected'
        when exists (
            select from hs.payments as backs
            where backs.reversal_of = payments.id and backs.business_id = payments.business_id
                and lower(trim(backs.status)) in ('completed', 'refunded')
                and coalesce(backs.paid_at, backs.created_at) < cut
        ) then 'collected'
        when word in ('pending', 'processing', 'failed', 'cancelled', 'refunded') then 'nothing'
        else 'other'
    end as fate
from hs.payments as payments
inner join oracle.businesses using (business_id)
left join hs.invoices as invoices
    on invoices.business_id = payments.business_id and invoices.id = payments.invoice_id
cross join lateral (select coalesce(lower(trim(payments.status)), '') as word) as said
cross join lateral (
    select
        coalesce(paid_at, payments.created_at) as at,
        cast(coalesce(paid_at, payments.created_at) at time zone zone as date) as on_day
) as happened;

-- Stock with its counters; a variant is deleted with its product.
create view oracle.stock as
select
    business_id, 'product' as kind, id, sku as number, current_stock, coalesce(reserved_stock, 0) as reserved, reorder_point,
    cost_price as cost, retail_price as price, created_at, deleted_at
from ret.products
union all
select
    variants.business_id, 'variant', variants.id, variant_sku, variants.current_stock, coalesce(variants.reserved_stock, 0),
    products.reorder_point, cost_price + coalesce(cost_adjustment, 0), retail_price + coalesce(price_adjustment, 0),
    variants.created_at, products.deleted_at
from ret.product_variants as variants
left join ret.products as products
    on products.id = parent_product_id and products.business_id = variants.business_id
union all
select
    business_id, 'part', id, part_number, current_stock, coalesce(reserved_stock, 0), reorder_point, cost_price, retail_price,
    created_at, deleted_at
from auto.parts_inventory
union all
select
    business_id, 'menu_item', id, null, current_stock, 0, low_stock_threshold, cost_price, base_price, created_at, null
from rest.menu_items
where track_inventory;

-- Lines of sales that are done; what came back is below zero.
create view oracle.retail_lines as
select
    items.id,
    items.business_id,
    products.id as product,
    categories.id as category,
    coalesce(lower(trim(sales_channel)), '') as channel,
    coalesce(order_date, cast(orders.created_at at time zone zone as date)) as on_day,
    is_return,
    case when is_return then -abs(items.quantity) else items.quantity end as quantity,
    total_price as written,
    case when is_return then -abs(total_price) else total_price end as amount,
    case when is_return then -abs(expected) else expected end as expected,
    total_price <> expected as differs,
    case when is_return then -abs(cost) else cost end as cost
from ret.sales_order_items as items
inner join oracle.businesses using (business_id)
inner join ret.sales_orders as orders on orders.id = sales_order_id and orders.business_id = items.business_id
left join ret.product_variants as variants
    on variants.id = product_variant_id and variants.business_id = items.business_id
left join ret.products as products
    on products.id = coalesce(product_id, parent_product_id) and products.business_id = items.business_id
left join ret.product_categories as categories
    on categories.id = category_id and categories.business_id = items.business_id
cross join lateral (
    select
        coalesce(lower(trim(order_type)), '') = 'return' as is_return,
        items.quantity * (unit_price - coalesce(discount_per_item, 0)) as expected,
        coalesce(
            total_cost, items.quantity * unit_cost, items.quantity * (cost_price + coalesce(cost_adjustment, 0))
        ) as cost
) as priced
where lower(trim(order_status)) = 'completed' and lower(trim(order_type)) is distinct from 'quote';

-- Whatever files, activities, transitions and lineage can be about.
create view oracle.entities as
select entities.*
from (
    select business_id, 'customer' as kind, id, customer_status as status, deleted_at is not null as gone from hs.customers
    union all
    select business_id, 'work_order', id, status, deleted_at is not null from hs.work_orders
    union all
    select business_id, 'invoice', id, status, deleted_at is not null from hs.invoices
    union all
    select business_id, 'vehicle', id, vehicle_status, deleted_at is not null from auto.vehicles
    union all
    select business_id, 'repair_order', id, status, deleted_at is not null from auto.repair_orders
    union all
    select business_id, 'order', id, status, false from rest.orders
    union all
    select business_id, 'sales_order', id, order_status, false from ret.sales_orders
    union all
    select business_id, 'product', id, status, deleted_at is not null from ret.products
) as entities
inner join oracle.businesses using (business_id);

-- One or many, in one case and the other.
create function oracle.kind(written text) returns text
language sql immutable
return case
    when regexp_replace(lower(trim(written)), 's$', '') in (
        'customer', 'work_order', 'invoice', 'vehicle', 'repair_order', 'order', 'sales_order', 'product'
    ) then regexp_replace(lower(trim(written)), 's$', '')
    else 'other'
end;

create view oracle.orders as
with
written as (
    select
        business_id, 'hs' as industry, id, work_order_number as number, customer_id, status, 1 as sign, total_amount,
        coalesce(tax_amount, 0) as less, coalesce(completed_at, created_at) as occurred_at, cast(null as date) as on_day,
        deleted_at
    from hs.work_orders
    union all
    select
        business_id, 'auto', id, ro_number, customer_id, status, 1, total_amount, coalesce(tax_amount, 0),
        coalesce(completed_at, actual_completion_time, created_at), null, deleted_at
    from auto.repair_orders
    union all
    select
        business_id, 'rest', id, order_number, customer_id, status, 1, total_amount,
        coalesce(tax_amount, 0) + coalesce(tip_amount, 0), coalesce(ordered_at, created_at), null, null
    from rest.orders
    union all
    select
        business_id, 'ret', id, order_number, customer_id, order_status,
        case trim(lower(order_type)) when 'return' then -1 when 'quote' then 0 else 1 end, total_amount,
        coalesce(tax_amount, 0) + coalesce(shipping_amount, 0) + coalesce(handling_fee, 0), created_at, order_date, null
    from ret.sales_orders
),

said as (
    select written.*, zone, day as d, cut, trim(lower(status)) as word
    from written
    inner join oracle.businesses using (business_id)
)

select
    said.business_id,
    industry,
    said.id,
    number,
    said.customer_id,
    zone,
    d,
    cut,
    case
        when said.customer_id is null then 'anonymous'
        when customers.id is null then 'unknown'
        when customers.deleted_at is not null then 'deleted'
        else 'known'
    end as member,
    word,
    case
        when word = 'cancelled' then 'void'
        when word = 'completed' or (industry = 'auto' and word = 'delivered') or (industry = 'rest' and word = 'served')
            then 'earned'
        when industry = 'hs' and word = any (
            array['created', 'scheduled', 'dispatched', 'en_route', 'on_site', 'in_progress', 'on_hold']
        ) then 'draft'
        when industry = 'auto' and word = any (
            array['open', 'diagnosed', 'authorized', 'in_progress', 'waiting_parts', 'quality_check', 'ready']
        ) then 'draft'
        when industry = 'rest' and word = any (array['draft', 'submitted', 'preparing', 'ready']) then 'draft'
        when industry = 'ret' and word = any (array['open', 'processing', 'shipped']) then 'draft'
        else 'other'
    end as state,
    sign,
    total_amount as total,
    sign * abs(total_amount) as gross,
    -- total - tax - tip - shipping - handling; one below zero is the mirror of one above
    sign * case when total_amount < 0 then -total_amount - abs(less) else total_amount - less end as net,
    happened_at,
    coalesce(on_day, cast(happened_at at time zone zone as date)) as happened_on,
    said.deleted_at is not null as is_deleted
from said
cross join lateral (select coalesce(cast(on_day as timestamp) at time zone zone, occurred_at) as happened_at) as instants
left join hs.customers as customers
    on customers.business_id = said.business_id and customers.id = said.customer_id;

-- Done and not deleted, for the customer or for the member that stands for others. A quote earns nothing.
create view oracle.earned as
select
    orders.*,
    case member when 'known' then cast(customer_id as text) else '(' || member || ')' end as member_id
from oracle.orders as orders
where state = 'earned' and sign <> 0 and not is_deleted;

-- What has lines, and what they add up to; nothing where there is none.
create view oracle.parts as
select business_id, 'hs.work_orders' as place, id, subtotal, (
    select sum(total_price) from hs.work_order_items as items
    where items.work_order_id = orders.id and items.business_id = orders.business_id
) as added
from hs.work_orders as orders
where deleted_at is null
union all
select business_id, 'hs.invoices', id, subtotal, (
    select sum(total_price) from hs.invoice_items as items
    where items.invoice_id = invoices.id and items.business_id = invoices.business_id
)
from hs.invoices
where deleted_at is null
union all
select business_id, 'hs.estimates', id, subtotal, (
    select sum(total_price) from hs.estimate_items as items
    where items.estimate_id = estimates.id and items.business_id = estimates.business_id
)
from hs.estimates
where deleted_at is null
union all
select business_id, 'auto.repair_orders', id, subtotal, (
    select sum(total_price) from auto.repair_order_line_items as items
    where items.repair_order_id = orders.id and items.business_id = orders.business_id
)
from auto.repair_orders as orders
where deleted_at is null
union all
select business_id, 'rest.orders', id, subtotal, (
    select sum(total_price) from rest.order_items as items
    where items.order_id = orders.id and items.business_id = orders.business_id
        and lower(trim(item_status)) is distinct from 'cancelled'
)
from rest.orders as orders
union all
select business_id, 'ret.sales_orders', id, subtotal, (
    select sum(total_price) from ret.sales_order_items as items
    where items.sales_order_id = orders.id and items.business_id = orders.business_id
)
from ret.sales_orders as orders;

-- T30, row by row: numbers that are there twice, words that nobody knows, sums that do not follow.
create view oracle.asked as
with
numbers as (
    select business_id, id, 'hs.customers' as place, customer_number as number from hs.customers where deleted_at is null
    union all
    select business_id, id, 'hs.work_orders', work_order_number from hs.work_orders where deleted_at is null
    union all
    select business_id, id, 'hs.invoices', invoice_number from hs.invoices where deleted_at is null
    union all
    select business_id, id, 'hs.estimates', estimate_number from hs.estimates where deleted_at is null
    union all
    select business_id, id, 'auto.repair_orders', ro_number from auto.repair_orders where deleted_at is null
    union all
    select business_id, id, 'auto.parts_inventory', part_number from auto.parts_inventory where deleted_at is null
    union all
    select business_id, id, 'rest.orders', order_number from rest.orders
    union all
    select business_id, id, 'ret.sales_orders', order_number from ret.sales_orders
    union all
    select business_id, id, 'ret.products', sku from ret.products where deleted_at is null
    union all
    select business_id, id, 'ret.product_categories', slug from ret.product_categories
    union all
    select business_id, id, 'ret.product_variants', variant_sku from ret.product_variants
    union all
    select business_id, id, 'rest.dining_tables', table_number from rest.dining_tables
    union all
    select business_id, id, 'user_mgmt.business_users', cast(user_id as text) from user_mgmt.business_users
),

payers as (
    select business_id, id, 'hs.work_orders' as place, customer_id from hs.work_orders where deleted_at is null
    union all
    select business_id, id, 'hs.invoices', customer_id from hs.invoices where deleted_at is null
    union all
    select business_id, id, 'hs.estimates', customer_id from hs.estimates where deleted_at is null
    union all
    select business_id, id, 'auto.vehicles', customer_id from auto.vehicles where deleted_at is null
    union all
    select business_id, id, 'auto.repair_orders', customer_id from auto.repair_orders where deleted_at is null
    union all
    select business_id, id, 'rest.orders', customer_id from rest.orders
    union all
    select business_id, id, 'ret.sales_orders', customer_id from ret.sales_orders
),

places (industry, place) as (
    values ('hs', 'hs.work_orders'), ('auto', 'auto.repair_orders'), ('rest', 'rest.orders'), ('ret', 'ret.sales_orders')
),

found as (
    select business_id, place, id, 'number_is_its_own' as rule, (business_id, place, number) in (
        select business_id, place, number from numbers group by business_id, place, number having count(*) > 1
    ) as bad
    from numbers
    where number is not null
    union all
    select business_id, place, id, 'status_is_known', state = 'other' and (place <> 'ret.sales_orders' or word is distinct from 'returned')
    from oracle.orders
    inner join places using (industry)
    where not is_deleted
    union all
    select business_id, place, id, 'amount_is_there', total is null
    from oracle.orders
    inner join places using (industry)
    where not is_deleted
    union all
    select business_id, place, id, 'customer_is_its_own', not exists (
        select from hs.customers
        where customers.id = payers.customer_id and customers.business_id = payers.business_id
    )
    from payers
    where customer_id is not null
    union all
    select business_id, place, id, 'lines_add_up', coalesce(subtotal, 0) <> added
    from oracle.parts
    where added is not null
    union all
    select business_id, place, id, 'lines_are_there', subtotal <> 0 and added is null
    from oracle.parts
    union all
    select business_id, 'rest.dining_tables', id, 'quantity_is_positive', not capacity > 0
    from rest.dining_tables
    union all
    select business_id, 'rest.order_items', id, 'quantity_is_positive', not quantity > 0
    from rest.order_items
    union all
    select business_id, 'ret.sales_order_items', id, 'quantity_is_positive', not quantity > 0
    from ret.sales_order_items
    union all
    select business_id, 'ret.sales_order_items', id, 'one_thing_is_sold', num_nonnulls(product_id, product_variant_id) <> 1
    from ret.sales_order_items
)

select found.*
from found
inner join oracle.businesses using (business_id);
