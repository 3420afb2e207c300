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

company_currencies as (
    select
        tenants.company_id,
        coalesce(
            max(settings.setting_value) filter (where settings.setting_key = 'currency'),
            'BRL'
        ) as currency
    from facts.tenants as tenants
    left join facts.tenant_settings as settings
        on settings.company_id = tenants.company_id
    where tenants.is_live
    group by tenants.company_id
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
                and coalesce(items.product_currency, currencies.currency) = currencies.currency
                then items.product_cost
            when items.service_id is not null
                and coalesce(items.service_currency, currencies.currency) = currencies.currency
                then items.service_cost
        end as cost
    from facts.sale_items as items
    inner join company_currencies as currencies
        on currencies.company_id = items.company_id
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
