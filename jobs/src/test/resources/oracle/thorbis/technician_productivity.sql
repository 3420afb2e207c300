-- T8: completed jobs of who is assigned; members of a team get a share of one.
with
live as (
    select id as business_id, case when default_timezone like '%/%' then default_timezone else 'UTC' end as zone
    from tenant_mgmt.businesses
    where deleted_at is null
),

jobs as (
    select
        work_orders.*,
        cast(date_trunc('month', coalesce(completed_at, created_at) at time zone zone) as date) as month,
        coalesce(total_amount - coalesce(tax_amount, 0), 0) as net
    from hs.work_orders as work_orders
    inner join live using (business_id)
    where deleted_at is null and lower(trim(status)) = 'completed'
),

done as (
    select
        business_id,
        coalesce(cast(assigned_technician_id as text), '(none)') as person,
        month,
        1 as jobs,
        coalesce(labor_hours, 0) as hours,
        net,
        0 as team_jobs,
        0.0 as share
    from jobs
    union all
    select
        business_id,
        cast(person as text),
        month,
        0,
        0,
        0,
        1,
        1.0 / (select count(distinct each) from unnest(team_assignment) as each)
    from jobs
    cross join lateral (
        select distinct each as person from unnest(team_assignment) as each where each is not null
    ) as people
),

summed as (
    select
        business_id,
        person,
        month,
        sum(jobs) as jobs,
        sum(hours) as hours,
        sum(net) as net,
        sum(team_jobs) as team_jobs,
        sum(share) as share
    from done
    group by business_id, person, month
)

select
    cast(business_id as text),
    person,
    month,
    exists (
        select from user_mgmt.business_users as members
        where members.business_id = summed.business_id and cast(user_id as text) = person
    ),
    exists (
        select from user_mgmt.business_users as members
        where members.business_id = summed.business_id and cast(user_id as text) = person
            and lower(trim(status)) = 'active'
    ),
    cast(jobs as integer),
    cast(hours as numeric(18, 2)),
    cast(net as numeric(18, 2)),
    cast(net / nullif(hours, 0) as numeric(18, 2)),
    cast(team_jobs as integer),
    cast(round(share, 9) as numeric(18, 6))
from summed
