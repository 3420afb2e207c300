-- T5: the stage of every customer at the end of every month that is over, and the one before; of 1000 months.
with
customers as (
    select
        business_id,
        id,
        zone,
        day,
        coalesce(
            cast(created_at at time zone zone as date),
            min(cast(created_at at time zone zone as date)) over (partition by business_id)
        ) as since
    from hs.customers
    inner join oracle.businesses using (business_id)
    where deleted_at is null
),

ends as (
    select
        customers.*,
        cast(month as date) as month,
        cast(month + interval '1 month' as date) as next
    from customers
    cross join lateral generate_series(
        greatest(
            date_trunc('month', cast(since as timestamp)), date_trunc('month', cast(day as timestamp)) - interval '1000 months'
        ),
        date_trunc('month', cast(day as timestamp)) - interval '1 month', interval '1 month'
    ) as month
),

monthly as (
    select
        business_id,
        member_id,
        cast(date_trunc('month', happened_on) as date) as month,
        max(happened_at) as last_at
    from oracle.earned
    group by 1, 2, 3
),

lasts as (
    select
        ends.business_id, ends.id, ends.month, ends.next, ends.zone, since, max(last_at) as last_at
    from ends
    left join monthly
        on monthly.business_id = ends.business_id and monthly.member_id = cast(ends.id as text) and monthly.month < ends.next
    group by 1, 2, 3, 4, 5, 6
),

stages as (
    select
        business_id,
        id,
        month,
        since >= month as is_new,
        case
            when last_at is null then 'never'
            when last_at > cast(next - 90 as timestamp) at time zone zone then 'active'
            when last_at > cast(next - 365 as timestamp) at time zone zone then 'dormant'
            else 'inactive'
        end as stage
    from lasts
)

select
    cast(now.business_id as text),
    now.month,
    case when now.is_new then 'new' else was.stage end,
    now.stage,
    cast(count(*) as integer)
from stages as now
left join stages as was
    on was.business_id = now.business_id and was.id = now.id and was.month = cast(now.month - interval '1 month' as date)
where now.is_new or was.stage is not null
group by 1, 2, 3, 4
