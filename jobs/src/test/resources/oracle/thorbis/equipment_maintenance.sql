-- T11: every piece of equipment, its services, what is due and under warranty.
select
    cast(equipment.business_id as text),
    cast(equipment.id as text),
    d,
    equipment.deleted_at is not null,
    lower(trim(equipment_type)),
    cast(services as integer),
    cast(cost as numeric(18, 2)),
    last_on,
    last_service_date,
    next_service_due,
    case
        when next_service_due < d then 'overdue'
        when next_service_due < d + 30 then 'due_soon'
        else 'current'
    end,
    coalesce(warranty_start_date <= d and warranty_end_date >= d, false)
from hs.customer_equipment as equipment
inner join tenant_mgmt.businesses as businesses on businesses.id = equipment.business_id and businesses.deleted_at is null
cross join lateral (
    select case when default_timezone like '%/%' then default_timezone else 'UTC' end as zone
) as zones
cross join lateral (select cast(:as_of_instant at time zone zone as date) as d) as days
cross join lateral (
    select
        count(*) as services,
        coalesce(sum(coalesce(labor_cost, 0) + coalesce(material_cost, 0) + coalesce(equipment_cost, 0)
            + coalesce(subcontractor_cost, 0)), 0) as cost,
        max(cast(coalesce(completed_at, work_orders.created_at) at time zone zone as date)) as last_on
    from hs.work_orders as work_orders
    where work_orders.business_id = equipment.business_id and equipment_id = equipment.id
        and work_orders.deleted_at is null and lower(trim(status)) = 'completed'
) as done
