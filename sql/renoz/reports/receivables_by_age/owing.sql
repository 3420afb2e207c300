select
    entries.order_id,
    entries.order_number,
    entries.customer_id,
    max(entries.customer_name) as customer_name,
    min(case when entries.kind = 'invoice' then entries.day end) as order_day,
    entries.due_day,
    sum(case when entries.kind = 'invoice' then entries.amount else 0 end) as total,
    sum(entries.balance_change) as owed,
    coalesce(days_between(entries.due_day, asked.last_day), 0) as days_overdue
from marts.receivable_entries as entries
cross join asked
where entries.day <= asked.last_day
group by
    entries.order_id,
    entries.order_number,
    entries.customer_id,
    entries.due_day,
    asked.last_day
having sum(entries.balance_change) > 0
