select
    coalesce(customer_name, '(unknown)') as customer,
    order_number,
    order_day,
    due_day,
    case when due_day is not null and days_overdue > 0 then days_overdue end as days_overdue,
    cast(total as decimal(18, 2)) as total,
    cast(total - owed as decimal(18, 2)) as paid,
    cast(owed as decimal(18, 2)) as owed
from owing
order by days_overdue desc nulls last, owed desc nulls last, order_number nulls last
