-- T22: the last state that was reached, and the one in which the entity is.
with
hosts as (
    select business_id, 'work_order' as kind, id, status, deleted_at from hs.work_orders
    union all
    select business_id, 'invoice', id, status, deleted_at from hs.invoices
    union all
    select business_id, 'repair_order', id, status, deleted_at from auto.repair_orders
    union all
    select business_id, 'order', id, status, null from rest.orders
    union all
    select business_id, 'sales_order', id, order_status, null from ret.sales_orders
),

lasts as (
    select distinct on (business_id, machine, entity_id)
        transitions.*,
        machine,
        regexp_replace(lower(trim(entity_type)), 's$', '') as type,
        coalesce(transition_started_at, created_at) as at
    from workflow_mgmt.state_transitions as transitions
    cross join lateral (select lower(trim(state_machine_name)) as machine) as machines
    order by business_id, machine, entity_id, coalesce(transition_started_at, created_at) desc, created_at desc, id desc
)

select
    cast(lasts.business_id as text),
    machine,
    cast(entity_id as text),
    coalesce(kinds.kind, 'other'),
    case
        when kinds.kind is null then 'unmapped'
        when hosts.id is null then 'nowhere'
        when hosts.deleted_at is null then 'resolved'
        else 'deleted'
    end,
    cast((
        select count(*) from workflow_mgmt.state_transitions as each
        where each.business_id = lasts.business_id and lower(trim(each.state_machine_name)) = machine
            and each.entity_id = lasts.entity_id
    ) as integer),
    lower(trim(to_state)),
    at,
    lower(trim(hosts.status)),
    hosts.id is not null and lower(trim(hosts.status)) is distinct from lower(trim(to_state))
from lasts
inner join oracle.businesses using (business_id)
left join (select distinct kind from hosts) as kinds on kinds.kind = type
left join hosts on hosts.business_id = lasts.business_id and hosts.kind = type and hosts.id = entity_id
