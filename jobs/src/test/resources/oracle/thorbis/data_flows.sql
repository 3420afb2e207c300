-- T25: the last attempt before D ends decides; by flow and day.
with
tries as (
    select
        events.*,
        coalesce(started_at, created_at) as began,
        cast(coalesce(started_at, created_at) at time zone zone as date) as day,
        lower(trim(status)) as word,
        concat_ws(' ', lower(trim(entity_type)), coalesce(cast(entity_id as text), entity_external_id, cast(id as text)),
            entity_external_id) as record
    from integration_mgmt.data_flow_events as events
    inner join oracle.businesses using (business_id)
    where coalesce(started_at, created_at) < cut
),

finals as (
    select distinct on (business_id, flow_name, record)
        tries.*,
        attempts
    from tries
    inner join (
        select business_id, flow_name, record, count(*) as attempts from tries group by business_id, flow_name, record
    ) as counts using (business_id, flow_name, record)
    order by business_id, flow_name, record, began desc, attempt_number desc, id desc
),

ended as (
    select
        business_id,
        flow_name,
        day,
        count(*) as n,
        count(*) filter (where word = 'completed') as done,
        count(*) filter (where word = 'failed') as failed,
        count(*) filter (where word in ('pending', 'processing', 'retrying')) as underway,
        sum(attempts) as attempts,
        count(*) filter (where word = 'completed' and attempts > 1) as recovered,
        count(*) filter (
            where word in ('pending', 'processing')
                and trunc(extract(epoch from cast(:as_of_instant as timestamptz) - began)) > 3600
        ) as stuck,
        count(*) filter (where word = 'failed' and attempt_number >= max_attempts) as exhausted,
        coalesce(sum(record_count) filter (where word = 'completed'), 0) as records
    from finals
    group by business_id, flow_name, day
),

times as (
    select
        business_id,
        flow_name,
        day,
        count(processing_time_ms) as timed,
        percentile_cont(array[0.5, 0.95]) within group (order by processing_time_ms) as took
    from tries
    group by business_id, flow_name, day
)

select
    cast(business_id as text),
    flow_name,
    day,
    cast(coalesce(n, 0) as integer),
    cast(coalesce(done, 0) as integer),
    cast(coalesce(failed, 0) as integer),
    cast(coalesce(underway, 0) as integer),
    cast(coalesce(n - done - failed - underway, 0) as integer),
    cast(done / nullif(cast(done + failed as numeric), 0) as numeric(18, 4)),
    cast(coalesce(attempts, 0) as integer),
    cast(attempts / n as numeric(18, 2)),
    cast(coalesce(recovered, 0) as integer),
    cast(coalesce(stuck, 0) as integer),
    cast(coalesce(exhausted, 0) as integer),
    cast(coalesce(records, 0) as bigint),
    cast(timed as integer),
    cast(took[1] as numeric(12, 2)),
    cast(took[2] as numeric(12, 2))
from times
left join ended using (business_id, flow_name, day)
