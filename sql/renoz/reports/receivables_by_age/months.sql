with
months as (
    select
        calendar.day,
        least(calendar.month_end, asked.last_day) as last_day
    from marts.calendar as calendar
    cross join asked
    where extract(day from calendar.day) = 1
        and calendar.day <= asked.last_day
        and days_between(calendar.day, asked.last_day) < 400
)

select
    months.day,
    cast(coalesce(sum(entries.balance_change), 0) as decimal(18, 2)) as value
from months
left join marts.receivable_entries as entries
    on entries.day <= months.last_day
group by months.day
order by months.day nulls last
