-- C19: lines by day and item; what has both references or none is invalid.
with
lines as (
    select
        sales.company_id,
        sale_date,
        case
            when sale_items.product_id is not null and sale_items.service_id is null then 'product'
            when sale_items.service_id is not null and sale_items.product_id is null then 'service'
            else 'invalid'
        end as kind,
        products.product_id,
        services.service_id,
        quantity,
        sale_items.total_amount as amount,
        coalesce(lower(trim(status)), '') as status,
        case when coalesce(products.currency, own) = own then products.cost end
            as product_cost,
        case when coalesce(services.currency, own) = own then services.cost end
            as service_cost
    from sale_items
    inner join sales using (sale_id)
    inner join oracle.currencies using (company_id)
    left join products on products.product_id = sale_items.product_id and products.company_id = sales.company_id
    left join services on services.service_id = sale_items.service_id and services.company_id = sales.company_id
    where sales.deleted_at is null
),

priced as (
    select
        lines.*,
        case kind when 'product' then product_cost when 'service' then service_cost end as cost,
        case
            when kind = 'invalid' then '(invalid)'
            else coalesce(cast(product_id as text), cast(service_id as text), '(unknown)')
        end as item,
        status in ('completed', 'pending') as counts,
        status in ('cancelled', 'refunded') as is_void
    from lines
)

select
    cast(company_id as text),
    sale_date,
    kind,
    item,
    cast(count(*) as integer),
    cast(count(*) filter (where is_void) as integer),
    cast(count(*) filter (where not counts and not is_void) as integer),
    coalesce(sum(quantity) filter (where counts), 0),
    cast(coalesce(sum(amount) filter (where counts), 0) as numeric(18, 2)),
    cast(coalesce(sum(amount) filter (where is_void), 0) as numeric(18, 2)),
    cast(coalesce(sum(amount) filter (where not counts and not is_void), 0) as numeric(18, 2)),
    cast(count(*) filter (where counts and cost is null) as integer),
    cast(coalesce(sum(amount) filter (where counts and cost is not null), 0) as numeric(18, 2)),
    cast(coalesce(sum(quantity * cost) filter (where counts), 0) as numeric(18, 2)),
    cast(coalesce(sum(amount - quantity * cost) filter (where counts and cost is not null), 0) as numeric(18, 2)),
    cast(
        sum(amount - quantity * cost) filter (where counts and cost is not null)
        / nullif(sum(amount) filter (where counts and cost is not null), 0) as numeric(18, 4)
    )
from priced
group by company_id, sale_date, kind, item
