with
final as (
    select
        expenses.company_id,
        expenses.expense_id,
        expenses.description,
        expenses.category,
        expenses.vendor,
        expenses.status,
        coalesce(states.state, 'other') as effect,
        case
            when expenses.cost_center_id is null then '(unassigned)'
            when expenses.cost_center_is_deleted is null then '(unknown)'
            else expenses.cost_center_id
        end as cost_center_id,
        expenses.cost_center_name,
        expenses.amount,
        expenses.expense_date
    from facts.expenses as expenses
    left join facts.status_map as states
        on states.column_name = 'expenses.status'
        and states.word = lower(trim(expenses.status))
    where expenses.tenant_is_live and not expenses.is_deleted
)

select
    company_id,
    expense_id,
    description,
    category,
    vendor,
    status,
    effect,
    cost_center_id,
    cost_center_name,
    amount,
    expense_date,
    :release as release
from final
