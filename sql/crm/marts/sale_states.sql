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

final as (
    select
        sales.company_id,
        sales.sale_id,
        case when sales.contact_is_deleted is null then '(unknown)' else sales.contact_id end
            as contact_id,
        sales.contact_last_name,
        sales.status,
        sales.payment_terms,
        coalesce(sale_map.effect, 'other') as effect,
        sales.total_amount,
        sales.sale_date
    from facts.sales as sales
    left join sale_map
        on sale_map.status = lower(trim(sales.status))
    where sales.tenant_is_live and not sales.is_deleted
)

select
    company_id,
    sale_id,
    contact_id,
    contact_last_name,
    status,
    payment_terms,
    effect,
    total_amount,
    sale_date,
    :release as release
from final
