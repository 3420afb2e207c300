-- What serves every area: notices, files, reports, search, documents,
-- tasks, AI, OAuth, the website.

create table audit_logs (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    user_id uuid,
    action varchar(100) not null,
    entity_type varchar(50) not null,
    entity_id uuid,
    old_values jsonb,
    new_values jsonb,
    ip_address text,
    user_agent text,
    timestamp timestamptz not null default now(),
    metadata jsonb default '{}'
);

create table notifications (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    user_id uuid not null,
    type notification_type not null,
    title text not null,
    message text not null,
    status notification_status not null default 'pending',
    sent_at timestamptz,
    read_at timestamptz,
    dismissed_at timestamptz,
    failure_reason text,
    data jsonb default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table activities (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    user_id uuid,
    entity_type activity_entity_type not null,
    entity_id uuid not null,
    action activity_action not null,
    changes jsonb,
    metadata jsonb default '{}',
    ip_address inet,
    user_agent text,
    description text,
    source activity_source not null default 'manual',
    source_ref uuid,
    created_at timestamptz not null default now(),
    created_by uuid,
    entity_name text,
    customer_id_from_metadata uuid generated always as (
        case
            when metadata is not null and metadata ? 'customerId' then
                case
                    when metadata ->> 'customerId'
                        ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
                        then (metadata ->> 'customerId')::uuid
                    else null::uuid
                end
            else null::uuid
        end
    ) stored,
    movement_id_from_metadata uuid generated always as (
        case
            when metadata is not null and metadata ? 'movementId' then
                case
                    when metadata ->> 'movementId'
                        ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
                        then (metadata ->> 'movementId')::uuid
                    else null::uuid
                end
            else null::uuid
        end
    ) stored
);

create table attachments (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    uploaded_by uuid not null,
    filename text not null,
    original_filename text not null,
    mime_type text not null,
    size_bytes integer not null,
    storage_key text not null,
    bucket text not null default 'attachments',
    entity_type text,
    entity_id uuid,
    metadata jsonb default '{}',
    created_at timestamptz not null default now(),
    deleted_at timestamptz
);

create table dashboard_layouts (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    user_id uuid not null,
    name text not null,
    is_default boolean not null default false,
    role_default user_role,
    layout jsonb not null
        default '{"theme": "system", "widgets": [], "compactMode": false, "gridColumns": 12}',
    filters jsonb not null
        default
            '{"dateRangeEnd": null, "comparisonType": null, "dateRangeStart": null, '
            '"dateRangePreset": "30d", "comparisonEnabled": false}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table custom_reports (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name text not null,
    description text,
    is_shared boolean not null default false,
    definition jsonb not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table report_favorites (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    user_id uuid not null,
    report_type text not null,
    report_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table scheduled_reports (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name text not null,
    description text,
    frequency report_frequency not null,
    format report_format not null default 'pdf',
    schedule_cron text not null,
    timezone text not null default 'Australia/Sydney',
    is_active boolean not null default true,
    last_run_at timestamptz,
    next_run_at timestamptz,
    last_success_at timestamptz,
    last_error_at timestamptz,
    last_error text,
    consecutive_failures text default '0',
    recipients jsonb not null default '{"emails": [], "userIds": []}',
    metrics jsonb not null
        default
            '{"metrics": [], "includeCharts": true, "includeTrends": true, '
            '"comparisonPeriod": "previous_period"}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table targets (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name text not null,
    metric target_metric not null,
    period target_period not null,
    start_date date not null,
    end_date date not null,
    target_value numeric(12, 2) not null default 0,
    description text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table recent_items (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    user_id uuid not null,
    entity_type text not null,
    entity_id uuid not null,
    title text not null,
    subtitle text,
    url text,
    last_accessed_at timestamptz not null default now(),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint recent_items_entity_type_check check (
        entity_type in (
            'customer', 'contact', 'order', 'opportunity', 'product', 'inventory', 'supplier',
            'warranty', 'issue', 'user', 'email', 'call', 'job', 'job_assignment', 'warranty_claim',
            'quote', 'shipment'
        )
    )
);

create table search_index (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    entity_type text not null,
    entity_id uuid not null,
    title text not null,
    subtitle text,
    description text,
    url text,
    search_text text not null,
    search_vector tsvector generated always as (to_tsvector('english', search_text)) stored,
    rank_boost integer not null default 0,
    metadata jsonb default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint search_index_entity_type_check check (
        entity_type in (
            'customer', 'contact', 'order', 'opportunity', 'product', 'inventory', 'supplier',
            'warranty', 'issue', 'user', 'email', 'call', 'job', 'job_assignment', 'warranty_claim',
            'quote', 'shipment', 'invoice', 'installer', 'purchase_order', 'rma'
        )
    )
);

create table search_index_outbox (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    entity_type text not null,
    entity_id uuid not null,
    action text not null,
    payload jsonb default '{}',
    status text not null default 'pending',
    retry_count integer not null default 0,
    last_error text,
    processed_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint search_outbox_action_check check (action in ('upsert', 'delete')),
    constraint search_outbox_entity_type_check check (
        entity_type in (
            'customer', 'contact', 'order', 'opportunity', 'product', 'inventory', 'supplier',
            'warranty', 'issue', 'user', 'email', 'call', 'job', 'job_assignment', 'warranty_claim',
            'quote', 'shipment', 'invoice', 'installer', 'purchase_order', 'rma'
        )
    ),
    constraint search_outbox_status_check check (
        status in ('pending', 'processing', 'failed', 'completed')
    )
);

create table document_templates (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    document_type text not null,
    logo_url text,
    primary_color text default '#1f2937',
    secondary_color text default '#6b7280',
    font_family text default 'inter',
    paper_size text default 'a4',
    include_qr boolean default false,
    footer_text text,
    terms_text text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table generated_documents (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    document_type text not null,
    entity_type text not null,
    entity_id uuid not null,
    filename text not null,
    storage_url text not null,
    file_size integer,
    generated_at timestamptz not null default now(),
    generated_by_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    regeneration_count integer not null default 0,
    source_revision integer
);

create table jobs (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    user_id uuid not null,
    type job_type not null,
    name text not null,
    description text,
    status job_status not null default 'pending',
    progress integer not null default 0,
    started_at timestamptz,
    completed_at timestamptz,
    metadata jsonb default '{}',
    external_id text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table ai_agent_tasks (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    user_id uuid not null,
    task_type text not null,
    agent ai_agent_name not null,
    input jsonb not null,
    context jsonb,
    status ai_agent_task_status not null default 'queued',
    progress integer default 0,
    current_step text,
    result jsonb,
    error jsonb,
    tokens_used integer default 0,
    queued_at timestamptz default now(),
    started_at timestamptz,
    completed_at timestamptz,
    cost numeric(12, 2) default 0,
    constraint ai_agent_tasks_progress_check check (progress between 0 and 100)
);

create table ai_approval_entities (
    id uuid not null default gen_random_uuid(),
    approval_id uuid not null,
    entity_type text not null,
    entity_id uuid not null,
    action text not null,
    created_at timestamptz not null default now()
);

create table ai_approvals (
    id uuid not null default gen_random_uuid(),
    conversation_id uuid,
    user_id uuid not null,
    organization_id uuid not null,
    action text not null,
    agent ai_agent_name not null,
    action_data jsonb not null,
    status ai_approval_status not null default 'pending',
    version integer not null default 1,
    approved_by uuid,
    approved_at timestamptz,
    rejection_reason text,
    executed_at timestamptz,
    execution_result jsonb,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    retry_count integer not null default 0,
    last_error text,
    last_attempt_at timestamptz
);

create table ai_conversation_messages (
    id uuid not null default gen_random_uuid(),
    conversation_id uuid not null,
    role ai_message_role not null,
    content text not null,
    tool_calls jsonb,
    tool_results jsonb,
    tokens_used integer,
    agent_name text,
    created_at timestamptz not null default now()
);

create table ai_conversations (
    id uuid not null default gen_random_uuid(),
    user_id uuid not null,
    organization_id uuid not null,
    metadata jsonb default '{}',
    active_agent ai_agent_name,
    agent_history jsonb default '[]',
    last_message_at timestamptz default now(),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table ai_cost_tracking (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    user_id uuid,
    conversation_id uuid,
    task_id uuid,
    model text not null,
    feature text,
    input_tokens integer not null,
    output_tokens integer not null,
    cache_read_tokens integer default 0,
    cache_write_tokens integer default 0,
    date date not null,
    created_at timestamptz default now(),
    cost numeric(12, 2) not null default 0
);

create table oauth_calendar_events (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    connection_id uuid not null,
    external_id text not null,
    title text not null,
    description text,
    start_time timestamptz not null,
    end_time timestamptz not null,
    timezone text not null,
    location text,
    status text not null,
    is_all_day boolean not null default false,
    raw jsonb default '{}',
    last_synced_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table oauth_connections (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    user_id uuid not null,
    provider text not null,
    service_type text not null,
    external_account_id text,
    access_token text not null,
    refresh_token text,
    token_expires_at timestamptz,
    scopes jsonb not null default '[]',
    is_active boolean not null default true,
    last_synced_at timestamptz,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    external_account_label text
);

create table oauth_contacts (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    connection_id uuid not null,
    external_id text not null,
    full_name text,
    emails jsonb default '[]',
    phones jsonb default '[]',
    raw jsonb default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table oauth_email_messages (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    connection_id uuid not null,
    external_id text not null,
    thread_id text,
    subject text,
    "from" jsonb,
    "to" jsonb default '[]',
    received_at timestamptz,
    raw jsonb default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table oauth_service_permissions (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    connection_id uuid not null,
    service_type text not null,
    scope text not null,
    is_granted boolean not null default false,
    granted_at timestamptz,
    revoked_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table oauth_states (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    user_id uuid not null,
    provider text not null,
    services jsonb not null,
    redirect_url text not null,
    state text not null,
    pkce_verifier text,
    pkce_challenge text,
    pkce_method text not null default 'S256',
    status text not null default 'pending',
    is_consumed boolean not null default false,
    expires_at timestamptz not null,
    metadata jsonb default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table oauth_sync_logs (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    connection_id uuid not null,
    service_type text not null,
    operation text not null,
    status text not null,
    record_count integer,
    error_message text,
    started_at timestamptz not null default now(),
    completed_at timestamptz,
    metadata jsonb default '{}',
    created_at timestamptz not null default now()
);

create table oauth_sync_states (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    connection_id uuid not null,
    provider text not null,
    service_type text not null,
    sync_token text,
    last_synced_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table inquiries (
    id uuid not null default gen_random_uuid(),
    name text not null,
    email text not null,
    company text,
    message text not null,
    inquiry_type text not null,
    created_at timestamptz default now(),
    constraint inquiries_inquiry_type_check check (
        inquiry_type in ('general', 'residential', 'commercial', 'partnership')
    )
);

create table posts (
    id uuid not null default gen_random_uuid(),
    title text not null,
    slug text not null,
    content text,
    excerpt text,
    published boolean default false,
    created_at timestamptz default now(),
    updated_at timestamptz default now()
);

create table website_products (
    id uuid not null default gen_random_uuid(),
    name text not null,
    slug text not null,
    category text not null,
    description text,
    specs jsonb,
    images text[],
    featured boolean default false,
    created_at timestamptz default now(),
    updated_at timestamptz default now(),
    constraint website_products_category_check check (
        category in ('residential', 'rural', 'commercial')
    )
);
