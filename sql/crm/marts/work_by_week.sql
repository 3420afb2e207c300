with
live_tenants as (
    select
        tenants.company_id,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
    where tenants.is_live
),

activities as (
    select
        company_id,
        user_id,
        user_is_deleted,
        contact_id,
        type,
        created_local_date,
        lag(created_local_date) over (
            partition by company_id, contact_id
            order by created_at asc nulls last, activity_id asc nulls last
        ) as previous_local_date
    from facts.activities
    where not is_deleted
),

-- Tasks in the week of their creation, completion and due date; events in that of their start;
-- activities in that of their creation, with the days since the one before with the same contact.
work as (
    select
        company_id,
        assigned_to as user_id,
        assignee_is_deleted as user_is_deleted,
        created_local_date as day,
        'task_created' as kind,
        cast(null as bigint) as seconds,
        cast(null as integer) as gap_days
    from facts.tasks
    where not is_deleted
    union all
    select
        company_id,
        assigned_to as user_id,
        assignee_is_deleted as user_is_deleted,
        completed_local_date as day,
        'task_completed' as kind,
        seconds_between(created_at, completed_at) as seconds,
        cast(null as integer) as gap_days
    from facts.tasks
    where not is_deleted and completed_at is not null
    union all
    select
        tasks.company_id,
        tasks.assigned_to as user_id,
        tasks.assignee_is_deleted as user_is_deleted,
        tasks.due_date as day,
        'task_overdue' as kind,
        cast(null as bigint) as seconds,
        cast(null as integer) as gap_days
    from facts.tasks as tasks
    inner join live_tenants
        on live_tenants.company_id = tasks.company_id
    left join facts.status_map as states
        on states.column_name = 'tasks.status'
        and states.word = lower(trim(tasks.status))
    where not tasks.is_deleted
        and tasks.completed_at is null
        and coalesce(states.state, 'other') <> 'done'
        and tasks.due_date < live_tenants.as_of_date
    union all
    select
        events.company_id,
        events.created_by as user_id,
        events.creator_is_deleted as user_is_deleted,
        events.start_local_date as day,
        case when states.state = 'done' then 'event_completed' else 'event' end as kind,
        cast(null as bigint) as seconds,
        cast(null as integer) as gap_days
    from facts.calendar_events as events
    left join facts.status_map as states
        on states.column_name = 'calendar_events.status'
        and states.word = lower(trim(events.status))
    union all
    select
        company_id,
        user_id,
        user_is_deleted,
        created_local_date as day,
        case
            when lower(trim(type)) in ('call', 'email', 'meeting', 'note') then lower(trim(type))
            else 'activity'
        end as kind,
        cast(null as bigint) as seconds,
        case
            when contact_id is not null then days_between(previous_local_date, created_local_date)
        end as gap_days
    from activities
),

placed as (
    select
        work.company_id,
        case
            when work.user_id is null then '(unassigned)'
            when work.user_is_deleted is null then '(unknown)'
            else work.user_id
        end as user_id,
        work.day - (iso_weekday(work.day) - 1) as week_start,
        work.kind,
        work.seconds,
        work.gap_days
    from work
    inner join live_tenants
        on live_tenants.company_id = work.company_id
    where work.day is not null
),

final as (
    select
        company_id,
        user_id,
        week_start,
        count(*) filter (where kind = 'task_created') as created_tasks,
        count(*) filter (where kind = 'task_completed') as completed_tasks,
        count(*) filter (where kind = 'task_overdue') as overdue_tasks,
        coalesce(sum(seconds), 0) as task_seconds,
        count(*) filter (where kind in ('event', 'event_completed')) as events,
        count(*) filter (where kind = 'event_completed') as completed_events,
        count(*) filter (where kind = 'call') as calls,
        count(*) filter (where kind = 'email') as emails,
        count(*) filter (where kind = 'meeting') as meetings,
        count(*) filter (where kind = 'note') as notes,
        count(*) filter (where kind = 'activity') as other_activities,
        count(gap_days) as gaps,
        coalesce(sum(gap_days), 0) as gap_days
    from placed
    group by company_id, user_id, week_start
)

select
    company_id,
    user_id,
    week_start,
    created_tasks,
    completed_tasks,
    overdue_tasks,
    task_seconds,
    ratio(task_seconds, completed_tasks * 3600, 1) as mean_task_hours,
    events,
    completed_events,
    calls,
    emails,
    meetings,
    notes,
    other_activities,
    gaps,
    gap_days,
    ratio(gap_days, gaps, 1) as mean_gap_days,
    :release as release
from final
