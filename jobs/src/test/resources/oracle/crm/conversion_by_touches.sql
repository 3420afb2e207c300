-- C21: won and lost deals by the number of their activities until they were closed.
with
touched as (
    select judged.deal_id, judged.company_id, fate, count(activity_id) as touches
    from oracle.judged
    left join activities
        on activities.deal_id = judged.deal_id
        and activities.company_id = judged.company_id
        and activities.deleted_at is null
        and not (fate in ('won', 'lost') and cast(activities.created_at as date) > coalesce(actual_close_date, 'infinity'))
    group by judged.deal_id, judged.company_id, fate
)

select
    cast(company_id as text),
    cast(touches as integer),
    cast(count(*) as integer),
    cast(count(*) filter (where fate = 'won') as integer),
    cast(count(*) filter (where fate = 'lost') as integer),
    cast(
        cast(count(*) filter (where fate = 'won') as numeric)
        / nullif(count(*) filter (where fate in ('won', 'lost')), 0) as numeric(18, 4)
    )
from touched
group by company_id, touches
