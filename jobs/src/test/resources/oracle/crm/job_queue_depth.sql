-- C26: jobs that say whose they are.
select
    cast(company_id as text),
    type,
    d.day,
    cast(count(*) as integer),
    cast(count(*) filter (where lower(trim(status)) = 'queued') as integer),
    cast(count(*) filter (where lower(trim(status)) = 'failed') as integer),
    cast(count(*) filter (where lower(trim(status)) = 'done') as integer),
    cast(
        count(*) filter (where coalesce(lower(trim(status)), '') not in ('queued', 'failed', 'done')) as integer
    ),
    coalesce(sum(attempts), 0),
    max(d.day - cast(job_queue.created_at as date)) filter (where lower(trim(status)) = 'queued')
from job_queue
inner join companies
    on cast(company_id as text) = coalesce(payload ->> 'company_id', payload ->> 'companyId')
cross join oracle.d
where deleted_at is null
group by company_id, type, d.day
