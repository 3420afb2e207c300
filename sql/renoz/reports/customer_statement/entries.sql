select
    entries.day,
    entries.step,
    entries.kind,
    entries.record_id,
    entries.reference,
    entries.order_id,
    entries.order_number,
    entries.due_day,
    entries.amount,
    case when entries.kind in ('invoice', 'refund') then entries.amount else 0 end as charged,
    case when entries.kind in ('payment', 'credit_note') then -entries.amount else 0 end as paid,
    case
        when entries.kind in ('invoice', 'refund', 'payment', 'credit_note') then 0
        else entries.amount
    end as corrected,
    entries.balance_change,
    entries.day >= asked.first_day as is_in_period,
    coalesce(days_between(entries.due_day, asked.last_day), 0) as days_overdue
from marts.receivable_entries as entries
cross join asked
where entries.customer_id = asked.customer and entries.day <= asked.last_day
