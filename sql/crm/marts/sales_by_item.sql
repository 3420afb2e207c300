with
-- What a status makes of a sale; another word counts nothing, and is counted.
sale_map as (
    select
        status,
        effect
    from (
        values
            ('completed', 'counts'),
            ('pending', 'counts'),
            ('cancelled', 'nothing'),
            ('refunded', 'nothing')
    ) as statuses (status, effect)
),

-- A cost of an item that says no currency is in the company's.
items as (
    select
        items.company_id,
        items.product_id,
        items.service_id,
        items.product_is_deleted,
        items.service_is_deleted,
        items.sale_date,
        items.sale_status,
        items.sale_is_deleted,
        items.quantity,
        items.total_amount,
        coalesce(items.product_currency, companies.currency) as product_currency,
        items.product_cost,
        coalesce(items.service_currency, companies.currency) as service_currency,
        items.service_cost,
        companies.currency as company_currency
    from facts.sale_items as items
    inner join marts.company_currencies as companies
        on companies.company_id = items.company_id
),

-- A line sells a product or a service; one with both or neither is no item's.
lines as (
    select
        items.company_id,
        items.sale_date as day,
        case
            when (items.product_id is null) = (items.service_id is null) then 'invalid'
            when items.product_id is not null then 'product'
            else 'service'
        end as item_kind,
        case
            when (items.product_id is null) = (items.service_id is null) then '(invalid)'
            when items.product_is_deleted is null and items.service_is_deleted is null
                then '(unknown)'
            else coalesce(items.product_id, items.service_id)
        end as item_id,
        coalesce(sale_map.effect, 'other') as effect,
        items.quantity,
        items.total_amount,
        -- A cost is of today, and known where it is in the company's currency.
        case
            when (items.product_id is null) = (items.service_id is null) then null
            when items.product_id is not null
                and items.product_currency = items.company_currency
                then items.product_cost
            when items.service_id is not null
                and items.service_currency = items.company_currency
                then items.service_cost
        end as cost
    from items
    left join sale_map
        on sale_map.status = lower(trim(items.sale_status))
    where not items.sale_is_deleted
),

final as (
    select
        company_id,
        day,
        item_kind,
        item_id,
        count(*) as lines,
        count(*) filter (where effect = 'nothing') as void_lines,
        count(*) filter (where effect = 'other') as other_lines,
        coalesce(sum(quantity) filter (where effect = 'counts'), 0) as quantity,
        coalesce(sum(total_amount) filter (where effect = 'counts'), 0) as amount,
        coalesce(sum(total_amount) filter (where effect = 'nothing'), 0) as void_amount,
        coalesce(sum(total_amount) filter (where effect = 'other'), 0) as other_amount,
        count(*) filter (where effect = 'counts' and cost is null) as lines_without_cost,
        coalesce(sum(total_amount) filter (where effect = 'counts' and cost is not null), 0)
            as amount_with_cost,
        coalesce(sum(quantity * cost) filter (where effect = 'counts'), 0) as cost
    from lines
    group by company_id, day, item_kind, item_id
)

select
    company_id,
    day,
    item_kind,
    item_id,
    lines,
    void_lines,
    other_lines,
    quantity,
    amount,
    void_amount,
    other_amount,
    lines_without_cost,
    amount_with_cost,
    cost,
    amount_with_cost - cost as margin,
    ratio(amount_with_cost - cost, amount_with_cost, 4) as margin_share,
    :release as release
from final
