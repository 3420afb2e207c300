select
    coalesce(max(customer_name), '(unknown)') as customer,
    cast(sum(case when due_day is not null and days_overdue <= 0 then owed else 0 end) as decimal(18, 2))
        as not_due,
    cast(sum(case when days_overdue between 1 and 30 then owed else 0 end) as decimal(18, 2))
        as days_1_to_30,
    cast(sum(case when days_overdue between 31 and 60 then owed else 0 end) as decimal(18, 2))
        as days_31_to_60,
    cast(sum(case when days_overdue between 61 and 90 then owed else 0 end) as decimal(18, 2))
        as days_61_to_90,
    cast(sum(case when days_overdue > 90 then owed else 0 end) as decimal(18, 2)) as days_over_90,
    cast(sum(case when due_day is null then owed else 0 end) as decimal(18, 2)) as undated,
    cast(sum(owed) as decimal(18, 2)) as owed
from owing
group by customer_id
order by owed desc nulls last, customer nulls last, customer_id nulls last
