-- The application's views as they are today, defects included, for the parity test: days are UTC
-- days, a day is there when any row lies on it, deleted or not (so a day of deleted rows is a row of
-- zeros), deleted tenants are in, quiet tenants are not in mv_current_state.
--
-- Parity, with every tenant's zone UTC and deleted tenants left aside: the rows of mv_daily_metrics
-- that are not zero in all shared columns are the same on both sides. Ours has rows more that are
-- zero in these columns, of days on which there were only payments; today's has the phantom rows.
create or replace view oracle.today_mv_daily_metrics as
with

days as (
    select organization_id, order_date as day from orders
    union
    select organization_id, cast(created_at at time zone 'UTC' as date) from opportunities
    union
    select organization_id, cast(created_at at time zone 'UTC' as date) from issues
    union
    select organization_id, cast(created_at at time zone 'UTC' as date) from customers
),

order_days as (
    select
        organization_id,
        order_date as day,
        count(*) as orders_count,
        sum(total) as orders_total,
        sum(tax_amount) as tax_total
    from orders
    where deleted_at is null
    group by 1, 2
),

opportunity_days as (
    select
        organization_id,
        cast(created_at at time zone 'UTC' as date) as day,
        count(*) as opportunities_count,
        sum(value) as opportunities_value,
        sum(weighted_value) as opportunities_weighted
    from opportunities
    where deleted_at is null
    group by 1, 2
),

issue_days as (
    select
        organization_id,
        cast(created_at at time zone 'UTC' as date) as day,
        count(*) as issues_count
    from issues
    where deleted_at is null
    group by 1, 2
),

customer_days as (
    select
        organization_id,
        cast(created_at at time zone 'UTC' as date) as day,
        count(*) as customers_count
    from customers
    where deleted_at is null
    group by 1, 2
)

select
    cast(days.organization_id as text) as organization_id,
    days.day,
    cast(coalesce(orders_count, 0) as integer) as orders_count,
    cast(coalesce(orders_total, 0) as numeric(14, 2)) as orders_total,
    cast(coalesce(tax_total, 0) as numeric(14, 2)) as tax_total,
    cast(coalesce(opportunities_count, 0) as integer) as opportunities_count,
    cast(coalesce(opportunities_value, 0) as numeric(14, 2)) as opportunities_value,
    cast(coalesce(opportunities_weighted, 0) as numeric(14, 2)) as opportunities_weighted,
    cast(coalesce(issues_count, 0) as integer) as issues_count,
    cast(coalesce(customers_count, 0) as integer) as customers_count
from days
left join order_days using (organization_id, day)
left join opportunity_days using (organization_id, day)
left join issue_days using (organization_id, day)
left join customer_days using (organization_id, day);

create or replace view oracle.today_mv_daily_pipeline as
select
    cast(organization_id as text) as organization_id,
    cast(created_at at time zone 'UTC' as date) as day,
    cast(stage as text) as stage,
    cast(count(*) as integer) as opportunities_count,
    cast(sum(value) as numeric(14, 2)) as total_value,
    cast(sum(coalesce(weighted_value, 0)) as numeric(14, 2)) as weighted_value
from opportunities
where deleted_at is null
group by 1, 2, 3;

create or replace view oracle.today_mv_daily_jobs as
select
    cast(organization_id as text) as organization_id,
    scheduled_date as day,
    cast(count(*) as integer) as total_jobs,
    cast(count(*) filter (where status = 'completed') as integer) as completed_jobs,
    cast(count(*) filter (where status = 'cancelled') as integer) as cancelled_jobs,
    cast(count(*) filter (where status = 'in_progress') as integer) as in_progress_jobs,
    cast(count(*) filter (where status = 'on_hold') as integer) as on_hold_jobs
from job_assignments
group by 1, 2;

create or replace view oracle.today_mv_daily_warranty as
select
    cast(organization_id as text) as organization_id,
    cast(submitted_at at time zone 'UTC' as date) as day,
    cast(count(*) as integer) as total_claims,
    cast(count(*) filter (where status = 'submitted') as integer) as submitted_claims,
    cast(count(*) filter (where status = 'under_review') as integer) as under_review_claims,
    cast(count(*) filter (where status = 'approved') as integer) as approved_claims,
    cast(count(*) filter (where status = 'denied') as integer) as denied_claims,
    cast(count(*) filter (where status = 'resolved') as integer) as resolved_claims
from warranty_claims
group by 1, 2;

create or replace view oracle.today_mv_current_state as
with

open_rows as (
    select organization_id, 'order' as kind
    from orders
    where deleted_at is null and status not in ('delivered', 'cancelled')
    union all
    select organization_id, 'opportunity'
    from opportunities
    where deleted_at is null and stage not in ('won', 'lost')
    union all
    select organization_id, 'job'
    from job_assignments
    where status in ('scheduled', 'in_progress', 'on_hold')
    union all
    select organization_id, 'issue'
    from issues
    where deleted_at is null and status in ('open', 'in_progress', 'on_hold')
    union all
    select organization_id, 'claim'
    from warranty_claims
    where status in ('submitted', 'under_review', 'approved')
)

select
    cast(organization_id as text) as organization_id,
    cast(:as_of_instant at time zone 'UTC' as date) as as_of_date,
    cast(count(*) filter (where kind = 'order') as integer) as open_orders,
    cast(count(*) filter (where kind = 'opportunity') as integer) as open_opportunities,
    cast(count(*) filter (where kind = 'job') as integer) as open_jobs,
    cast(count(*) filter (where kind = 'issue') as integer) as open_issues,
    cast(count(*) filter (where kind = 'claim') as integer) as open_warranty_claims
from open_rows
group by organization_id;
