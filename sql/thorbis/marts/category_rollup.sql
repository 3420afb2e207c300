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

sales_by_category as (
    select
        business_id,
        category_id,
        cast(date_trunc('month', day) as date) as month,
        sum(quantity) as quantity,
        sum(sales_amount) as amount
    from marts.retail_lines
    group by business_id, category_id, cast(date_trunc('month', day) as date)
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
