with
activities as (
    select
        business_id,
        coalesce(occurred_local_date, created_local_date) as day,
        coalesce(lower(trim(actor_type)), '') as actor_type,
        lower(trim(activity_type)) as activity_type,
        actor_id
    from facts.audit_mgmt_activity_stream
    where tenant_is_live and coalesce(occurred_local_date, created_local_date) is not null
)

select
    business_id,
    day,
    actor_type,
    activity_type,
    count(*) as activities,
    count(distinct actor_id) as actors,
    count(*) - count(actor_id) as actorless_activities,
    :release as release
from activities
group by business_id, day, actor_type, activity_type
