select
    coalesce(max(owing.customer_name), '(unknown)') as customer,
    max(customers.customer_code) as customer_code,
    cast(sum(case when owing.due_day is not null and owing.days_overdue <= 0 then owing.owed else 0 end) as decimal(18, 2))
        as not_due,
    cast(sum(case when owing.days_overdue between 1 and 30 then owing.owed else 0 end) as decimal(18, 2))
        as days_1_to_30,
    cast(sum(case when owing.days_overdue between 31 and 60 then owing.owed else 0 end) as decimal(18, 2))
        as days_31_to_60,
    cast(sum(case when owing.days_overdue between 61 and 90 then owing.owed else 0 end) as decimal(18, 2))
        as days_61_to_90,
    cast(sum(case when owing.days_overdue > 90 then owing.owed else 0 end) as decimal(18, 2)) as days_over_90,
    cast(sum(case when owing.due_day is null then owing.owed else 0 end) as decimal(18, 2)) as undated,
    cast(sum(owing.owed) as decimal(18, 2)) as owed
from owing
left join facts.customers as customers
    on customers.customer_id = owing.customer_id
group by owing.customer_id
order by owed desc nulls last, customer nulls last, customer_code nulls last, owing.customer_id nulls last
