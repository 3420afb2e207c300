-- T23: who touched a thing last; equal instants by key.
select distinct on (business_id, type, target_id)
    cast(business_id as text),
    type,
    cast(target_id as text),
    cast(count(*) over (partition by business_id, type, target_id) as integer),
    coalesce(occurred_at, created_at),
    lower(trim(activity_type)),
    coalesce(lower(trim(actor_type)), '')
from audit_mgmt.activity_stream
inner join oracle.businesses using (business_id)
cross join lateral (select regexp_replace(lower(trim(target_type)), 's$', '') as type) as types
order by business_id, type, target_id, coalesce(occurred_at, created_at) desc, cast(id as text) collate "C" desc
