-- Issues, returns, service levels and articles.

create table csat_responses (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    issue_id uuid not null,
    rating integer not null,
    comment text,
    source csat_source not null,
    submitted_at timestamptz not null default now(),
    submitted_by_user_id uuid,
    submitted_by_customer_id uuid,
    submitted_by_email text,
    token text,
    token_expires_at timestamptz,
    token_used_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table escalation_history (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    issue_id uuid not null,
    action text not null,
    performed_by_user_id uuid not null,
    reason text,
    escalation_rule_id uuid,
    escalated_to_user_id uuid,
    previous_assignee_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table escalation_rules (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name text not null,
    description text,
    condition jsonb not null,
    action jsonb not null,
    is_active boolean not null default true,
    priority integer not null default 0,
    escalate_to_user_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table issue_templates (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name text not null,
    description text,
    type issue_type not null,
    default_priority issue_priority default 'medium',
    default_assignee_id uuid,
    title_template text,
    description_prompt text,
    required_fields jsonb,
    defaults jsonb,
    usage_count integer not null default 0,
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz
);

create table issues (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    issue_number text not null default ('ISS-' || substr(gen_random_uuid()::text, 1, 8)),
    title text not null,
    description text,
    type issue_type not null default 'other',
    priority issue_priority not null default 'medium',
    status issue_status not null default 'open',
    customer_id uuid,
    assigned_to_user_id uuid,
    sla_tracking_id uuid,
    hold_reason text,
    escalated_at timestamptz,
    escalated_by uuid,
    escalation_reason text,
    resolved_at timestamptz,
    resolution_notes text,
    metadata jsonb,
    tags text[],
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz,
    warranty_id uuid,
    warranty_entitlement_id uuid,
    order_id uuid,
    shipment_id uuid,
    product_id uuid,
    serialized_item_id uuid,
    service_system_id uuid,
    serial_number text,
    resolved_by_user_id uuid,
    resolution_category issue_resolution_category,
    diagnosis_notes text,
    next_action_type issue_next_action_type
);

create table kb_articles (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    title text not null,
    slug text not null,
    summary text,
    content text not null,
    category_id uuid,
    tags jsonb default '[]',
    status kb_article_status not null default 'draft',
    published_at text,
    view_count integer not null default 0,
    helpful_count integer not null default 0,
    not_helpful_count integer not null default 0,
    meta_title text,
    meta_description text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz
);

create table kb_categories (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name text not null,
    slug text not null,
    description text,
    parent_id uuid,
    sort_order integer not null default 0,
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz
);

create table return_authorizations (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    rma_number text not null,
    issue_id uuid,
    customer_id uuid,
    order_id uuid,
    status rma_status not null default 'requested',
    reason rma_reason not null,
    reason_details text,
    resolution rma_resolution,
    resolution_details jsonb,
    inspection_notes jsonb,
    internal_notes text,
    customer_notes text,
    approved_at text,
    approved_by uuid,
    received_at text,
    received_by uuid,
    processed_at text,
    processed_by uuid,
    rejected_at text,
    rejected_by uuid,
    rejection_reason text,
    sequence_number integer not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    execution_status rma_execution_status not null default 'pending',
    execution_blocked_reason text,
    execution_completed_at text,
    execution_completed_by uuid,
    refund_payment_id uuid,
    credit_note_id uuid,
    replacement_order_id uuid
);

create table rma_line_items (
    id uuid not null default gen_random_uuid(),
    rma_id uuid not null,
    order_line_item_id uuid not null,
    quantity_returned integer not null default 1,
    item_reason text,
    item_condition text,
    serial_number text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table sla_configurations (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    domain sla_domain not null,
    name text not null,
    description text,
    response_target_value integer,
    response_target_unit sla_target_unit,
    resolution_target_value integer,
    resolution_target_unit sla_target_unit,
    at_risk_threshold_percent integer not null default 25,
    escalate_on_breach boolean not null default false,
    escalate_to_user_id uuid,
    business_hours_config_id uuid,
    is_default boolean not null default false,
    priority_order integer not null default 100,
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table sla_events (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    sla_tracking_id uuid not null,
    event_type sla_event_type not null,
    event_data jsonb,
    triggered_by_user_id uuid,
    triggered_at timestamptz not null default now()
);

create table sla_tracking (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    domain sla_domain not null,
    entity_type text not null,
    entity_id uuid not null,
    sla_configuration_id uuid not null,
    started_at timestamptz not null,
    response_due_at timestamptz,
    responded_at timestamptz,
    response_breached boolean not null default false,
    resolution_due_at timestamptz,
    resolved_at timestamptz,
    resolution_breached boolean not null default false,
    response_time_seconds bigint,
    resolution_time_seconds bigint,
    is_paused boolean not null default false,
    paused_at timestamptz,
    pause_reason text,
    total_paused_duration_seconds bigint not null default 0,
    status sla_tracking_status not null default 'active',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint sla_tracking_entity_type_check check (
        entity_type in ('issue', 'warranty_claim', 'job_assignment')
    )
);
