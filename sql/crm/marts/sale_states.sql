with
final as (
    select
        sales.company_id,
        sales.sale_id,
        case when sales.contact_is_deleted is null then '(unknown)' else sales.contact_id end
            as contact_id,
        sales.contact_last_name,
        sales.status,
        sales.payment_terms,
        case
            when states.state in ('done', 'to_come') then 'counts'
            else coalesce(states.state, 'other')
        end as effect,
        sales.total_amount,
        sales.sale_date
    from facts.sales as sales
    left join facts.status_map as states
        on states.column_name = 'sales.status'
        and states.word = lower(trim(sales.status))
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
