-- C10: live expenses by month, category name, cost centre and status; accrual and cash.
select
    cast(company_id as text),
    cast(date_trunc('month', expense_date) as date),
    coalesce(
        (
            select distinct lower(trim(expense_categories.name))
            from expense_categories
            where expense_categories.company_id = expenses.company_id
                and lower(trim(expense_categories.name)) = lower(trim(expenses.category))
        ),
        '(uncategorised)'
    ) as name,
    case
        when cost_center_id is null then '(unassigned)'
        else coalesce(
            (
                select cast(cost_centers.cost_center_id as text)
                from cost_centers
                where cost_centers.cost_center_id = expenses.cost_center_id
                    and cost_centers.company_id = expenses.company_id
            ),
            '(unknown)'
        )
    end as centre,
    case when trim(status) > '' then lower(trim(status)) else '(none)' end as state,
    case lower(trim(status))
        when 'paid' then 'paid'
        when 'approved' then 'owed'
        when 'pending' then 'owed'
        when 'cancelled' then 'nothing'
        else 'other'
    end as effect,
    cast(count(*) as integer),
    cast(
        count(*) filter (
            where category is not null
                and not exists (
                    select from expense_categories
                    where expense_categories.company_id = expenses.company_id
                        and lower(trim(expense_categories.name)) = lower(trim(expenses.category))
                )
        ) as integer
    ),
    cast(sum(amount) as numeric(18, 2)),
    cast(
        coalesce(sum(amount) filter (where lower(trim(status)) is distinct from 'cancelled'), 0) as numeric(18, 2)
    ),
    cast(coalesce(sum(amount) filter (where lower(trim(status)) = 'paid'), 0) as numeric(18, 2))
from expenses
inner join companies using (company_id)
where companies.deleted_at is null and expenses.deleted_at is null
group by 1, 2, 3, 4, 5, 6
