with
dated_tenants as (
    select
        tenants.company_id,
        tenants.is_live,
        local_date(:as_of_instant, zone_offsets.offset_seconds) as as_of_date
    from facts.tenants as tenants
    inner join facts.zone_offsets as zone_offsets
        on zone_offsets.zone = tenants.zone
        and :as_of_instant >= zone_offsets.from_utc
        and :as_of_instant < zone_offsets.to_utc
),

-- All companies keep the clocks of one zone, and so does the platform; before the first one it is UTC.
days as (
    select coalesce(max(as_of_date), local_date(:as_of_instant, 0)) as as_of_date
    from dated_tenants
),

-- A job is nobody's; its payload may say whose it is, in one of two spellings.
named_jobs as (
    select
        coalesce(
            nullif(lower(trim(json_text(queue.payload, 'company_id'))), ''),
            nullif(lower(trim(json_text(queue.payload, 'companyId'))), '')
        ) as named_id,
        queue.type as job_type,
        coalesce(states.state, 'other') as state,
        queue.created_local_date,
        queue.attempts
    from facts.job_queue as queue
    left join facts.status_map as states
        on states.column_name = 'job_queue.status'
        and states.word = lower(trim(queue.status))
),

jobs as (
    select
        case
            when named_jobs.named_id is null then '(global)'
            when tenants.company_id is null then '(unassigned)'
            else tenants.company_id
        end as company_id,
        named_jobs.job_type,
        coalesce(tenants.as_of_date, days.as_of_date) as as_of_date,
        named_jobs.state,
        named_jobs.created_local_date,
        named_jobs.attempts
    from named_jobs
    cross join days
    left join dated_tenants as tenants
        on tenants.company_id = named_jobs.named_id
    where tenants.company_id is null or tenants.is_live
),

final as (
    select
        company_id,
        job_type,
        as_of_date,
        count(*) as jobs,
        count(*) filter (where state = 'queued') as queued_jobs,
        count(*) filter (where state = 'failed') as failed_jobs,
        count(*) filter (where state = 'done') as done_jobs,
        count(*) filter (where state = 'other') as other_jobs,
        coalesce(sum(attempts), 0) as attempts,
        min(case when state = 'queued' then created_local_date end) as oldest_day
    from jobs
    group by company_id, job_type, as_of_date
)

select
    company_id,
    job_type,
    as_of_date,
    jobs,
    queued_jobs,
    failed_jobs,
    done_jobs,
    other_jobs,
    attempts,
    days_between(oldest_day, as_of_date) as oldest_queued_days,
    :release as release
from final
