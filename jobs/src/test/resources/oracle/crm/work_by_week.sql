-- C21: what each user did in each week.
with
living_tasks as (
    select * from tasks where deleted_at is null
),

living_activities as (
    select
        activities.*,
        case
            when contact_id is not null
                then cast(created_at as date) - lag(cast(created_at as date)) over (
                    partition by company_id, contact_id order by created_at, activity_id
                )
        end as gap
    from activities
    where deleted_at is null
),

work (company_id, user_id, day, kind, seconds, gap) as (
    select company_id, assigned_to, cast(created_at as date), 'created', null::bigint, null::integer
    from living_tasks
    union all
    select
        company_id,
        assigned_to,
        cast(completed_at as date),
        'completed',
        cast(floor(extract(epoch from completed_at - created_at)) as bigint),
        null
    from living_tasks
    union all
    select company_id, assigned_to, due_date, 'overdue', null, null
    from living_tasks
    cross join oracle.d
    where completed_at is null and lower(trim(status)) is distinct from 'completed' and due_date < d.day
    union all
    select company_id, created_by, cast(start_time as date), 'event', null, null from calendar_events
    union all
    select company_id, created_by, cast(start_time as date), 'event done', null, null
    from calendar_events
    where lower(trim(status)) = 'completed'
    union all
    select company_id, user_id, cast(created_at as date), 'activity ' || coalesce(lower(trim(type)), ''), null, gap
    from living_activities
)

select
    cast(work.company_id as text),
    case
        when work.user_id is null then '(unassigned)'
        else coalesce(cast(users.user_id as text), '(unknown)')
    end,
    cast(date_trunc('week', work.day) as date),
    cast(count(*) filter (where kind = 'created') as integer),
    cast(count(*) filter (where kind = 'completed') as integer),
    cast(count(*) filter (where kind = 'overdue') as integer),
    cast(coalesce(sum(seconds), 0) as bigint),
    cast(sum(seconds) / 3600.0 / nullif(count(seconds), 0) as numeric(18, 1)),
    cast(count(*) filter (where kind = 'event') as integer),
    cast(count(*) filter (where kind = 'event done') as integer),
    cast(count(*) filter (where kind = 'activity call') as integer),
    cast(count(*) filter (where kind = 'activity email') as integer),
    cast(count(*) filter (where kind = 'activity meeting') as integer),
    cast(count(*) filter (where kind = 'activity note') as integer),
    cast(
        count(*) filter (
            where kind like 'activity%'
                and kind not in ('activity call', 'activity email', 'activity meeting', 'activity note')
        ) as integer
    ),
    cast(count(gap) as integer),
    coalesce(sum(gap), 0),
    cast(avg(gap) as numeric(18, 1))
from work
inner join companies on companies.company_id = work.company_id and companies.deleted_at is null
left join users on users.user_id = work.user_id and users.company_id = work.company_id
where work.day is not null
group by work.company_id, 2, 3
