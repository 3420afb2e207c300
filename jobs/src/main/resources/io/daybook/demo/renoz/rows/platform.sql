-- How each organisation keeps its days, what it wants reported, and what was done.
insert into business_hours_config (
    id, organization_id, name, weekly_schedule, timezone, is_default, created_at, updated_at
)
select
    demo.id('hours' || tenants.id),
    tenants.id,
    'Hours · ' || tenants.mark,
    jsonb_build_object(
        'monday', jsonb_build_object('start', '08:00', 'end', '17:00'),
        'tuesday', jsonb_build_object('start', '08:00', 'end', '17:00'),
        'wednesday', jsonb_build_object('start', '08:00', 'end', '17:00'),
        'thursday', jsonb_build_object('start', '08:00', 'end', '17:00'),
        'friday', jsonb_build_object('start', '08:00', 'end', '15:00'),
        'saturday', case when demo.roll('saturday' || tenants.id, 2) = 0
            then jsonb_build_object('start', '09:00', 'end', '12:00') end
    ),
    tenants.timezone,
    true,
    tenants.created_at,
    tenants.created_at
from demo.tenants as tenants
where demo.roll('plan' || tenants.id, 5) > 0;

insert into organization_holidays (id, organization_id, name, date, is_recurring, created_at, updated_at)
select
    demo.id('holiday' || tenants.id || name),
    tenants.id,
    name,
    day,
    recurring,
    tenants.created_at,
    tenants.created_at
from demo.tenants as tenants
cross join (
    values
        ('New Year', date '2020-01-01', true),
        ('Christmas', date '2020-12-25', true),
        ('Leap day', date '2024-02-29', true),
        ('Stocktake', date ':today' - 40, false)
) as holidays (name, day, recurring);

insert into scheduled_reports (
    id, organization_id, name, frequency, format, schedule_cron, timezone, is_active, recipients,
    metrics, consecutive_failures, created_at, updated_at
)
select
    demo.id('report' || tenants.id || n),
    tenants.id,
    (array['Daily numbers', 'Weekly numbers', 'Monthly numbers', 'Quarterly numbers'])[n] || ' · ' || tenants.mark,
    cast((array['daily', 'weekly', 'monthly', 'quarterly'])[n] as report_frequency),
    cast((array['html', 'csv', 'pdf', 'xlsx'])[n] as report_format),
    (array['0 6 * * *', '0 6 * * 1', '0 6 1 * *', '0 6 1 1,4,7,10 *'])[n],
    tenants.timezone,
    n < 4 or demo.roll('active' || tenants.id, 2) = 0,
    jsonb_build_object(
        'emails', jsonb_build_array('finance@' || tenants.mark || '.example'),
        'userIds', jsonb_build_array(owner.id)
    ),
    '{"metrics": ["revenue", "orders_count", "pipeline_value", "win_rate"], "includeCharts": true,
        "includeTrends": true, "comparisonPeriod": "previous_period"}',
    demo.pick('failures' || tenants.id || n, '0', '0', '3', 'none'),
    tenants.created_at,
    tenants.created_at
from demo.tenants as tenants
inner join (
    select distinct on (organization_id) organization_id, id from users order by organization_id, id
) as owner on owner.organization_id = tenants.id
cross join generate_series(1, 4) as n;

insert into custom_reports (
    id, organization_id, name, is_shared, definition, created_at, updated_at, created_by
)
select
    demo.id('custom' || tenants.id || n),
    tenants.id,
    (array['Big orders', 'By stage'])[n] || ' · ' || tenants.mark,
    n = 1,
    (array[
        '{"columns": ["orderNumber", "total"], "filters": {"status": "delivered"}, "groupBy": [],
            "sortBy": "total", "sortDirection": "desc", "source": "orders"}',
        '{"columns": ["stage", "value"], "filters": {}, "groupBy": ["stage"], "sortBy": "value",
            "sortDirection": "desc", "source": "opportunities"}'
    ])[n]::jsonb,
    tenants.created_at,
    tenants.created_at,
    owner.id
from demo.tenants as tenants
inner join (
    select distinct on (organization_id) organization_id, id
    from users
    order by organization_id, status = 'active' and deleted_at is null desc, id
) as owner on owner.organization_id = tenants.id
cross join generate_series(1, 2) as n;

-- A little more than an average month of the last quarter.
insert into targets (
    id, organization_id, name, metric, period, start_date, end_date, target_value, created_at, updated_at
)
with
usual as (
    select
        organization_id,
        sum(total - tax_amount) / 3 as revenue,
        count(*)::numeric / 3 as orders_count
    from orders
    where deleted_at is null
        and status not in ('draft', 'cancelled')
        and order_date >= date ':today' - 91
        and order_date < date ':today'
    group by organization_id
)

select
    demo.id('target' || tenants.id || metric),
    tenants.id,
    metric || ' · ' || tenants.mark,
    cast(metric as target_metric),
    'monthly',
    cast(date_trunc('month', date ':today') as date),
    cast(date_trunc('month', date ':today') + interval '1 month' - interval '1 day' as date),
    case metric
        when 'revenue' then round(coalesce(usual.revenue, 1000) * 1.05, -3)
        when 'orders_count' then round(coalesce(usual.orders_count, 1) * 1.05)
        else 500
    end,
    tenants.created_at,
    tenants.created_at
from demo.tenants as tenants
left join usual on usual.organization_id = tenants.id
cross join unnest(array['revenue', 'orders_count', 'kwh_deployed']) as metric;

-- Every activity names the table of its entity; some entities are gone, some were never mapped.
insert into activities (
    id, organization_id, user_id, entity_type, entity_id, action, description, created_at, created_by
)
select
    demo.id('activity' || happened.kind || happened.id),
    happened.organization_id,
    someone.id,
    cast(happened.kind as activity_entity_type),
    case when demo.roll('gone' || happened.id, 50) = 0 then demo.id('gone' || happened.id)
        else happened.id end,
    cast(demo.pick('act' || happened.id, 'created', 'updated', 'viewed') as activity_action),
    'Seen',
    happened.created_at,
    someone.id
from (
    select organization_id, 'order' as kind, id, created_at from orders where demo.roll('act' || id, 5) = 0
    union all
    select organization_id, 'customer', id, created_at from customers
    union all
    select organization_id, 'opportunity', id, created_at from opportunities
    union all
    select organization_id, 'quote', id, created_at from quote_versions where demo.roll('act' || id, 5) = 0
    union all
    select organization_id, 'warranty_claim', id, created_at from warranty_claims
) as happened
inner join (
    select distinct on (organization_id) organization_id, id from users order by organization_id, id
) as someone on someone.organization_id = happened.organization_id;

insert into customer_activities (
    id, organization_id, customer_id, activity_type, description, scheduled_at, completed_at,
    assigned_to, created_at, created_by
)
select
    demo.id('touch' || customers.id),
    customers.organization_id,
    customers.id,
    (enum_range(null::customer_activity_type))[1],
    'Called',
    demo.pick('s' || customers.id, '2026-02-01T09:00:00Z', '2026-02-01', 'next week'),
    demo.pick('c' || customers.id, null, '2026-02-01T10:00:00.5Z'),
    case when demo.roll('to' || customers.id, 5) = 0 then demo.id('nobody') else someone.id end,
    demo.pick('at' || customers.id, '2026-01-31T00:00:00Z', '2026-01-31 00:00:00+00', ''),
    someone.id
from customers
inner join (
    select distinct on (organization_id) organization_id, id from users order by organization_id, id
) as someone on someone.organization_id = customers.organization_id
where demo.roll('touch' || customers.id, 2) = 0;

insert into portal_identities (
    id, organization_id, auth_user_id, scope, status, customer_id, created_at, updated_at
)
select
    demo.id('portal' || tenants.id),
    tenants.id,
    account.auth_id,
    'customer',
    'active',
    customer.id,
    tenants.created_at,
    tenants.created_at
from demo.tenants as tenants
inner join (
    select distinct on (organization_id) organization_id, auth_id from users order by organization_id, id
) as account on account.organization_id = tenants.id
inner join (
    select distinct on (organization_id) organization_id, id from customers order by organization_id, id
) as customer on customer.organization_id = tenants.id;
