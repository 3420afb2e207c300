-- Organisations, their settings and their people.

create table business_hours_config (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name text not null default 'Standard Hours',
    weekly_schedule jsonb not null,
    timezone text not null default 'Australia/Sydney',
    is_default boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table custom_field_values (
    id uuid not null default gen_random_uuid(),
    custom_field_id uuid not null,
    entity_id uuid not null,
    value jsonb,
    created_by uuid,
    updated_by uuid,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table custom_fields (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    entity_type custom_field_entity_type not null,
    name varchar(100) not null,
    label varchar(100) not null,
    field_type custom_field_type not null,
    options jsonb default '[]',
    is_required boolean not null default false,
    is_active boolean not null default true,
    validation_rules jsonb default '{}',
    default_value jsonb,
    sort_order integer not null default 0,
    metadata jsonb default '{}',
    created_by uuid,
    updated_by uuid,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table data_exports (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    requested_by uuid not null,
    entities text[] not null,
    format export_format not null,
    status export_status not null default 'pending',
    file_url text,
    file_name varchar(255),
    file_size bigint,
    record_count integer,
    expires_at timestamptz,
    started_at timestamptz,
    completed_at timestamptz,
    error_message text,
    metadata jsonb default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint data_exports_entities_nonempty check (array_length(entities, 1) > 0)
);

create table organization_holidays (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name text not null,
    date date not null,
    is_recurring boolean not null default false,
    description text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table organizations (
    id uuid not null default gen_random_uuid(),
    name text not null,
    slug text not null,
    domain text,
    abn text,
    email text,
    phone text,
    website text,
    address jsonb default '{}',
    timezone text not null default 'Australia/Sydney',
    locale text not null default 'en-AU',
    currency text not null default 'AUD',
    settings jsonb default '{"portalBranding": {}}',
    branding jsonb default '{}',
    is_active boolean not null default true,
    plan text not null default 'free',
    stripe_customer_id text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    date_format text not null default 'DD/MM/YYYY',
    time_format text not null default '12h',
    number_format text not null default '1,234.56',
    fiscal_year_start integer not null default 7,
    week_start_day integer not null default 1,
    default_tax_rate integer not null default 10,
    default_payment_terms integer not null default 30
);

create table system_settings (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    category varchar(50) not null,
    key varchar(100) not null,
    value jsonb not null,
    type setting_type not null default 'string',
    description text,
    is_public boolean not null default false,
    created_by uuid,
    updated_by uuid,
    version integer not null default 1,
    metadata jsonb default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table api_tokens (
    id uuid not null default gen_random_uuid(),
    name text not null,
    hashed_token text not null,
    token_prefix text not null,
    user_id uuid not null,
    organization_id uuid not null,
    scopes jsonb not null default '["read"]',
    expires_at timestamptz,
    last_used_at timestamptz,
    last_used_ip text,
    created_at timestamptz not null default now(),
    revoked_at timestamptz,
    revoked_by uuid,
    revoked_reason text
);

create table user_delegations (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    delegator_id uuid not null,
    delegate_id uuid not null,
    start_date timestamptz not null,
    end_date timestamptz not null,
    reason text,
    is_active boolean not null default true,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz,
    constraint user_delegations_different_users check (delegator_id <> delegate_id),
    constraint user_delegations_valid_dates check (start_date < end_date)
);

create table user_group_members (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    group_id uuid not null,
    user_id uuid not null,
    role group_role not null default 'member',
    joined_at timestamptz not null default now(),
    added_by uuid not null,
    version integer not null default 1,
    created_by uuid,
    updated_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz
);

create table user_groups (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name varchar(100) not null,
    description text,
    color varchar(7),
    is_active boolean not null default true,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz
);

create table user_invitations (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    email varchar(255) not null,
    role user_role not null,
    invited_by uuid not null,
    invited_at timestamptz not null default now(),
    expires_at timestamptz not null,
    accepted_at timestamptz,
    personal_message text,
    token varchar(255) not null,
    status invitation_status not null default 'pending',
    version integer not null default 1,
    created_by uuid,
    updated_by uuid,
    constraint user_invitations_valid_expiry check (expires_at > invited_at)
);

create table user_onboarding (
    id uuid not null default gen_random_uuid(),
    user_id uuid not null,
    step_key varchar(50) not null,
    step_name varchar(100) not null,
    is_completed boolean not null default false,
    completed_at timestamptz,
    dismissed_at timestamptz,
    metadata jsonb default '{}',
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    organization_id uuid not null
);

create table user_preferences (
    id uuid not null default gen_random_uuid(),
    user_id uuid not null,
    category varchar(50) not null,
    key varchar(100) not null,
    value jsonb not null,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    organization_id uuid not null
);

create table user_sessions (
    id uuid not null default gen_random_uuid(),
    user_id uuid not null,
    session_token text not null,
    user_agent text,
    ip_address text,
    expires_at timestamptz not null,
    last_active_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    version integer not null default 1
);

create table users (
    id uuid not null default gen_random_uuid(),
    auth_id uuid not null,
    organization_id uuid not null,
    email text not null,
    name text,
    profile jsonb default '{}',
    role user_role not null default 'viewer',
    status user_status not null default 'invited',
    type user_type,
    preferences jsonb default '{"theme": "system", "notifications": {"push": true, "email": true}}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz
);
