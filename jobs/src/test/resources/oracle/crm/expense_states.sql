-- C10: what its status makes of each expense.
select
    cast(expenses.company_id as text),
    cast(expense_id as text),
    expenses.description,
    category,
    vendor,
    status,
    coalesce(
        case lower(trim(status))
            when 'paid' then 'paid' when 'approved' then 'owed' when 'pending' then 'owed' when 'cancelled' then 'nothing'
        end,
        'other'
    ),
    case
        when expenses.cost_center_id is null then '(unassigned)'
        else coalesce(cast(cost_centers.cost_center_id as text), '(unknown)')
    end,
    cost_centers.name,
    amount,
    expense_date
from expenses
inner join companies on companies.company_id = expenses.company_id and companies.deleted_at is null
left join cost_centers
    on cost_centers.cost_center_id = expenses.cost_center_id and cost_centers.company_id = expenses.company_id
where expenses.deleted_at is null
