with
-- What an expense of a status is: owed, and paid or not yet, or nothing. What has another word is
-- owed, too.
status_map as (
    select
        status,
        effect
    from (
        values
            ('paid', 'paid'),
            ('approved', 'owed'),
            ('pending', 'owed'),
            ('cancelled', 'nothing')
    ) as statuses (status, effect)
),

-- A category may be there twice under one name; its expense is there once.
categories as (
    select distinct
        company_id,
        lower(trim(name)) as category
    from facts.expense_categories
),

expenses as (
    select
        expenses.company_id,
        cast(date_trunc('month', expenses.expense_date) as date) as month,
        coalesce(categories.category, '(uncategorised)') as category,
        case
            when expenses.cost_center_id is null then '(unassigned)'
            when expenses.cost_center_is_deleted is null then '(unknown)'
            else expenses.cost_center_id
        end as cost_center_id,
        coalesce(nullif(lower(trim(expenses.status)), ''), '(none)') as status,
        coalesce(status_map.effect, 'other') as effect,
        expenses.category is not null and categories.category is null as is_unmatched,
        expenses.amount
    from facts.expenses as expenses
    left join categories
        on categories.company_id = expenses.company_id
        and categories.category = lower(trim(expenses.category))
    left join status_map
        on status_map.status = lower(trim(expenses.status))
    where expenses.tenant_is_live and not expenses.is_deleted
),

final as (
    select
        company_id,
        month,
        category,
        cost_center_id,
        status,
        effect,
        count(*) as expenses,
        count(*) filter (where is_unmatched) as unmatched_expenses,
        sum(amount) as amount
    from expenses
    group by company_id, month, category, cost_center_id, status, effect
)

select
    company_id,
    month,
    category,
    cost_center_id,
    status,
    effect,
    expenses,
    unmatched_expenses,
    amount,
    case when effect <> 'nothing' then amount else 0 end as accrual_amount,
    case when effect = 'paid' then amount else 0 end as cash_amount,
    :release as release
from final
