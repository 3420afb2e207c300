-- T10: every vehicle, what was done and is due, and what the source says that was done.
with
live as (
    select
        id as business_id,
        zone,
        cast(:as_of_instant at time zone zone as date) as d
    from tenant_mgmt.businesses
    cross join lateral (
        select case when default_timezone like '%/%' then default_timezone else 'UTC' end as zone
    ) as zones
    where deleted_at is null
),

cars as (
    select
        vehicles.*,
        zone,
        d,
        visits,
        spent,
        coalesce(mileage, current_mileage) as mileage,
        last_on
    from auto.vehicles as vehicles
    inner join live using (business_id)
    cross join lateral (
        select
            count(*) as visits,
            coalesce(sum(total_amount), 0) as spent,
            greatest(max(mileage_out), max(mileage_in)) as mileage,
            max(
                cast(coalesce(completed_at, actual_completion_time, repair_orders.created_at) at time zone zone as date)
            ) as last_on
        from auto.repair_orders as repair_orders
        where repair_orders.business_id = vehicles.business_id and vehicle_id = vehicles.id
            and repair_orders.deleted_at is null and lower(trim(status)) in ('completed', 'delivered')
    ) as done
)

select
    cast(business_id as text),
    cast(id as text),
    d,
    deleted_at is not null,
    cast(visits as integer),
    cast(spent as numeric(18, 2)),
    mileage,
    last_on,
    cast(planned as integer),
    cast(overdue as integer),
    next_on,
    coalesce(next_oil_change_date < d, false) or coalesce(next_oil_change_due < mileage, false),
    coalesce(total_visits, 0),
    cast(visits - coalesce(total_visits, 0) as integer),
    cast(coalesce(total_amount_spent, 0) as numeric(18, 2)),
    cast(spent - coalesce(total_amount_spent, 0) as numeric(18, 2))
from cars
cross join lateral (
    select
        count(*) as planned,
        count(*) filter (where due_date < d or due_mileage < mileage) as overdue,
        min(due_date) as next_on
    from auto.maintenance_schedules as schedules
    where schedules.business_id = cars.business_id and vehicle_id = cars.id
        and coalesce(lower(trim(status)), '') not in ('completed', 'cancelled')
) as plans
