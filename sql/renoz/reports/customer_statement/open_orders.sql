select
    order_number,
    min(case when kind = 'invoice' then day end) as order_day,
    due_day,
    case when max(days_overdue) > 0 then max(days_overdue) end as days_overdue,
    cast(sum(balance_change) as decimal(18, 2)) as owed
from entries
group by order_id, order_number, due_day
having sum(balance_change) > 0
order by due_day nulls last, order_number nulls last, order_id nulls last
