with
lines as (
    select
        items.business_id,
        items.sales_order_item_id,
        coalesce(products.product_id, '(unknown)') as product_id,
        coalesce(categories.product_category_id, '(none)') as category_id,
        coalesce(lower(trim(orders.sales_channel)), '') as sales_channel,
        earned_orders.occurred_local_date as day,
        earned_orders.sign = -1 as is_return,
        items.quantity,
        items.total_price,
        items.quantity * (items.unit_price - coalesce(items.discount_per_item, 0))
            as expected_price,
        coalesce(
            items.total_cost,
            items.quantity * items.unit_cost,
            items.quantity * (products.cost_price + coalesce(variants.cost_adjustment, 0))
        ) as cost
    from facts.ret_sales_order_items as items
    -- a line whose order is another business's has no day and no state: it is counted, not sold
    inner join facts.ret_sales_orders as orders
        on orders.business_id = items.business_id
        and orders.sales_order_id = items.sales_order_id
    inner join marts.orders_of_all_industries as earned_orders
        on earned_orders.business_id = orders.business_id
        and earned_orders.industry = 'ret'
        and earned_orders.order_id = orders.sales_order_id
    left join facts.ret_product_variants as variants
        on variants.business_id = items.business_id
        and variants.product_variant_id = items.product_variant_id
    left join facts.ret_products as products
        on products.business_id = items.business_id
        and products.product_id = coalesce(items.product_id, variants.parent_product_id)
    left join facts.ret_product_categories as categories
        on categories.business_id = products.business_id
        and categories.product_category_id = products.category_id
    where earned_orders.is_earned and earned_orders.occurred_local_date is not null
)

-- What came back takes away, whichever sign it was written with.
select
    business_id,
    sales_order_item_id,
    product_id,
    category_id,
    sales_channel,
    day,
    is_return,
    case when is_return then -abs(quantity) else quantity end as quantity,
    total_price,
    case when is_return then -abs(total_price) else total_price end as sales_amount,
    case when is_return then -abs(expected_price) else expected_price end as expected_amount,
    case when is_return then -abs(cost) else cost end as cost_amount,
    coalesce(total_price <> expected_price, false) as is_differing,
    :release as release
from lines
