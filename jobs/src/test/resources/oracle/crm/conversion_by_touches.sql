-- C21: won and lost deals by the number of their activities.
with
touched as (
    select
        judged.*,
        (
            select count(*)
            from activities
            where activities.deal_id = judged.deal_id
                and activities.company_id = judged.company_id
                and activities.deleted_at is null
        ) as touches
    from oracle.judged
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
