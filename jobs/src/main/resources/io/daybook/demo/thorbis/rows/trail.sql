-- What points at rows of any kind, by schema, type in the singular, and id; and flows to other systems.
create table demo.hosts as
select id as business_id, n, mark, 'hs' as schema, 'customer' as type, demo.id('customer' || n || '.' || k) as entity_id, 1 as host, k
from demo.tenants cross join lateral generate_series(1, customers) as k where k % 20 > 0
union all
select id, n, mark, 'hs', 'work_order', order_id, 2, k from demo.jobs where k % 20 > 0
union all
select id, n, mark, 'auto', 'repair_order', order_id, 3, k from demo.repairs where k % 20 > 0
union all
select id, n, mark, 'rest', 'order', order_id, 4, k from demo.meals where k % 3 = 0
union all
select id, n, mark, 'ret', 'sales_order', order_id, 5, k from demo.sales where k % 2 = 0;

insert into file_mgmt.attachments (
    id, business_id, attached_to_type, attached_to_id, attached_to_schema, file_name, file_path, file_size, mime_type,
    file_hash, attachment_type, attachment_category, title, tags, visibility, search_vector, created_at, created_by
)
select
    demo.id('attachment' || entity_id), business_id, type, entity_id, schema, 'photo-' || k || '-' || mark || '.jpg',
    '/' || mark || '/' || k, 1000 + demo.roll('bytes' || entity_id, 500000), 'image/jpeg',
    -- Every sixth is the same picture again.
    md5(case when demo.roll('same' || entity_id, 6) = 0 then 'same' || n else cast(entity_id as text) end),
    'photo', 'before_photo', 'Photo · ' || mark, array['demo'], 'internal', to_tsvector('simple', 'photo ' || k),
    demo.moment(demo.day('attached' || entity_id), 'attached' || entity_id), demo.id('user' || n || '.1')
from demo.hosts
where demo.roll('attached' || entity_id, 5) = 0;

insert into audit_mgmt.activity_stream (
    id, business_id, actor_type, actor_id, actor_name, target_type, target_id, target_schema, target_display_name,
    activity_type, activity_verb, activity_summary, changed_fields, ip_address, source_application,
    parent_activity_id, metadata, occurred_at, created_at
)
select
    demo.id('activity' || entity_id || a), business_id, actor, case when actor = 'user' then demo.id('user' || n || '.' || a) end,
    'Somebody · ' || mark, type, entity_id, schema, type || ' ' || k || ' · ' || mark,
    (array['created', 'status_changed'])[a], (array['created', 'modified'])[a], type || ' was changed · ' || mark,
    case when a = 2 then array['status'] else '{}' end, '192.0.2.7', 'web',
    case when a = 2 then demo.id('activity' || entity_id || 1) end, '{}', at, at
from demo.hosts
cross join generate_series(1, 2) as a
cross join lateral (
    select
        demo.pick('actor' || entity_id || a, 'user', 'user', 'user', 'system', 'integration', 'ai') as actor,
        demo.moment(demo.day('acted' || entity_id || a), 'acted' || entity_id || a) as at
) as acts
where demo.roll('acted' || entity_id, 3) = 0;

-- What a third of the orders went through, up to the state that they are in.
insert into workflow_mgmt.state_transitions (
    id, business_id, entity_type, entity_id, entity_schema, from_state, to_state, state_machine_name, triggered_by,
    triggered_by_user, validation_passed, is_rollback, original_transition_id, transition_started_at,
    transition_completed_at, created_at
)
with
moved as (
    select id as business_id, n, key, 'work_order' as type, 'hs' as schema, order_id, asked_at as begins, status,
        array['created', 'scheduled', 'in_progress'] as path
    from demo.jobs
    where k % 20 > 0
    union all
    select id, n, key, 'repair_order', 'auto', order_id, asked_at, status, array['open', 'diagnosed', 'in_progress']
    from demo.repairs
    where k % 20 > 0
    union all
    select id, n, key, 'sales_order', 'ret', order_id, demo.moment(sold_on, 'sale' || key), status, array['open', 'processing']
    from demo.sales
)

select
    demo.id('transition' || order_id || step), business_id, type, order_id, schema, (array['new'] || path)[step],
    (path || array[status])[step], type || '_lifecycle', demo.pick('by' || order_id || step, 'user_action', 'system_event', 'timer'),
    demo.id('user' || n || '.1'), demo.roll('valid' || order_id || step, 20) > 0, rolls_back,
    case when rolls_back then demo.id('transition' || order_id || (step - 1)) end, at, at + interval '1 minute', at
from moved
cross join lateral generate_series(1, cardinality(path) + 1) as step
cross join lateral (
    select
        step > 1 and demo.roll('back' || order_id || step, 30) = 0 as rolls_back,
        demo.past(begins + step * interval '5 hours') as at
) as steps
where (path || array[status])[step] <> (array['new'] || path)[step]
    and demo.roll('moved' || order_id, 3) = 0;

-- Up to three attempts a record; the last one decides.
insert into integration_mgmt.data_flow_events (
    id, business_id, flow_name, flow_direction, source_system, destination_system, entity_type, entity_id,
    entity_external_id, payload_size_bytes, record_count, status, attempt_number, max_attempts, error_code,
    processing_time_ms, started_at, completed_at, metadata, created_at
)
select
    demo.id('flow' || entity_id || attempt), business_id, (array['customer_sync', 'payment_processing'])[1 + host % 2], 'outbound',
    'thorbis', (array['quickbooks', 'stripe'])[1 + host % 2], type, entity_id, 'x-' || substr(md5(cast(entity_id as text)), 1, 10),
    200 + demo.roll('payload' || entity_id, 3000), 1 + demo.roll('records' || entity_id, 4), status, attempt, 3,
    case when status = 'failed' then 'E503' end, 20 + demo.roll('took' || entity_id || attempt, 900), at,
    case when status in ('completed', 'failed') then at + interval '1 second' end, '{}', at
from demo.hosts
cross join lateral (select 1 + demo.skew('attempts' || entity_id, 3) as attempts) as tries
cross join lateral generate_series(1, attempts) as attempt
cross join lateral (
    select
        case
            when attempt < attempts then 'failed'
            when demo.roll('ended' || entity_id, 30) = 0 then 'failed'
            when demo.roll('ended' || entity_id, 30) = 1 then 'pending'
            else 'completed'
        end as status,
        demo.moment(demo.day('flow' || entity_id), 'flow' || entity_id) + attempt * interval '5 minutes' as at
) as ends
where demo.roll('flows' || entity_id, 4) = 0;

insert into integration_mgmt.data_lineage (
    id, business_id, source_entity_type, source_entity_id, source_schema, destination_entity_type,
    destination_entity_id, destination_schema, transformation_type, transformation_rules, data_quality_score,
    depends_on, last_updated, created_at
)
select
    demo.id('lineage' || entity_id), business_id, 'customer', demo.id('customer' || n || '.1'), 'hs', type, entity_id, schema,
    demo.pick('made' || entity_id, 'direct_copy', 'mapping', 'calculation'), '{}', demo.money('quality' || entity_id, 60, 100),
    case when k % 3 = 0 and host = 2 and (k - 1) % 5 < 3 and (k - 1) % 20 > 0 then array[demo.id('lineage' || demo.id('work_order' || n || '.' || (k - 1)))] else '{}' end,
    demo.moment(demo.day('lineage' || entity_id), 'lineage' || entity_id), timestamptz ':today 00:00+00' - make_interval(days => demo.size('days'))
from demo.hosts
where host in (2, 5) and (host = 2 or k % 4 = 0) and k % 5 < 3;
