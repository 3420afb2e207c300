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

-- A job is nobody's; its payload says whose it is, in one of two spellings.
jobs as (
    select
        coalesce(json_text(queue.payload, 'company_id'), json_text(queue.payload, 'companyId'))
            as company_id,
        queue.type as job_type,
        coalesce(states.state, 'other') as state,
        queue.created_local_date,
        queue.attempts
    from facts.job_queue as queue
    left join facts.status_map as states
        on states.column_name = 'job_queue.status'
        and states.word = lower(trim(queue.status))
),

final as (
    select
        live_tenants.company_id,
        jobs.job_type,
        live_tenants.as_of_date,
        count(*) as jobs,
        count(*) filter (where jobs.state = 'queued') as queued_jobs,
        count(*) filter (where jobs.state = 'failed') as failed_jobs,
        count(*) filter (where jobs.state = 'done') as done_jobs,
        count(*) filter (where jobs.state = 'other') as other_jobs,
        coalesce(sum(jobs.attempts), 0) as attempts,
        min(case when jobs.state = 'queued' then jobs.created_local_date end) as oldest_day
    from jobs
    inner join live_tenants
        on live_tenants.company_id = jobs.company_id
    group by live_tenants.company_id, jobs.job_type, live_tenants.as_of_date
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
