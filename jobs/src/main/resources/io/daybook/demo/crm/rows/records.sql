-- Documents, events and tasks belong to a row of any kind, by its type and id; what is made here names a
-- living row in the type's own word. And what users are told.
create table demo.records as
with
made as (
    select
        tenants.*,
        k,
        tenants.n || '.' || k as key,
        demo.roll('host' || tenants.n || '.' || k, 4) as host
    from demo.tenants as tenants
    cross join lateral generate_series(1, demo.part(tenants.share, 'records')) as k
)

select
    made.*,
    (array['contact', 'deal', 'invoice', 'contract'])[1 + host] as entity_type,
    demo.id(
        (array['contact', 'deal', 'invoice', 'contract'])[1 + host] || n || '.'
        || demo.living(1 + demo.roll('hosted' || key,
            case host when 0 then contacts when 1 then demo.part(share, 'deals') when 2 then invoices
                else demo.part(share, 'contracts') end))
    ) as entity_id,
    demo.day('record' || key) as made_on,
    demo.id('user' || n || '.' || (1 + demo.roll('record' || key, users))) as user_id
from made;

insert into documents (
    document_id, company_id, entity_type, entity_id, document_type, file_name, file_path, file_size,
    mime_type, storage_provider, bucket, checksum, version, uploaded_by, uploaded_at, expires_at, deleted_at
)
select
    demo.id('document' || key || '.' || version), id, entity_type, entity_id,
    demo.pick('document' || key, 'contract', 'identity', 'receipt', null),
    'file-' || k || '-' || mark || '.pdf', '/' || mark || '/' || k || '/' || version,
    1000 + demo.roll('size' || key, 900000), 'application/pdf', 's3', 'files',
    md5('file' || key || '.' || version), version, user_id,
    demo.moment(demo.past(made_on + 10 * version), 'document' || key),
    case when demo.roll('expires' || key, 5) = 0 then timestamp ':today' + (demo.roll('until' || key, 90) - 30) * interval '1 day' end,
    case when k % 20 = 0 then demo.moment(demo.past(made_on + 40), 'gone' || key) end
from demo.records
cross join lateral generate_series(1, 1 + demo.roll('versions' || key, 3) / 2) as version;

insert into calendar_events (
    event_id, company_id, title, description, start_time, end_time, entity_type, entity_id, created_by,
    reminder_sent, status, created_at
)
select
    demo.id('event' || key), id, demo.pick('event' || key, 'Visita', 'Reunião', 'Ligação') || ' · ' || mark, null,
    made_on + interval '9 hours' + demo.roll('starts' || key, 16) * interval '30 minutes',
    made_on + interval '10 hours' + demo.roll('starts' || key, 16) * interval '30 minutes',
    entity_type, entity_id, user_id, k % 3 > 0,
    demo.pick('attended' || key, 'completed', 'completed', 'scheduled', 'cancelled'),
    demo.moment(made_on - 3, 'event' || key)
from demo.records
where k % 2 = 0;

insert into tasks (
    task_id, company_id, assigned_to, title, description, due_date, priority, status, entity_type,
    entity_id, completed_at, created_at, deleted_at
)
select
    demo.id('task' || key), id, case when k % 8 > 0 then user_id end,
    demo.pick('task' || key, 'Cobrar', 'Enviar proposta', 'Atualizar cadastro') || ' ' || k || ' · ' || mark, null,
    made_on + 7, demo.pick('priority' || key, 'low', 'normal', 'high'),
    case when demo.roll('done' || key, 3) > 0 then 'completed' else 'open' end,
    entity_type, entity_id,
    case when demo.roll('done' || key, 3) > 0
        then demo.moment(demo.past(made_on + demo.roll('takes' || key, 12)), 'done' || key) end,
    demo.moment(made_on, 'task' || key),
    case when k % 20 = 0 then demo.moment(demo.past(made_on + 40), 'gone' || key) end
from demo.records;

insert into email_templates (template_id, company_id, name, subject, body, variables, is_active, created_at)
select
    demo.id('template' || n || name), id, name, name || ' · ' || mark, 'Olá {{name}} · ' || mark, '["name"]', true,
    created_at
from (select n, id, mark, created_at from demo.tenants) as tenants
cross join (values ('Fatura'), ('Cobrança'), ('Boas-vindas')) as templates (name);

insert into notifications (
    notification_id, company_id, user_id, title, message, type, is_read, action_url, created_at
)
select
    demo.id('notification' || key || '.' || number), id, user_id, 'Novo · ' || mark, 'Registro ' || k || ' · ' || mark,
    demo.pick('notice' || key || number, 'info', 'warning', 'task'), demo.roll('read' || key || number, 3) > 0, null,
    demo.moment(made_on, 'notification' || key || number)
from demo.records
cross join generate_series(1, 2) as number;
