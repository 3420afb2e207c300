-- Opportunities and quotes.

create table opportunities (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    title varchar(255) not null,
    description text,
    customer_id uuid not null,
    contact_id uuid,
    assigned_to uuid,
    stage opportunity_stage not null default 'new',
    probability numeric(5, 2) default 10,
    value numeric(12, 2) not null default 0,
    weighted_value numeric(12, 2),
    expected_close_date date,
    actual_close_date date,
    follow_up_date date,
    quote_expires_at timestamptz,
    quote_pdf_url text,
    win_loss_reason_id uuid,
    lost_reason text,
    lost_notes text,
    competitor_name varchar(100),
    days_in_stage integer not null default 0,
    version integer not null default 1,
    metadata jsonb default '{}',
    tags jsonb default '[]',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz,
    constraint actual_close_date_required check (
        stage not in ('won', 'lost')
        or actual_close_date is not null
    ),
    constraint probability_range check (probability is null or probability between 0 and 100)
);

create table opportunity_activities (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    opportunity_id uuid not null,
    type opportunity_activity_type not null,
    description text not null,
    outcome text,
    scheduled_at timestamptz,
    completed_at timestamptz,
    created_by uuid not null,
    created_at timestamptz not null default now()
);

create table quote_versions (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    opportunity_id uuid not null,
    version_number integer not null,
    items jsonb not null default '[]',
    subtotal numeric(12, 2) not null default 0,
    tax_amount numeric(12, 2) not null default 0,
    total numeric(12, 2) not null default 0,
    notes text,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    constraint subtotal_non_negative check (subtotal >= 0),
    constraint tax_amount_non_negative check (tax_amount >= 0),
    constraint total_non_negative check (total >= 0),
    constraint version_number_positive check (version_number > 0)
);

create table quotes (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    quote_number text not null,
    opportunity_id uuid,
    customer_id uuid not null,
    status text not null default 'draft',
    quote_date date not null default now(),
    valid_until date,
    accepted_at date,
    line_items jsonb default '[]',
    subtotal numeric(12, 2) not null default 0,
    discount_amount numeric(12, 2) not null default 0,
    tax_amount numeric(12, 2) not null default 0,
    total numeric(12, 2) not null default 0,
    terms text,
    notes text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz
);

create table win_loss_reasons (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name varchar(100) not null,
    type win_loss_reason_type not null,
    description text,
    is_active boolean not null default true,
    sort_order integer not null default 0,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);
