-- C26: every job of the queue: of the company that it names, of the platform, or of nobody that is there.
with
owned as (
    select
        job_queue.*,
        coalesce(lower(trim(status)), '') as word,
        coalesce(nullif(trim(payload ->> 'company_id'), ''), nullif(trim(payload ->> 'companyId'), '')) as named
    from job_queue
),

placed as (
    select
        owned.*,
        case
            when named is null then '(global)'
            else coalesce(
                (select cast(company_id as text) from companies where cast(company_id as text) = lower(named)),
                '(unassigned)'
            )
        end as owner
    from owned
    where not exists (
        select from companies where cast(company_id as text) = lower(named) and deleted_at is not null
    )
)

select
    owner,
    type,
    d.day,
    cast(count(*) as integer),
    cast(count(*) filter (where word = 'queued') as integer),
    cast(count(*) filter (where word = 'failed') as integer),
    cast(count(*) filter (where word = 'done') as integer),
    cast(count(*) filter (where word not in ('queued', 'failed', 'done')) as integer),
    coalesce(sum(attempts), 0),
    max(d.day - cast(created_at as date)) filter (where word = 'queued')
from placed
cross join oracle.d
group by owner, type, d.day
