-- T16: sales by category and month, with those below it.
with recursive
-- PostgreSQL walks up, and ends where it meets a category again.
walk as (
    select business_id, id as start, id as above, parent_category_id as next, array[id] as seen
    from ret.product_categories
    inner join oracle.businesses using (business_id)
    union all
    select walk.business_id, start, parents.id, parents.parent_category_id, seen || parents.id
    from walk
    inner join ret.product_categories as parents
        on parents.id = walk.next and parents.business_id = walk.business_id and parents.id <> all (seen)
),

sold as (
    select business_id, category, cast(date_trunc('month', on_day) as date) as month, quantity, amount
    from oracle.retail_lines
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
