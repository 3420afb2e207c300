with
-- A category may be there twice under one name; its revenue is there once.
categories as (
    select distinct
        company_id,
        lower(trim(name)) as category
    from facts.revenue_categories
),

revenues as (
    select
        revenues.company_id,
        cast(date_trunc('month', revenues.revenue_date) as date) as month,
        coalesce(categories.category, '(uncategorised)') as category,
        case
            when revenues.cost_center_id is null then '(unassigned)'
            when revenues.cost_center_is_deleted is null then '(unknown)'
            else revenues.cost_center_id
        end as cost_center_id,
        revenues.category is not null and categories.category is null as is_unmatched,
        revenues.amount
    from facts.revenues as revenues
    left join categories
        on categories.company_id = revenues.company_id
        and categories.category = lower(trim(revenues.category))
    where revenues.tenant_is_live and not revenues.is_deleted
),

final as (
    select
        company_id,
        month,
        category,
        cost_center_id,
        count(*) as revenues,
        count(*) filter (where is_unmatched) as unmatched_revenues,
        sum(amount) as amount
    from revenues
    group by company_id, month, category, cost_center_id
)

select
    company_id,
    month,
    category,
    cost_center_id,
    revenues,
    unmatched_revenues,
    amount,
    :release as release
from final
