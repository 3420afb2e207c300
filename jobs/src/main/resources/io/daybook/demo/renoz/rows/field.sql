-- Projects, visits, work and material; service levels, answers, returns.
insert into projects (
    id, organization_id, project_number, title, project_type, status, customer_id, order_id,
    site_address, start_date, target_completion_date, actual_completion_date, progress_percent,
    estimated_total_value, metadata, created_at, updated_at, deleted_at
)
with
planned as (
    select
        job_assignments.*,
        demo.pick('ps' || job_assignments.id, 'quoting', 'approved', 'in_progress', 'completed',
            'completed', 'completed', 'cancelled', 'on_hold') as project_status
    from job_assignments
    where demo.roll('project' || job_assignments.id, 3) = 0
)

select
    demo.id('project' || planned.id),
    planned.organization_id,
    'PRJ-' || substr(cast(planned.id as text), 1, 8),
    'Storage · ' || tenants.mark,
    'solar_battery',
    cast(planned.project_status as project_status),
    planned.customer_id,
    planned.order_id,
    '{}',
    planned.scheduled_date - 20,
    planned.scheduled_date + 5,
    case when planned.project_status = 'completed' then planned.scheduled_date + 2 end,
    case when planned.project_status = 'completed' then 100 else 40 end,
    (500000 + demo.roll('value' || planned.id, 4000000))::numeric / 100,
    case demo.roll('kwh' || planned.id, 12)
        when 0 then '{"systemSpecs": {"batteryCapacityKwh": "about 10"}}'
        when 1 then '{"systemSpecs": {}}'
        when 2 then '{"systemSpecs": {"batteryCapacityKwh": "13.5"}}'
        when 3 then '{"systemSpecs": {"batteryCapacityKwh": -1}}'
        else jsonb_build_object('systemSpecs', jsonb_build_object(
            'batteryCapacityKwh', (50 + demo.roll('capacity' || planned.id, 400))::numeric / 10))
    end::jsonb,
    planned.created_at,
    planned.created_at,
    case when demo.roll('gone' || planned.id, 25) = 0 then demo.past(planned.created_at + interval '3 days') end
from planned
inner join demo.tenants as tenants on tenants.id = planned.organization_id;

insert into site_visits (
    id, organization_id, project_id, visit_number, visit_type, status, scheduled_date,
    actual_start_time, actual_end_time, installer_id, customer_rating, confirmed_at, created_at, updated_at
)
select
    demo.id('visit' || projects.id || n),
    projects.organization_id,
    projects.id,
    'V-' || substr(cast(projects.id as text), 1, 8) || '-' || n,
    cast((array['assessment', 'installation'])[n] as site_visit_type),
    cast(case projects.status when 'completed' then 'completed' else 'scheduled' end as site_visit_status),
    projects.start_date + n,
    case when projects.status = 'completed'
        then demo.pick('start' || projects.id || n, projects.start_date + n || 'T07:30:00+10:00', 'morning') end,
    case when projects.status = 'completed' then projects.start_date + n || ' 15:00:00' end,
    installer.id,
    case when projects.status = 'completed' then 1 + demo.roll('r' || projects.id || n, 5) end,
    demo.pick('c' || projects.id || n, null, projects.start_date || 'T00:00:00Z'),
    projects.created_at,
    projects.created_at
from projects
inner join (
    select distinct on (organization_id) organization_id, id from users order by organization_id, id
) as installer on installer.organization_id = projects.organization_id
cross join generate_series(1, 2) as n;

insert into job_time_entries (
    id, organization_id, job_id, user_id, start_time, end_time, category, is_billable, created_at,
    updated_at
)
with
worked as (
    select
        job_assignments.*,
        n,
        demo.past(job_assignments.scheduled_date::timestamp at time zone 'UTC'
            + (6 + n * 4) * interval '1 hour' + demo.roll('m' || job_assignments.id || n, 3600) * interval '1 second')
            as began
    from job_assignments
    cross join generate_series(1, 3) as n
    where job_assignments.status in ('completed', 'in_progress')
)

select
    demo.id('time' || worked.id || worked.n),
    worked.organization_id,
    worked.id,
    worked.installer_id,
    worked.began,
    case demo.roll('end' || worked.id || worked.n, 30)
        when 0 then null
        when 1 then worked.began - interval '5 minutes'
        else worked.began + (900 + demo.roll('len' || worked.id || worked.n, 12000)) * interval '1.000001 second'
    end,
    cast((array['work', 'work', 'travel'])[worked.n] as job_time_category),
    worked.n < 3,
    worked.began,
    worked.began
from worked;

insert into job_materials (
    id, organization_id, job_id, product_id, quantity_required, quantity_used, unit_cost, is_installed,
    created_at, updated_at
)
select
    demo.id('material' || job_assignments.id),
    job_assignments.organization_id,
    job_assignments.id,
    product.id,
    4,
    demo.roll('used' || job_assignments.id, 5),
    (100 + demo.roll('unit' || job_assignments.id, 90000))::numeric / 100,
    job_assignments.status = 'completed',
    job_assignments.created_at,
    job_assignments.created_at
from job_assignments
inner join (
    select distinct on (organization_id) organization_id, id from products order by organization_id, id
) as product on product.organization_id = job_assignments.organization_id;

insert into sla_configurations (
    id, organization_id, domain, name, response_target_value, response_target_unit,
    resolution_target_value, resolution_target_unit, is_default, created_at, updated_at
)
select
    demo.id('sla' || tenants.id || n),
    tenants.id,
    cast((array['support', 'warranty', 'jobs'])[n] as sla_domain),
    (array['Support', 'Warranty', 'Jobs'])[n] || ' · ' || tenants.mark,
    4,
    'hours',
    (array[48, 240, 120])[n],
    'hours',
    true,
    tenants.created_at,
    tenants.created_at
from demo.tenants as tenants
cross join generate_series(1, 3) as n;

insert into sla_tracking (
    id, organization_id, domain, entity_type, entity_id, sla_configuration_id, started_at,
    response_due_at, responded_at, response_breached, resolution_due_at, resolved_at,
    resolution_breached, resolution_time_seconds, is_paused, paused_at, status, created_at, updated_at
)
with
clocks as (
    select
        organization_id, 1 as n, 'issue' as entity_type, id, created_at as began, resolved_at as ended,
        48 as hours
    from issues
    where demo.roll('sla' || id, 3) > 0
    union all
    select
        organization_id, 2, 'warranty_claim', id, submitted_at, resolved_at, 240
    from warranty_claims
    union all
    select
        organization_id, 3, 'job_assignment', id, created_at,
        case when status = 'completed' then demo.past(created_at + interval '4 days') end, 120
    from job_assignments
    where demo.roll('sla' || id, 5) = 0
),

judged as (
    select
        clocks.*,
        began + hours * interval '1 hour' as due,
        ended is null and demo.roll('pause' || id, 6) = 0 as paused
    from clocks
)

select
    demo.id('clock' || judged.id),
    judged.organization_id,
    cast((array['support', 'warranty', 'jobs'])[judged.n] as sla_domain),
    judged.entity_type,
    case when demo.roll('lost' || judged.id, 60) = 0 then demo.id('gone' || judged.id) else judged.id end,
    case
        when demo.roll('cfg' || judged.id, 40) = 0 then demo.id('a configuration that is gone')
        else demo.id('sla' || judged.organization_id || judged.n)
    end,
    judged.began,
    judged.began + interval '4 hours',
    demo.past(judged.began + interval '1 hour'),
    false,
    judged.due,
    judged.ended,
    coalesce(judged.ended > judged.due, false),
    cast(extract(epoch from judged.ended - judged.began) as bigint),
    judged.paused,
    case when judged.paused then demo.past(judged.began + interval '2 hours') end,
    cast(case
        when judged.paused then 'paused'
        when judged.ended > judged.due then 'breached'
        when judged.ended is not null then 'resolved'
        else 'active'
    end as sla_tracking_status),
    judged.began,
    judged.began
from judged;

insert into csat_responses (
    id, organization_id, issue_id, rating, source, submitted_at, created_at, updated_at
)
select
    demo.id('csat' || issues.id),
    issues.organization_id,
    issues.id,
    1 + demo.roll('rating' || issues.id, 5),
    'email_link',
    demo.past(issues.resolved_at + interval '1 day'),
    demo.past(issues.resolved_at + interval '1 day'),
    demo.past(issues.resolved_at + interval '1 day')
from issues
where issues.resolved_at is not null and demo.roll('csat' || issues.id, 3) = 0;

insert into return_authorizations (
    id, organization_id, rma_number, issue_id, customer_id, order_id, status, reason, approved_at,
    received_at, sequence_number, created_at, updated_at
)
select
    demo.id('rma' || issues.id),
    issues.organization_id,
    'RMA-' || substr(cast(issues.id as text), 1, 8),
    issues.id,
    issues.customer_id,
    issues.order_id,
    cast(demo.pick('s' || issues.id, 'requested', 'approved', 'received', 'processed', 'rejected')
        as rma_status),
    'defective',
    demo.pick('a' || issues.id, null, '2026-01-02T03:04:05.678Z', '2026-01-02', 'tomorrow'),
    demo.pick('r' || issues.id, null, '2026-01-09 10:00:00+10'),
    cast(row_number() over (partition by issues.organization_id order by issues.id) as integer),
    demo.past(issues.created_at + interval '1 day'),
    demo.past(issues.created_at + interval '1 day')
from issues
where issues.order_id is not null and demo.roll('rma' || issues.id, 4) = 0;

insert into rma_line_items (id, rma_id, order_line_item_id, quantity_returned, created_at, updated_at)
select
    demo.id('returned' || return_authorizations.id),
    return_authorizations.id,
    line.id,
    1,
    return_authorizations.created_at,
    return_authorizations.created_at
from return_authorizations
inner join (
    select distinct on (order_id) order_id, id from order_line_items order by order_id, id
) as line on line.order_id = return_authorizations.order_id;
