with
by_bucket as (
    select
        case
            when days_overdue <= 0 then 1
            when days_overdue <= 30 then 2
            when days_overdue <= 60 then 3
            when days_overdue <= 90 then 4
            else 5
        end as place,
        count(*) as orders,
        sum(owed) as owed
    from owing
    group by 1
),

buckets as (
    select 1 as place, 'not due' as bucket
    union all
    select 2 as place, '1 to 30' as bucket
    union all
    select 3 as place, '31 to 60' as bucket
    union all
    select 4 as place, '61 to 90' as bucket
    union all
    select 5 as place, 'over 90' as bucket
)

select
    buckets.bucket,
    coalesce(by_bucket.orders, 0) as orders,
    cast(coalesce(by_bucket.owed, 0) as decimal(18, 2)) as owed,
    ratio(coalesce(by_bucket.owed, 0), (select sum(owed) from owing), 4) as share
from buckets
left join by_bucket
    on by_bucket.place = buckets.place
order by buckets.place nulls last
