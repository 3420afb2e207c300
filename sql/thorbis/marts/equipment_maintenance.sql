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

services_by_equipment as (
    select
        orders.business_id,
        orders.equipment_id,
        count(*) as services,
        sum(
            coalesce(orders.labor_cost, 0) + coalesce(orders.material_cost, 0)
            + coalesce(orders.equipment_cost, 0) + coalesce(orders.subcontractor_cost, 0)
        ) as cost_amount,
        max(coalesce(orders.completed_local_date, orders.created_local_date)) as last_service_date
    from facts.hs_work_orders as orders
    inner join marts.order_states as states
        on states.business_id = orders.business_id
        and states.industry = 'hs'
        and states.status = coalesce(lower(trim(orders.status)), '')
    where orders.tenant_is_live
        and not orders.is_deleted
        and orders.equipment_id is not null
        and states.state = 'earned'
    group by orders.business_id, orders.equipment_id
)

select
    equipment.business_id,
    equipment.customer_equipment_id as equipment_id,
    live_tenants.as_of_date,
    equipment.is_deleted,
    coalesce(lower(trim(equipment.equipment_type)), '') as equipment_type,
    coalesce(services_by_equipment.services, 0) as services,
    coalesce(services_by_equipment.cost_amount, 0) as cost_amount,
    services_by_equipment.last_service_date,
    equipment.last_service_date as stored_last_service_date,
    equipment.next_service_due,
    case
        when equipment.next_service_due < live_tenants.as_of_date then 'overdue'
        when equipment.next_service_due < live_tenants.as_of_date + 30 then 'due_soon'
        else 'current'
    end as maintenance_status,
    coalesce(
        live_tenants.as_of_date
            between equipment.warranty_start_date and equipment.warranty_end_date,
        false
    ) as is_under_warranty,
    :release as release
from facts.hs_customer_equipment as equipment
inner join live_tenants
    on live_tenants.business_id = equipment.business_id
left join services_by_equipment
    on services_by_equipment.business_id = equipment.business_id
    and services_by_equipment.equipment_id = equipment.customer_equipment_id
