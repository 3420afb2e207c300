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
cross join lateral (
    select coalesce(nullif(oracle.kind(target_type), 'other'), lower(trim(target_type))) as type
) as types
where coalesce(coalesce(occurred_at, created_at) < cut, true)
order by business_id, type, target_id, coalesce(occurred_at, created_at) desc, cast(id as text) collate "C" desc
