-- C7: live revenues by month, category name and cost centre.
select
    cast(company_id as text),
    cast(date_trunc('month', revenue_date) as date),
    coalesce(
        (
            select distinct lower(trim(revenue_categories.name))
            from revenue_categories
            where revenue_categories.company_id = earned.company_id
                and lower(trim(revenue_categories.name)) = lower(trim(earned.category))
        ),
        '(uncategorised)'
    ) as name,
    case
        when cost_center_id is null then '(unassigned)'
        else coalesce(
            (
                select cast(cost_centers.cost_center_id as text)
                from cost_centers
                where cost_centers.cost_center_id = earned.cost_center_id
                    and cost_centers.company_id = earned.company_id
            ),
            '(unknown)'
        )
    end as centre,
    currency,
    cast(count(*) as integer),
    cast(
        count(*) filter (
            where category is not null
                and not exists (
                    select from revenue_categories
                    where revenue_categories.company_id = earned.company_id
                        and lower(trim(revenue_categories.name)) = lower(trim(earned.category))
                )
        ) as integer
    ),
    cast(sum(amount) as numeric(18, 2))
from oracle.earned
group by 1, 2, 3, 4, currency
