-- T23: by day, kind of actor and of activity.
select
    cast(business_id as text),
    cast(coalesce(occurred_at, created_at) at time zone zone as date) as on_day,
    coalesce(lower(trim(actor_type)), '') as actor,
    lower(trim(activity_type)) as activity,
    cast(count(*) as integer),
    cast(count(distinct (actor_type, actor_id)) filter (where actor_id is not null) as integer),
    cast(count(*) filter (where actor_id is null) as integer)
from audit_mgmt.activity_stream
inner join oracle.businesses using (business_id)
group by business_id, on_day, actor, activity
