with recursive
-- Each category with itself and all above it. What bites its own tail ends: at its second sight of
-- itself, and everybody below it after ten steps.
climbs (business_id, category_id, above_id, steps) as (
    select
        business_id,
        product_category_id as category_id,
        product_category_id as above_id,
        0 as steps
    from facts.ret_product_categories
    where tenant_is_live
    union all
    select
        climbs.business_id,
        climbs.category_id,
        parents.product_category_id as above_id,
        climbs.steps + 1 as steps
    from climbs
    inner join facts.ret_product_categories as categories
        on categories.business_id = climbs.business_id
        and categories.product_category_id = climbs.above_id
    inner join facts.ret_product_categories as parents
        on parents.business_id = categories.business_id
        and parents.product_category_id = categories.parent_category_id
    where climbs.steps < 10
        and parents.product_category_id <> climbs.category_id
        and parents.product_category_id <> climbs.above_id
),

ancestors as (
    select distinct
        business_id,
        category_id,
        above_id
    from climbs
),

levels as (
    select
        business_id,
        category_id,
        count(*) - 1 as level
    from ancestors
    group by business_id, category_id
),

sales as (
    select
        items.business_id,
        coalesce(categories.product_category_id, '(none)') as category_id,
        cast(
            date_trunc('month', coalesce(orders.order_date, orders.created_local_date)) as date
        ) as month,
        case when lower(trim(orders.order_type)) = 'return' then -1 else 1 end * items.quantity
            as quantity,
        case when lower(trim(orders.order_type)) = 'return' then -1 else 1 end * items.total_price
            as amount
    from facts.ret_sales_order_items as items
    -- a line whose order is another business's has no day and no state: it is counted, not sold
    inner join facts.ret_sales_orders as orders
        on orders.business_id = items.business_id
        and orders.sales_order_id = items.sales_order_id
    left join facts.ret_product_variants as variants
        on variants.business_id = items.business_id
        and variants.product_variant_id = items.product_variant_id
    left join facts.ret_products as products
        on products.business_id = items.business_id
        and products.product_id = coalesce(items.product_id, variants.parent_product_id)
    left join facts.ret_product_categories as categories
        on categories.business_id = products.business_id
        and categories.product_category_id = products.category_id
    where items.tenant_is_live
        and lower(trim(orders.order_status)) = 'completed'
        and coalesce(lower(trim(orders.order_type)), '') <> 'quote'
        and coalesce(orders.order_date, orders.created_local_date) is not null
),

sales_by_category as (
    select
        business_id,
        category_id,
        month,
        sum(quantity) as quantity,
        sum(amount) as amount
    from sales
    group by business_id, category_id, month
),

-- What has no category is above nothing and below nothing.
final as (
    select
        sales_by_category.business_id,
        coalesce(ancestors.above_id, '(none)') as category_id,
        sales_by_category.month,
        sum(
            case
                when ancestors.above_id is null
                    or ancestors.above_id = sales_by_category.category_id
                    then sales_by_category.quantity
                else 0
            end
        ) as own_quantity,
        sum(
            case
                when ancestors.above_id is null
                    or ancestors.above_id = sales_by_category.category_id
                    then sales_by_category.amount
                else 0
            end
        ) as own_amount,
        sum(sales_by_category.quantity) as quantity,
        sum(sales_by_category.amount) as amount
    from sales_by_category
    left join ancestors
        on ancestors.business_id = sales_by_category.business_id
        and ancestors.category_id = sales_by_category.category_id
    group by
        sales_by_category.business_id,
        coalesce(ancestors.above_id, '(none)'),
        sales_by_category.month
)

select
    final.business_id,
    final.category_id,
    final.month,
    levels.level,
    -- a path of that level has one word more than steps, and no more
    levels.level is not null
        and (
            coalesce(
                split_part(categories.category_path, '.', cast(levels.level as integer) + 1), ''
            ) = ''
            or coalesce(
                split_part(categories.category_path, '.', cast(levels.level as integer) + 2), ''
            ) <> ''
        ) as is_path_otherwise,
    final.own_quantity,
    final.own_amount,
    final.quantity,
    final.amount,
    :release as release
from final
left join levels
    on levels.business_id = final.business_id
    and levels.category_id = final.category_id
left join facts.ret_product_categories as categories
    on categories.business_id = final.business_id
    and categories.product_category_id = final.category_id
