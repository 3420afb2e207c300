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
        revenues.cost_center_id,
        revenues.currency,
        revenues.category is not null and categories.category is null as is_unmatched,
        revenues.amount
    from marts.revenue_amounts as revenues
    left join categories
        on categories.company_id = revenues.company_id
        and categories.category = lower(trim(revenues.category))
),

final as (
    select
        company_id,
        month,
        category,
        cost_center_id,
        currency,
        count(*) as revenues,
        count(*) filter (where is_unmatched) as unmatched_revenues,
        sum(amount) as amount
    from revenues
    group by company_id, month, category, cost_center_id, currency
)

select
    company_id,
    month,
    category,
    cost_center_id,
    currency,
    revenues,
    unmatched_revenues,
    amount,
    :release as release
from final
