-- T30, business by business: numbers that are there twice, words that nobody knows, sums that do not follow.
with
numbers as (
    select business_id, 'hs.customers' as place, customer_number as number from hs.customers where deleted_at is null
    union all
    select business_id, 'hs.work_orders', work_order_number from hs.work_orders where deleted_at is null
    union all
    select business_id, 'hs.invoices', invoice_number from hs.invoices where deleted_at is null
    union all
    select business_id, 'hs.estimates', estimate_number from hs.estimates where deleted_at is null
    union all
    select business_id, 'auto.repair_orders', ro_number from auto.repair_orders where deleted_at is null
    union all
    select business_id, 'auto.parts_inventory', part_number from auto.parts_inventory where deleted_at is null
    union all
    select business_id, 'rest.orders', order_number from rest.orders
    union all
    select business_id, 'ret.sales_orders', order_number from ret.sales_orders
    union all
    select business_id, 'ret.products', sku from ret.products where deleted_at is null
),

parts as (
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
    )
    from rest.orders as orders
    union all
    select business_id, 'ret.sales_orders', id, subtotal, (
        select sum(total_price) from ret.sales_order_items as items
        where items.sales_order_id = orders.id and items.business_id = orders.business_id
    )
    from ret.sales_orders as orders
),

payers as (
    select business_id, 'hs.work_orders' as place, customer_id from hs.work_orders where deleted_at is null
    union all
    select business_id, 'hs.invoices', customer_id from hs.invoices where deleted_at is null
    union all
    select business_id, 'hs.estimates', customer_id from hs.estimates where deleted_at is null
    union all
    select business_id, 'auto.vehicles', customer_id from auto.vehicles where deleted_at is null
    union all
    select business_id, 'auto.repair_orders', customer_id from auto.repair_orders where deleted_at is null
    union all
    select business_id, 'rest.orders', customer_id from rest.orders
    union all
    select business_id, 'ret.sales_orders', customer_id from ret.sales_orders
),

places (industry, place) as (
    values ('hs', 'hs.work_orders'), ('auto', 'auto.repair_orders'), ('rest', 'rest.orders'), ('ret', 'ret.sales_orders')
),

found as (
    select business_id, place, 'number_is_its_own' as rule, (business_id, place, number) in (
        select business_id, place, number from numbers group by business_id, place, number having count(*) > 1
    ) as bad
    from numbers
    where number is not null
    union all
    select business_id, place, 'status_is_known', state = 'other' and (place <> 'ret.sales_orders' or word is distinct from 'returned')
    from oracle.orders
    inner join places using (industry)
    where not is_deleted
    union all
    select business_id, place, 'amount_is_there', total is null
    from oracle.orders
    inner join places using (industry)
    where not is_deleted
    union all
    select business_id, place, 'customer_is_its_own', not exists (
        select from hs.customers
        where customers.id = payers.customer_id and customers.business_id = payers.business_id
    )
    from payers
    where customer_id is not null
    union all
    select business_id, place, 'lines_add_up', coalesce(subtotal, 0) <> added
    from parts
    where added is not null
)

select
    cast(business_id as text),
    place,
    rule,
    cast(count(*) as integer),
    cast(count(*) filter (where bad) as integer),
    cast(1 - count(*) filter (where bad) / cast(count(*) as numeric) as numeric(18, 4))
from found
inner join oracle.businesses using (business_id)
group by business_id, place, rule
