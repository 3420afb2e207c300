-- Twelve of Renoz's tables: types, columns, nullability, vocabularies, keys, checks.
-- Foreign keys, indexes and row-level security are in renoz_keys.sql, made after the rows are in.
-- There are no updated_at triggers, as in the original: its ORM sets the column, raw SQL does not.

create type customer_size as enum ('micro', 'small', 'medium', 'large', 'enterprise');
create type customer_status as enum ('prospect', 'active', 'inactive', 'suspended', 'blacklisted');
create type customer_type as enum ('individual', 'business', 'government', 'non_profit');
create type invoice_status as enum (
    'draft', 'scheduled', 'unpaid', 'overdue', 'paid', 'canceled', 'refunded'
);
create type issue_next_action_type as enum (
    'create_rma', 'warranty_claim', 'field_service', 'customer_follow_up', 'monitor',
    'no_action'
);
create type issue_priority as enum ('low', 'medium', 'high', 'critical');
create type issue_resolution_category as enum (
    'hardware_fault', 'shipping_damage', 'fulfillment_error', 'installation_issue',
    'software_or_firmware', 'usage_guidance', 'no_fault_found', 'other'
);
create type issue_status as enum (
    'open', 'in_progress', 'pending', 'on_hold', 'escalated', 'resolved', 'closed'
);
create type issue_type as enum (
    'hardware_fault', 'software_firmware', 'installation_defect', 'performance_degradation',
    'connectivity', 'other'
);
create type job_assignment_status as enum (
    'scheduled', 'in_progress', 'completed', 'cancelled', 'on_hold'
);
create type job_assignment_type as enum (
    'installation', 'service', 'warranty', 'inspection', 'commissioning'
);
create type opportunity_stage as enum (
    'new', 'qualified', 'proposal', 'negotiation', 'won', 'lost'
);
create type order_line_item_pick_status as enum ('not_picked', 'picking', 'picked');
create type order_status as enum (
    'draft', 'confirmed', 'picking', 'picked', 'partially_shipped', 'shipped', 'delivered',
    'cancelled'
);
create type payment_method as enum (
    'bank_transfer', 'credit_card', 'cash', 'cheque', 'paypal', 'stripe', 'xero'
);
create type payment_status as enum ('pending', 'partial', 'paid', 'refunded', 'overdue');
create type product_status as enum ('active', 'inactive', 'discontinued');
create type product_type as enum ('physical', 'service', 'digital', 'bundle');
create type tax_type as enum ('gst', 'gst_free', 'input_taxed', 'export');
create type user_role as enum (
    'owner', 'admin', 'manager', 'sales', 'operations', 'support', 'viewer'
);
create type user_status as enum ('active', 'invited', 'suspended', 'deactivated');
create type user_type as enum ('staff', 'installer');
create type warranty_claim_resolution_type as enum (
    'repair', 'replacement', 'refund', 'warranty_extension'
);
create type warranty_claim_status as enum (
    'submitted', 'under_review', 'approved', 'denied', 'resolved', 'cancelled'
);
create type warranty_claim_type as enum (
    'cell_degradation', 'bms_fault', 'inverter_failure', 'installation_defect', 'other'
);
create type warranty_claimant_role as enum ('channel_partner', 'owner', 'internal', 'other');
create type warranty_status as enum (
    'active', 'expiring_soon', 'expired', 'voided', 'transferred', 'pending_approval'
);
create type xero_sync_status as enum ('pending', 'syncing', 'synced', 'error');

create table organizations (
    id uuid primary key default gen_random_uuid(),
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

create table users (
    id uuid primary key default gen_random_uuid(),
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

create table customers (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null,
    customer_code text not null default ('CUST-' || substr((gen_random_uuid())::text, 1, 8)),
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
    constraint health_score_range check (health_score between 0 and 100),
    constraint parent_not_self check (parent_id <> id)
);

create table products (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null,
    sku varchar(100) not null,
    name varchar(255) not null,
    description text,
    barcode text,
    category_id uuid,
    type product_type not null default 'physical',
    status product_status not null default 'active',
    is_serialized boolean not null default false,
    track_inventory boolean not null default true,
    base_price numeric(12, 2) not null default 0,
    cost_price numeric(12, 2),
    tax_type tax_type not null default 'gst',
    weight numeric(8, 3),
    dimensions jsonb default '{}',
    specifications jsonb default '{}',
    seo_title varchar(255),
    seo_description text,
    tags jsonb default '[]',
    xero_item_id varchar(255),
    pricing jsonb default '{}',
    reorder_point numeric(10, 3) not null default 0,
    reorder_qty numeric(10, 3) not null default 0,
    metadata jsonb default '{}',
    warranty_policy_id uuid,
    is_active boolean not null default true,
    is_sellable boolean not null default true,
    is_purchasable boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz,
    constraint product_base_price_non_negative check (base_price >= 0),
    constraint product_cost_price_non_negative check (cost_price >= 0)
);

create table orders (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null,
    order_number text not null,
    customer_id uuid not null,
    status order_status not null default 'draft',
    payment_status payment_status not null default 'pending',
    order_date date not null default now(),
    due_date date,
    shipped_date date,
    delivered_date date,
    billing_address jsonb,
    shipping_address jsonb,
    subtotal numeric(12, 2) not null default 0,
    discount_amount numeric(12, 2) not null default 0,
    discount_percent numeric(5, 2),
    tax_amount numeric(12, 2) not null default 0,
    shipping_amount numeric(12, 2) not null default 0,
    total numeric(12, 2) not null default 0,
    paid_amount numeric(12, 2) not null default 0,
    balance_due numeric(12, 2) not null default 0,
    metadata jsonb default '{}',
    internal_notes text,
    customer_notes text,
    quote_pdf_url text,
    invoice_pdf_url text,
    xero_invoice_id text,
    xero_sync_status xero_sync_status default 'pending',
    xero_sync_error text,
    last_xero_sync_at text,
    xero_invoice_url text,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz,
    invoice_status invoice_status default 'draft',
    invoice_due_date date,
    invoice_sent_at timestamptz,
    invoice_viewed_at timestamptz,
    invoice_reminder_sent_at timestamptz,
    invoice_number text,
    paid_at timestamptz,
    client_request_id text
);

create table order_line_items (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null,
    order_id uuid not null,
    product_id uuid,
    line_number text not null,
    sku text,
    description text not null,
    quantity numeric(10, 3) not null default 0,
    unit_price numeric(12, 2) not null default 0,
    discount_percent numeric(5, 2),
    discount_amount numeric(12, 2) not null default 0,
    tax_type tax_type not null default 'gst',
    tax_amount numeric(12, 2) not null default 0,
    line_total numeric(12, 2) not null default 0,
    pick_status order_line_item_pick_status not null default 'not_picked',
    picked_at timestamptz,
    picked_by uuid,
    qty_picked numeric(10, 3) not null default 0,
    qty_shipped numeric(10, 3) not null default 0,
    qty_delivered numeric(10, 3) not null default 0,
    notes text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    allocated_serial_numbers jsonb
);

create table order_payments (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null,
    order_id uuid not null,
    amount numeric(12, 2) not null default 0,
    payment_method payment_method not null,
    payment_date date not null,
    reference text,
    notes text,
    is_refund boolean not null default false,
    related_payment_id uuid,
    recorded_by uuid not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz
);

create table opportunities (
    id uuid primary key default gen_random_uuid(),
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
        stage not in ('won', 'lost') or actual_close_date is not null
    ),
    constraint probability_range check (probability between 0 and 100)
);

create table issues (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null,
    issue_number text not null default ('ISS-' || substr((gen_random_uuid())::text, 1, 8)),
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

create table job_assignments (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null,
    order_id uuid,
    customer_id uuid not null,
    installer_id uuid not null,
    job_type job_assignment_type not null default 'installation',
    job_number text not null,
    title text not null,
    description text,
    scheduled_date date not null,
    scheduled_time time,
    estimated_duration integer,
    status job_assignment_status not null default 'scheduled',
    started_at text,
    completed_at text,
    start_location jsonb,
    complete_location jsonb,
    signature_url text,
    signed_by_name text,
    sign_off_token text,
    sign_off_token_expires_at text,
    confirmation_status text,
    confirmation_token text,
    internal_notes text,
    metadata jsonb default '{}',
    sla_tracking_id uuid,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    migrated_to_project_id uuid
);

create table warranties (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null,
    warranty_number varchar(50) not null,
    customer_id uuid,
    product_id uuid,
    product_serial varchar(255),
    warranty_policy_id uuid not null,
    order_id uuid,
    registration_date timestamptz not null default now(),
    expiry_date timestamptz not null,
    current_cycle_count integer,
    last_cycle_update timestamptz,
    status warranty_status not null default 'active',
    assigned_user_id uuid,
    original_customer_id uuid,
    transferred_at timestamptz,
    expiry_alert_opt_out boolean not null default false,
    last_expiry_alert_sent timestamptz,
    certificate_url text,
    notes text,
    created_by uuid,
    updated_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    project_id uuid,
    deleted_at timestamptz,
    source_entitlement_id uuid,
    owner_record_id uuid,
    activated_at timestamptz,
    service_system_id uuid,
    source text default 'crm',
    registration_payload jsonb,
    constraint chk_warranties_pending_or_linked check (
        (status = 'pending_approval' and customer_id is null and product_id is null)
        or (status <> 'pending_approval' and customer_id is not null and product_id is not null)
    ),
    constraint warranties_source_check check (source in ('crm', 'website'))
);

create table warranty_claims (
    id uuid primary key default gen_random_uuid(),
    organization_id uuid not null,
    claim_number varchar(50) not null,
    warranty_id uuid not null,
    customer_id uuid not null,
    issue_id uuid,
    claim_type warranty_claim_type not null,
    description text not null,
    status warranty_claim_status not null default 'submitted',
    resolution_type warranty_claim_resolution_type,
    resolution_notes text,
    approved_by_user_id uuid,
    approved_at timestamptz,
    denial_reason text,
    cost numeric(12, 2),
    cycle_count_at_claim integer,
    submitted_at timestamptz not null default now(),
    resolved_at timestamptz,
    assigned_user_id uuid,
    sla_tracking_id uuid,
    notes text,
    created_by uuid,
    updated_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    claimant_role warranty_claimant_role not null default 'channel_partner',
    claimant_customer_id uuid,
    claimant_snapshot jsonb,
    channel_bypass_reason text
);
