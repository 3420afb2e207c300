with
lines as (
    select
        items.business_id,
        coalesce(products.product_id, '(unknown)') as product_id,
        coalesce(lower(trim(orders.sales_channel)), '') as sales_channel,
        coalesce(orders.order_date, orders.created_local_date) as day,
        case when lower(trim(orders.order_type)) = 'return' then -1 else 1 end as sign,
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
    left join facts.ret_product_variants as variants
        on variants.business_id = items.business_id
        and variants.product_variant_id = items.product_variant_id
    left join facts.ret_products as products
        on products.business_id = items.business_id
        and products.product_id = coalesce(items.product_id, variants.parent_product_id)
    where items.tenant_is_live
        and lower(trim(orders.order_status)) = 'completed'
        and coalesce(lower(trim(orders.order_type)), '') <> 'quote'
        and coalesce(orders.order_date, orders.created_local_date) is not null
),

final as (
    select
        business_id,
        product_id,
        sales_channel,
        day,
        count(*) as lines,
        sum(sign * quantity) as quantity,
        coalesce(sum(total_price) filter (where sign > 0), 0) as sold_amount,
        coalesce(sum(total_price) filter (where sign < 0), 0) as returned_amount,
        sum(sign * total_price) as sales_amount,
        sum(sign * expected_price) as expected_amount,
        count(*) filter (where total_price <> expected_price) as differing_lines,
        sum(sign * coalesce(cost, 0)) as cost_amount,
        count(*) - count(cost) as costless_lines
    from lines
    group by business_id, product_id, sales_channel, day
)

select
    business_id,
    product_id,
    sales_channel,
    day,
    lines,
    quantity,
    sold_amount,
    returned_amount,
    sales_amount,
    expected_amount,
    differing_lines,
    cost_amount,
    costless_lines,
    sales_amount - cost_amount as margin_amount,
    ratio(sales_amount - cost_amount, sales_amount, 4) as margin_rate,
    ratio(returned_amount, sold_amount, 4) as return_rate,
    :release as release
from final
