with
live_tenants as (
    select
        tenants.business_id,
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
        stream.business_id,
        -- a type that nobody knows stays as it is written
        coalesce(nullif(kinds.kind, 'other'), lower(trim(stream.target_type))) as target_type,
        stream.target_id,
        stream.activity_id,
        lower(trim(stream.activity_type)) as activity_type,
        coalesce(lower(trim(stream.actor_type)), '') as actor_type,
        coalesce(stream.occurred_at, stream.created_at) as touched_at
    from facts.audit_mgmt_activity_stream as stream
    inner join live_tenants
        on live_tenants.business_id = stream.business_id
    left join marts.entity_kinds as kinds
        on kinds.business_id = stream.business_id
        and kinds.written = lower(trim(stream.target_type))
    -- what is dated after D has not happened; what has no day has
    where coalesce(
        coalesce(stream.occurred_local_date, stream.created_local_date) <= live_tenants.as_of_date,
        true
    )
),

counted as (
    select
        business_id,
        target_type,
        target_id,
        activity_type,
        actor_type,
        touched_at,
        count(*) over (
            partition by business_id, target_type, target_id
        ) as activities,
        row_number() over (
            partition by business_id, target_type, target_id
            order by touched_at desc nulls last, activity_id desc nulls last
        ) as from_last
    from activities
)

select
    business_id,
    target_type,
    target_id,
    activities,
    touched_at as last_at,
    activity_type as last_activity_type,
    actor_type as last_actor_type,
    :release as release
from counted
where from_last = 1
