select
    cast(coalesce(sum(owed), 0) as decimal(18, 2)) as owed,
    cast(coalesce(sum(case when days_overdue <= 0 then owed else 0 end), 0) as decimal(18, 2)) as not_due,
    cast(coalesce(sum(case when days_overdue > 0 then owed else 0 end), 0) as decimal(18, 2)) as overdue,
    ratio(sum(case when days_overdue > 0 then owed else 0 end), sum(owed), 4) as overdue_share,
    count(distinct customer_id) as customers,
    count(*) as orders
from owing
