-- mv_daily_jobs by its contract, over the source's tables.
--
-- Where the contract leaves room, this is how it is read:
-- * Jobs know no soft delete and lie on their scheduled date, which is a business date already.
-- * Labour is what was booked as work and has ended, on the local day on which it began.
-- * kWh are those of projects that are completed and not deleted, on their completion date; a capacity that
--   is no plain number from 0 to a million counts for nothing.
with

jobs_by_day as (
    select
        organization_id,
        scheduled_date as day,
        count(*) as total,
        count(*) filter (where status = 'scheduled') as scheduled,
        count(*) filter (where status = 'in_progress') as in_progress,
        count(*) filter (where status = 'completed') as completed,
        count(*) filter (where status = 'cancelled') as cancelled,
        count(*) filter (where status = 'on_hold') as on_hold,
        count(*) filter (
            where cast(status as text)
                not in ('scheduled', 'in_progress', 'completed', 'cancelled', 'on_hold')
        ) as other
    from job_assignments
    group by 1, 2
),

labour_by_day as (
    select
        job_time_entries.organization_id,
        oracle.local_date(job_time_entries.start_time, live_tenants.zone) as day,
        sum(floor(
            extract(epoch from job_time_entries.end_time)
            - extract(epoch from job_time_entries.start_time)
        )) as seconds
    from job_time_entries
    inner join oracle.live_tenants on live_tenants.id = job_time_entries.organization_id
    where job_time_entries.category = 'work'
        and job_time_entries.end_time >= job_time_entries.start_time
    group by 1, 2
),

capacities as (
    select
        organization_id,
        actual_completion_date as day,
        trim(metadata #>> '{systemSpecs,batteryCapacityKwh}') as written
    from projects
    where deleted_at is null and status = 'completed' and actual_completion_date is not null
),

projects_by_day as (
    select
        organization_id,
        day,
        count(*) as completed,
        sum(
            case
                when written ~ '^[0-9]{1,7}([.][0-9]+)?$' and round(cast(written as numeric), 3) <= 1000000
                    then round(cast(written as numeric), 3)
            end
        ) as kwh
    from capacities
    group by 1, 2
),

days as (
    select organization_id, day from jobs_by_day
    union
    select organization_id, day from labour_by_day
    union
    select organization_id, day from projects_by_day
)

select
    cast(days.organization_id as text) as organization_id,
    days.day,
    cast(coalesce(jobs_by_day.total, 0) as integer) as total_jobs,
    cast(coalesce(jobs_by_day.completed, 0) as integer) as completed_jobs,
    cast(coalesce(jobs_by_day.cancelled, 0) as integer) as cancelled_jobs,
    cast(coalesce(jobs_by_day.in_progress, 0) as integer) as in_progress_jobs,
    cast(coalesce(jobs_by_day.on_hold, 0) as integer) as on_hold_jobs,
    cast(coalesce(jobs_by_day.scheduled, 0) as integer) as scheduled_jobs,
    cast(coalesce(jobs_by_day.other, 0) as integer) as other_jobs,
    cast(coalesce(labour_by_day.seconds, 0) as bigint) as labour_seconds,
    cast(round(coalesce(labour_by_day.seconds, 0) / 3600, 2) as numeric(14, 2)) as labour_hours,
    cast(coalesce(projects_by_day.completed, 0) as integer) as completed_projects,
    cast(coalesce(projects_by_day.kwh, 0) as numeric(14, 3)) as kwh_deployed
from days
inner join oracle.live_tenants on live_tenants.id = days.organization_id
left join jobs_by_day using (organization_id, day)
left join labour_by_day using (organization_id, day)
left join projects_by_day using (organization_id, day)
order by days.organization_id, days.day
