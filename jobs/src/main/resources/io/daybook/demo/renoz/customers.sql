-- Customers and what is known of them.

create table addresses (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    customer_id uuid not null,
    type address_type not null default 'billing',
    is_primary boolean not null default false,
    street1 text not null,
    street2 text,
    city text not null,
    state text,
    postcode text not null,
    country text not null default 'AU',
    latitude numeric(10, 8),
    longitude numeric(11, 8),
    notes text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table contacts (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    customer_id uuid not null,
    first_name text not null,
    last_name text not null,
    title text,
    email text,
    phone text,
    mobile text,
    department text,
    is_primary boolean not null default false,
    decision_maker boolean not null default false,
    influencer boolean not null default false,
    email_opt_in boolean not null default true,
    sms_opt_in boolean not null default false,
    email_opt_in_at text,
    sms_opt_in_at text,
    last_contacted_at text,
    notes text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table customer_action_plans (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    customer_id uuid not null,
    title varchar(255) not null,
    description text,
    priority varchar(20) not null,
    category varchar(50) not null,
    is_completed boolean not null default false,
    completed_at timestamptz,
    completed_by uuid,
    due_date timestamptz,
    metadata jsonb default '{}',
    created_by uuid,
    updated_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table customer_activities (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    customer_id uuid not null,
    contact_id uuid,
    activity_type customer_activity_type not null,
    direction activity_direction,
    subject text,
    description text not null,
    outcome text,
    duration integer,
    scheduled_at text,
    completed_at text,
    assigned_to uuid,
    metadata jsonb default '{}',
    created_at text not null default now(),
    created_by uuid not null
);

create table customer_health_metrics (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    customer_id uuid not null,
    metric_date date not null,
    recency_score numeric(5, 2),
    frequency_score numeric(5, 2),
    monetary_score numeric(5, 2),
    engagement_score numeric(5, 2),
    overall_score numeric(5, 2),
    created_at text not null default now(),
    constraint engagement_score_range check (
        engagement_score is null
        or engagement_score between 0 and 100
    ),
    constraint frequency_score_range check (
        frequency_score is null
        or frequency_score between 0 and 100
    ),
    constraint monetary_score_range check (
        monetary_score is null
        or monetary_score between 0 and 100
    ),
    constraint overall_score_range check (overall_score is null or overall_score between 0 and 100),
    constraint recency_score_range check (recency_score is null or recency_score between 0 and 100)
);

create table customer_merge_audit (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    primary_customer_id uuid not null,
    merged_customer_id uuid,
    action text not null,
    reason text,
    performed_by uuid not null,
    performed_at text not null default now(),
    merged_data jsonb default '{}',
    metadata jsonb default '{}'
);

create table customer_priorities (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    customer_id uuid not null,
    priority_level customer_priority_level not null default 'medium',
    account_manager uuid,
    service_level service_level not null default 'standard',
    contract_value numeric(12, 2),
    contract_start_date date,
    contract_end_date date,
    special_terms text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint contract_dates_valid check (
        contract_end_date is null
        or contract_start_date is null
        or contract_end_date > contract_start_date
    )
);

create table customer_tag_assignments (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    customer_id uuid not null,
    tag_id uuid not null,
    assigned_by uuid not null,
    assigned_at text not null default now(),
    notes text
);

create table customer_tags (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name text not null,
    description text,
    color text not null default '#6B7280',
    category text,
    is_active boolean not null default true,
    usage_count integer not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid not null
);

create table customers (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    customer_code text not null default ('CUST-' || substr(gen_random_uuid()::text, 1, 8)),
    name text not null,
    legal_name text,
    email text,
    phone text,
    website text,
    status customer_status not null default 'prospect',
    type customer_type not null default 'business',
    size customer_size,
    industry text,
    tax_id text,
    registration_number text,
    parent_id uuid,
    credit_limit numeric(12, 2),
    credit_hold boolean not null default false,
    credit_hold_reason text,
    health_score integer,
    health_score_updated_at text,
    lifetime_value numeric(12, 2),
    first_order_date date,
    last_order_date date,
    total_orders integer not null default 0,
    total_order_value numeric(12, 2),
    average_order_value numeric(12, 2),
    tags jsonb default '[]',
    custom_fields jsonb default '{}',
    warranty_expiry_alert_opt_out boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz,
    xero_contact_id text,
    constraint health_score_range check (health_score is null or health_score between 0 and 100),
    constraint parent_not_self check (parent_id is null or parent_id <> id)
);
