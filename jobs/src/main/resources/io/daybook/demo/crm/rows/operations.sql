-- Integrations, webhooks, jobs, figures, schedules and the trail of changes.
insert into integrations (
    integration_id, company_id, service_name, api_key, config_data, is_active, last_sync_at, created_at
)
select
    demo.id('integration' || n || service), id, service, 'secret-key-' || mark, '{}', service <> 'erp',
    case service when 'bank' then timestamp ':today' - interval '6 hours' when 'erp' then null
        else timestamp ':today' - interval '9 days' end,
    created_at
from demo.tenants
cross join (values ('bank'), ('mail'), ('erp')) as services (service);

insert into webhook_endpoints (endpoint_id, company_id, url, event_types, secret, is_active, created_at)
select
    demo.id('endpoint' || n || '.' || k), id, 'https://hooks.' || mark || '.example/' || k, '["invoice.paid"]',
    'secret-hook-' || mark, k < 3, created_at
from demo.tenants
cross join generate_series(1, 3) as k;

-- Up to three attempts an event; the last one decides.
insert into webhook_deliveries (
    delivery_id, endpoint_id, event_name, payload, attempt, status, error, next_retry_at, idempotency_key,
    created_at
)
select
    demo.id('delivery' || key || '.' || attempt), demo.id('endpoint' || n || '.' || (1 + k % 3)), 'invoice.paid',
    jsonb_build_object('number', k), attempt,
    case
        when attempt < attempts then 'failed'
        when demo.roll('dead' || key, 25) = 0 then 'dead'
        else 'delivered'
    end,
    case when attempt < attempts then 'HTTP 503' end,
    case when attempt < attempts then demo.moment(made_on, 'delivery' || key) + attempt * interval '10 minutes' end,
    case when k % 4 > 0 then 'hook-' || key end,
    demo.moment(made_on, 'delivery' || key) + (attempt - 1) * interval '10 minutes'
from (
    select records.*, 1 + demo.roll('attempts' || key, 9) / 7 + demo.roll('more' || key, 9) / 8 as attempts
    from demo.records as records
) as tried
cross join lateral generate_series(1, attempts) as attempt;

-- A job's company is inside its payload, in two spellings; one in six is the system's.
insert into job_queue (job_id, type, payload, run_at, attempts, status, last_error, created_at, updated_at)
select
    row_number() over (order by n, k), demo.pick('job' || key, 'send_mail', 'sync', 'report'),
    case k % 6 when 0 then '{}'::jsonb when 1 then jsonb_build_object('companyId', id)
        else jsonb_build_object('company_id', id) end,
    demo.moment(made_on, 'job' || key), 1 + demo.roll('job' || key, 3),
    demo.pick('ran' || key, 'done', 'done', 'done', 'queued', 'failed'), null,
    demo.moment(made_on, 'job' || key), demo.moment(made_on, 'job' || key)
from demo.records
where k % 3 = 0;

-- What tenants typed is shown, and never run.
insert into kpis (
    kpi_id, company_id, name, calculation_query, target_value, current_value, period, updated_at
)
select
    demo.id('kpi' || n || kpi), id, kpi, query, target, target * (80 + demo.roll('kpi' || n || kpi, 40)) / 100, 'month',
    timestamp ':today' - demo.roll('stale' || n || kpi, 60) * interval '1 day' - interval '5 hours'
from demo.tenants
cross join (
    values
        ('Receita do mês', 'select sum(amount) from revenues', 50000.00),
        ('Dias de recebimento', 'select 1; drop table invoices; --', 45.00),
        ('Novos contatos', null, 20.00),
        ('Sem meta', 'select count(*) from deals', null)
) as kpis (kpi, query, target);

insert into report_schedules (
    schedule_id, company_id, report_type, frequency, parameters, last_run_at, next_run_at, is_active, created_at
)
select
    demo.id('schedule' || n || report), id, report, frequency,
    jsonb_build_object('format', format, 'time', at, 'recipients', jsonb_build_array('owner@' || mark || '.example'))
        || case when frequency = 'monthly' then '{"day_of_month": 31}' else '{}' end::jsonb,
    case when report <> 'contacts' then timestamp ':today' - ran_ago end,
    timestamp ':today' + runs_in, report <> 'expenses', created_at
from demo.tenants
cross join (
    values
        ('cash_flow', 'daily', 'pdf', '02:30', interval '22 hours', interval '150 minutes'),
        ('receivables', 'weekly', 'xlsx', '07:00', interval '13 days', interval '-6 days'),
        ('revenue', 'monthly', 'csv', '00:00', interval '40 days', interval '2 days'),
        ('expenses', 'weekly', 'pdf', '07:00', interval '100 days', interval '-93 days'),
        ('contacts', null, 'pdf', null, interval '0', interval '3 hours')
) as schedules (report, frequency, format, at, ran_ago, runs_in);

insert into audit_logs (
    log_id, company_id, user_id, action, entity_type, entity_id, old_values, new_values, ip_address,
    user_agent, timestamp
)
select
    row_number() over (order by n, k), id, user_id, demo.pick('trail' || key, 'create', 'update', 'update', 'delete'),
    entity_type, entity_id, null, jsonb_build_object('note', 'changed · ' || mark), '192.0.2.1', 'browser',
    demo.moment(made_on, 'trail' || key)
from demo.records;
