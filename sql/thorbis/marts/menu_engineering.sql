with
sold as (
    select
        items.business_id,
        -- a dish of another business is nobody's
        coalesce(menu_items.menu_item_id, '(unknown)') as menu_item_id,
        cast(date_trunc('month', orders.occurred_local_date) as date) as month,
        items.quantity,
        items.total_price,
        coalesce(
            items.total_cost,
            items.quantity * items.cost_per_item,
            items.quantity * menu_items.cost_price
        ) as cost
    from facts.rest_order_items as items
    -- a line whose order is another business's has no day and no state: it is counted, not sold
    inner join marts.orders_of_all_industries as orders
        on orders.business_id = items.business_id
        and orders.industry = 'rest'
        and orders.order_id = items.order_id
    left join facts.status_map as item_states
        on item_states.column_name = 'rest.order_items.item_status'
        and item_states.word = lower(trim(items.item_status))
    left join facts.rest_menu_items as menu_items
        on menu_items.business_id = items.business_id
        and menu_items.menu_item_id = items.menu_item_id
    where coalesce(item_states.state, 'other') <> 'void'
        and orders.is_booked
        and orders.occurred_local_date is not null
),

dishes as (
    select
        business_id,
        menu_item_id,
        month,
        menu_item_id <> '(unknown)' as is_known,
        sum(quantity) as quantity,
        sum(total_price) as sales_amount,
        count(*) - count(cost) as costless_lines,
        sum(coalesce(cost, 0)) as cost_amount
    from sold
    group by business_id, menu_item_id, month
),

-- What is on no menu of the business is compared with nothing.
compared as (
    select
        business_id,
        menu_item_id,
        month,
        quantity,
        sales_amount,
        costless_lines,
        cost_amount,
        is_known,
        sum(case when is_known then quantity else 0 end) over (
            partition by business_id, month
        ) as month_quantity,
        sum(case when is_known then sales_amount - cost_amount else 0 end) over (
            partition by business_id, month
        ) as month_contribution,
        sum(case when is_known then 1 else 0 end) over (
            partition by business_id, month
        ) as dishes
    from dishes
),

final as (
    select
        business_id,
        menu_item_id,
        month,
        quantity,
        sales_amount,
        costless_lines,
        cost_amount,
        is_known,
        month_quantity,
        10 * quantity * dishes >= 7 * month_quantity as is_popular,
        -- more of each dish than the mean of all dishes sold
        (sales_amount - cost_amount) * month_quantity >= month_contribution * quantity
            as is_profitable
    from compared
)

select
    business_id,
    menu_item_id,
    month,
    quantity,
    month_quantity,
    case when is_known then ratio(quantity, month_quantity, 4) end as quantity_share,
    sales_amount,
    costless_lines,
    cost_amount,
    sales_amount - cost_amount as contribution_amount,
    ratio(cost_amount, sales_amount, 4) as food_cost_rate,
    case
        when not is_known then 'unknown'
        when is_popular and is_profitable then 'star'
        when is_popular then 'plough'
        when is_profitable then 'puzzle'
        else 'dog'
    end as class,
    :release as release
from final
