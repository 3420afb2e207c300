with
-- A line sells a product or a service, at a price in the currency of that. One with both is in the
-- currency that both have, one with neither in the company's.
lines as (
    select
        items.company_id,
        items.sale_item_id,
        states.sale_id,
        states.sale_date,
        states.effect,
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
        coalesce(of_product.code, companies.currency) as product_currency,
        coalesce(of_service.code, companies.currency) as service_currency,
        items.product_id is not null as has_product,
        items.service_id is not null as has_service,
        companies.currency as company_currency,
        items.quantity,
        items.total_amount,
        items.product_cost,
        items.service_cost
    from facts.sale_items as items
    inner join marts.sale_states as states
        on states.company_id = items.company_id
        and states.sale_id = items.sale_id
    inner join marts.company_currencies as companies
        on companies.company_id = items.company_id
    left join marts.currencies as of_product
        on of_product.company_id = items.company_id
        and of_product.written = items.product_currency
    left join marts.currencies as of_service
        on of_service.company_id = items.company_id
        and of_service.written = items.service_currency
),

final as (
    select
        company_id,
        sale_item_id,
        sale_id,
        sale_date,
        effect,
        item_kind,
        item_id,
        case
            when has_product and has_service and product_currency <> service_currency then 'unknown'
            when has_product then product_currency
            when has_service then service_currency
            else company_currency
        end as currency,
        company_currency,
        quantity,
        total_amount,
        -- A cost is of today.
        quantity * case item_kind when 'product' then product_cost when 'service' then service_cost end
            as cost
    from lines
)

select
    company_id,
    sale_item_id,
    sale_id,
    effect,
    item_kind,
    item_id,
    currency,
    quantity,
    total_amount as amount,
    case when currency = company_currency then total_amount else 0 end as own_amount,
    cost,
    currency <> company_currency as is_foreign,
    sale_date,
    :release as release
from final
