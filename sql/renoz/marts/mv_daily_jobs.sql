with
jobs_by_day as (
    select
        organization_id,
        scheduled_date as day,
        count(*) as total_jobs,
        count(*) filter (where status = 'completed') as completed_jobs,
        count(*) filter (where status = 'cancelled') as cancelled_jobs,
        count(*) filter (where status = 'in_progress') as in_progress_jobs,
        count(*) filter (where status = 'on_hold') as on_hold_jobs,
        count(*) filter (where status = 'scheduled') as scheduled_jobs
    from facts.job_assignments
    where tenant_is_live and scheduled_date is not null
    group by organization_id, scheduled_date
),

labour_by_day as (
    select
        organization_id,
        start_local_date as day,
        sum(seconds_between(start_time, end_time)) as labour_seconds
    from facts.job_time_entries
    where tenant_is_live and category = 'work' and end_time >= start_time
        and start_local_date is not null
    group by organization_id, start_local_date
),

completed_projects as (
    select
        organization_id,
        actual_completion_date as day,
        cast(
            number_text(json_text(metadata, 'systemSpecs.batteryCapacityKwh')) as decimal(38, 3)
        ) as kwh
    from facts.projects
    where tenant_is_live and not is_deleted and status = 'completed'
        and actual_completion_date is not null
),

projects_by_day as (
    select
        organization_id,
        day,
        count(*) as completed_projects,
        sum(kwh) filter (where kwh between 0 and 1000000) as kwh_deployed
    from completed_projects
    group by organization_id, day
),

days as (
    select organization_id, day from jobs_by_day
    union
    select organization_id, day from labour_by_day
    union
    select organization_id, day from projects_by_day
),

final as (
    select
        days.organization_id,
        days.day,
        coalesce(jobs_by_day.total_jobs, 0) as total_jobs,
        coalesce(jobs_by_day.completed_jobs, 0) as completed_jobs,
        coalesce(jobs_by_day.cancelled_jobs, 0) as cancelled_jobs,
        coalesce(jobs_by_day.in_progress_jobs, 0) as in_progress_jobs,
        coalesce(jobs_by_day.on_hold_jobs, 0) as on_hold_jobs,
        coalesce(jobs_by_day.scheduled_jobs, 0) as scheduled_jobs,
        coalesce(labour_by_day.labour_seconds, 0) as labour_seconds,
        coalesce(projects_by_day.completed_projects, 0) as completed_projects,
        coalesce(projects_by_day.kwh_deployed, 0) as kwh_deployed
    from days
    left join jobs_by_day
        on jobs_by_day.organization_id = days.organization_id
        and jobs_by_day.day = days.day
    left join labour_by_day
        on labour_by_day.organization_id = days.organization_id
        and labour_by_day.day = days.day
    left join projects_by_day
        on projects_by_day.organization_id = days.organization_id
        and projects_by_day.day = days.day
)

select
    organization_id,
    day,
    total_jobs,
    completed_jobs,
    cancelled_jobs,
    in_progress_jobs,
    on_hold_jobs,
    scheduled_jobs,
    total_jobs - completed_jobs - cancelled_jobs - in_progress_jobs - on_hold_jobs - scheduled_jobs
        as other_jobs,
    labour_seconds,
    ratio(labour_seconds, 3600, 2) as labour_hours,
    completed_projects,
    kwh_deployed,
    :release as release
from final
