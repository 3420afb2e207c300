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

visits_by_vehicle as (
    select
        orders.business_id,
        orders.vehicle_id,
        count(*) as visits,
        sum(coalesce(orders.total_amount, 0)) as spent_amount,
        max(greatest(orders.mileage_in, orders.mileage_out)) as last_mileage,
        max(
            coalesce(
                orders.completed_local_date,
                orders.actual_completion_local_date,
                orders.created_local_date
            )
        ) as last_visit_date
    from facts.auto_repair_orders as orders
    inner join marts.order_states as states
        on states.business_id = orders.business_id
        and states.industry = 'auto'
        and states.status = coalesce(lower(trim(orders.status)), '')
    where orders.tenant_is_live and not orders.is_deleted and states.state = 'earned'
    group by orders.business_id, orders.vehicle_id
),

vehicles as (
    select
        vehicles.business_id,
        vehicles.vehicle_id,
        live_tenants.as_of_date,
        vehicles.is_deleted,
        coalesce(visits_by_vehicle.visits, 0) as visits,
        coalesce(visits_by_vehicle.spent_amount, 0) as spent_amount,
        coalesce(visits_by_vehicle.last_mileage, vehicles.current_mileage) as last_mileage,
        visits_by_vehicle.last_visit_date,
        coalesce(vehicles.total_visits, 0) as stored_visits,
        coalesce(vehicles.total_amount_spent, 0) as stored_spent_amount,
        vehicles.next_oil_change_date,
        vehicles.next_oil_change_due
    from facts.auto_vehicles as vehicles
    inner join live_tenants
        on live_tenants.business_id = vehicles.business_id
    left join visits_by_vehicle
        on visits_by_vehicle.business_id = vehicles.business_id
        and visits_by_vehicle.vehicle_id = vehicles.vehicle_id
),

dues_by_vehicle as (
    select
        schedules.business_id,
        schedules.vehicle_id,
        count(*) as due_services,
        count(*) filter (
            where schedules.due_date < vehicles.as_of_date
                or schedules.due_mileage < vehicles.last_mileage
        ) as overdue_services,
        min(schedules.due_date) as next_due_date
    from facts.auto_maintenance_schedules as schedules
    inner join vehicles
        on vehicles.business_id = schedules.business_id
        and vehicles.vehicle_id = schedules.vehicle_id
    left join facts.status_map as states
        on states.column_name = 'auto.maintenance_schedules.status'
        and states.word = lower(trim(schedules.status))
    where coalesce(states.state, 'other') not in ('done', 'void')
    group by schedules.business_id, schedules.vehicle_id
)

select
    vehicles.business_id,
    vehicles.vehicle_id,
    vehicles.as_of_date,
    vehicles.is_deleted,
    vehicles.visits,
    vehicles.spent_amount,
    vehicles.last_mileage,
    vehicles.last_visit_date,
    coalesce(dues_by_vehicle.due_services, 0) as due_services,
    coalesce(dues_by_vehicle.overdue_services, 0) as overdue_services,
    dues_by_vehicle.next_due_date,
    coalesce(vehicles.next_oil_change_date < vehicles.as_of_date, false)
        or coalesce(vehicles.next_oil_change_due < vehicles.last_mileage, false)
        as is_oil_change_overdue,
    vehicles.stored_visits,
    vehicles.visits - vehicles.stored_visits as visits_difference,
    vehicles.stored_spent_amount,
    vehicles.spent_amount - vehicles.stored_spent_amount as spent_difference,
    :release as release
from vehicles
left join dues_by_vehicle
    on dues_by_vehicle.business_id = vehicles.business_id
    and dues_by_vehicle.vehicle_id = vehicles.vehicle_id
