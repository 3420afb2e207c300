-- E-mails, campaigns and calls.

create table campaign_recipients (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    campaign_id uuid not null,
    contact_id uuid,
    email text not null,
    name text,
    recipient_data jsonb default '{}',
    status campaign_recipient_status not null default 'pending',
    sent_at timestamptz,
    delivered_at timestamptz,
    opened_at timestamptz,
    clicked_at timestamptz,
    bounced_at timestamptz,
    failed_at timestamptz,
    unsubscribed_at timestamptz,
    error_message text,
    email_history_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    customer_id uuid
);

create table email_campaigns (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name text not null,
    description text,
    template_type text not null,
    template_data jsonb default '{}',
    recipient_criteria jsonb default '{}',
    scheduled_at timestamptz,
    started_at timestamptz,
    completed_at timestamptz,
    status campaign_status not null default 'draft',
    recipient_count integer not null default 0,
    sent_count integer not null default 0,
    delivered_count integer not null default 0,
    open_count integer not null default 0,
    click_count integer not null default 0,
    bounce_count integer not null default 0,
    failed_count integer not null default 0,
    unsubscribe_count integer not null default 0,
    created_by_id uuid not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table email_history (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    sender_id uuid,
    from_address text not null,
    to_address text not null,
    customer_id uuid,
    subject text not null,
    body_html text,
    body_text text,
    status email_status not null default 'pending',
    resend_message_id text,
    campaign_id uuid,
    template_id uuid,
    opened_at timestamptz,
    clicked_at timestamptz,
    link_clicks jsonb,
    sent_at timestamptz,
    delivered_at timestamptz,
    bounced_at timestamptz,
    bounce_reason text,
    bounce_type bounce_type,
    complained_at timestamptz,
    metadata jsonb default '{}',
    created_at timestamptz not null default now()
);

create table email_signatures (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    user_id uuid,
    name text not null,
    content text not null,
    is_default boolean not null default false,
    is_company_wide boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table email_suppression (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    email text not null,
    reason suppression_reason not null,
    bounce_type bounce_type,
    bounce_count integer not null default 0,
    source text,
    resend_event_id text,
    metadata jsonb default '{}',
    created_at timestamptz not null default now(),
    deleted_at timestamptz,
    deleted_by uuid,
    deleted_reason text
);

create table email_template_versions (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    template_id uuid not null,
    version integer not null,
    name text not null,
    description text,
    category template_category not null default 'custom',
    subject text not null,
    body_html text not null,
    variables jsonb default '[]',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table email_templates (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name text not null,
    description text,
    category template_category not null default 'custom',
    subject text not null,
    body_html text not null,
    variables jsonb default '[]',
    version integer not null default 1,
    is_active boolean not null default true,
    parent_template_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table scheduled_calls (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    customer_id uuid not null,
    assignee_id uuid not null,
    scheduled_at timestamptz not null,
    reminder_at timestamptz,
    purpose text not null default 'general',
    notes text,
    status scheduled_call_status not null default 'pending',
    completed_at timestamptz,
    cancelled_at timestamptz,
    cancel_reason text,
    outcome text,
    outcome_notes text,
    rescheduled_to_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table scheduled_emails (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    user_id uuid not null,
    recipient_email text not null,
    recipient_name text,
    customer_id uuid,
    subject text not null,
    template_type text not null,
    template_data jsonb default '{}',
    scheduled_at timestamptz not null,
    timezone text not null default 'UTC',
    status scheduled_email_status not null default 'pending',
    sent_at timestamptz,
    cancelled_at timestamptz,
    cancel_reason text,
    email_history_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    attempt_count integer not null default 0,
    last_attempt_at timestamptz,
    last_error text
);

create table webhook_events (
    id uuid not null default gen_random_uuid(),
    event_id text not null,
    event_type text not null,
    email_id text not null,
    processed_at timestamptz not null default now(),
    payload jsonb,
    error_message text,
    result jsonb
);
