-- T16: sales by category and month, with those below it.
with recursive
live as (
    select id as business_id, case when default_timezone like '%/%' then default_timezone else 'UTC' end as zone
    from tenant_mgmt.businesses
    where deleted_at is null
),

-- PostgreSQL walks up, and ends where it meets a category again.
walk as (
    select business_id, id as start, id as above, parent_category_id as next, array[id] as seen
    from ret.product_categories
    inner join live using (business_id)
    union all
    select walk.business_id, start, parents.id, parents.parent_category_id, seen || parents.id
    from walk
    inner join ret.product_categories as parents
        on parents.id = walk.next and parents.business_id = walk.business_id and parents.id <> all (seen)
),

sold as (
    select
        items.business_id,
        categories.id as category,
        cast(
            date_trunc('month', coalesce(order_date, cast(orders.created_at at time zone zone as date))) as date
        ) as month,
        items.quantity * case when lower(trim(order_type)) = 'return' then -1 else 1 end as quantity,
        total_price * case when lower(trim(order_type)) = 'return' then -1 else 1 end as amount
    from ret.sales_order_items as items
    inner join live using (business_id)
    inner join ret.sales_orders as orders on orders.id = sales_order_id and orders.business_id = items.business_id
    left join ret.product_variants as variants
        on variants.id = product_variant_id and variants.business_id = items.business_id
    left join ret.products as products
        on products.id = coalesce(product_id, parent_product_id) and products.business_id = items.business_id
    left join ret.product_categories as categories
        on categories.id = category_id and categories.business_id = items.business_id
    where lower(trim(order_status)) = 'completed' and lower(trim(order_type)) is distinct from 'quote'
),

rolled as (
    select
        sold.business_id,
        above as category,
        month,
        sum(quantity) filter (where above is not distinct from sold.category) as own_quantity,
        sum(amount) filter (where above is not distinct from sold.category) as own_amount,
        sum(quantity) as quantity,
        sum(amount) as amount
    from sold
    left join walk on start = sold.category
    group by sold.business_id, above, month
)

select
    cast(rolled.business_id as text),
    coalesce(cast(rolled.category as text), '(none)'),
    month,
    cast(level as integer),
    rolled.category is not null and nlevel(category_path) is distinct from level + 1,
    coalesce(own_quantity, 0),
    cast(coalesce(own_amount, 0) as numeric(18, 2)),
    quantity,
    cast(amount as numeric(18, 2))
from rolled
left join ret.product_categories as categories on categories.id = rolled.category
left join lateral (
    select count(*) - 1 as level from walk where start = rolled.category having count(*) > 0
) as levels on true
