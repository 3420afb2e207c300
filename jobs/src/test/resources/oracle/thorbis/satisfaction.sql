-- T21: by industry and month; five stars and the score of 0 to 10 are kept apart.
with
asked as (
    select
        business_id, 'hs' as industry, coalesce(completed_at, created_at) as at, satisfaction_survey_sent as sent,
        satisfaction_rating as stars, nps_score as score
    from hs.work_orders
    where deleted_at is null
    union all
    select
        business_id, 'auto', coalesce(completed_at, actual_completion_time, created_at), satisfaction_survey_sent,
        satisfaction_rating, null
    from auto.repair_orders
    where deleted_at is null
)

select
    cast(business_id as text),
    industry,
    cast(date_trunc('month', at at time zone zone) as date),
    cast(count(*) filter (where sent) as integer),
    cast(count(stars) as integer),
    cast(count(stars) / nullif(cast(count(*) filter (where sent) as numeric), 0) as numeric(18, 4)),
    coalesce(sum(stars), 0),
    cast(avg(stars) as numeric(18, 2)),
    cast(count(*) filter (where stars >= 4) as integer),
    cast(count(*) filter (where stars = 3) as integer),
    cast(count(*) filter (where stars <= 2) as integer),
    cast(count(score) as integer),
    cast(count(*) filter (where score >= 9) as integer),
    cast(count(*) filter (where score <= 6) as integer),
    cast(
        (count(*) filter (where score >= 9) * 100.0 / nullif(count(score), 0))
        - (count(*) filter (where score <= 6) * 100.0 / nullif(count(score), 0))
        as numeric(18, 2)
    ),
    0
from asked
inner join oracle.businesses using (business_id)
where sent or stars is not null or score is not null
group by 1, 2, 3
