with
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
        expenses.cost_center_id,
        coalesce(nullif(lower(trim(expenses.status)), ''), '(none)') as status,
        expenses.effect,
        expenses.category is not null and categories.category is null as is_unmatched,
        expenses.amount
    from marts.expense_states as expenses
    left join categories
        on categories.company_id = expenses.company_id
        and categories.category = lower(trim(expenses.category))
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
