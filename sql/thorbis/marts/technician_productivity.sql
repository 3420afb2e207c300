with
-- The numbers 1 to 99: as many people are looked for in a team.
places as (
    select tens.n * 10 + ones.n as place
    from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as tens (n)
    cross join (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as ones (n)
    where tens.n * 10 + ones.n > 0
),

jobs as (
    select
        orders.business_id,
        orders.work_order_id,
        orders.assigned_technician_id,
        -- ["one","other"]
        replace(replace(replace(coalesce(orders.team_assignment, ''), '[', ''), ']', ''), '"', '')
            as team,
        cast(
            date_trunc(
                'month', coalesce(orders.completed_local_date, orders.created_local_date)
            ) as date
        ) as month,
        coalesce(orders.labor_hours, 0) as labor_hours,
        coalesce(orders.total_amount - coalesce(orders.tax_amount, 0), 0) as net_amount
    from facts.hs_work_orders as orders
    inner join marts.order_states as states
        on states.business_id = orders.business_id
        and states.industry = 'hs'
        and states.status = coalesce(lower(trim(orders.status)), '')
    where orders.tenant_is_live
        and not orders.is_deleted
        and states.state = 'earned'
        and coalesce(orders.completed_local_date, orders.created_local_date) is not null
),

primary_jobs as (
    select
        business_id,
        coalesce(assigned_technician_id, '(none)') as user_id,
        month,
        count(*) as completed_jobs,
        sum(labor_hours) as labor_hours,
        sum(net_amount) as net_amount
    from jobs
    group by business_id, coalesce(assigned_technician_id, '(none)'), month
),

-- Somebody who stands twice in a team is one of it.
members as (
    select distinct
        jobs.business_id,
        jobs.work_order_id,
        jobs.month,
        split_part(jobs.team, ',', places.place) as user_id
    from jobs
    cross join places
    where split_part(jobs.team, ',', places.place) not in ('', 'null')
),

teams as (
    select
        business_id,
        work_order_id,
        count(*) as people
    from members
    group by business_id, work_order_id
),

team_jobs as (
    select
        members.business_id,
        members.user_id,
        members.month,
        count(*) as team_jobs,
        -- twelve digits, of which six count: three thirds are one
        round(sum(ratio(1, teams.people, 12)), 6) as team_share
    from members
    inner join teams
        on teams.business_id = members.business_id
        and teams.work_order_id = members.work_order_id
    group by members.business_id, members.user_id, members.month
),

-- One person may be a member of a business twice.
memberships as (
    select
        members.business_id,
        members.user_id,
        bool_or(coalesce(states.state, 'other') = 'active') as is_active
    from facts.user_mgmt_business_users as members
    left join facts.status_map as states
        on states.column_name = 'user_mgmt.business_users.status'
        and states.word = lower(trim(members.status))
    where members.tenant_is_live
    group by members.business_id, members.user_id
),

final as (
    select
        coalesce(primary_jobs.business_id, team_jobs.business_id) as business_id,
        coalesce(primary_jobs.user_id, team_jobs.user_id) as user_id,
        coalesce(primary_jobs.month, team_jobs.month) as month,
        coalesce(primary_jobs.completed_jobs, 0) as completed_jobs,
        coalesce(primary_jobs.labor_hours, 0) as labor_hours,
        coalesce(primary_jobs.net_amount, 0) as net_amount,
        coalesce(team_jobs.team_jobs, 0) as team_jobs,
        coalesce(team_jobs.team_share, 0) as team_share
    from primary_jobs
    full join team_jobs
        on team_jobs.business_id = primary_jobs.business_id
        and team_jobs.user_id = primary_jobs.user_id
        and team_jobs.month = primary_jobs.month
)

select
    final.business_id,
    final.user_id,
    final.month,
    memberships.user_id is not null as is_member,
    coalesce(memberships.is_active, false) as is_active,
    final.completed_jobs,
    final.labor_hours,
    final.net_amount,
    ratio(final.net_amount, final.labor_hours, 2) as net_per_hour,
    final.team_jobs,
    final.team_share,
    :release as release
from final
left join memberships
    on memberships.business_id = final.business_id
    and memberships.user_id = final.user_id
