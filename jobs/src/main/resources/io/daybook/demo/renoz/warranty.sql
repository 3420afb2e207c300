-- Warranties, claims, the systems under them, and the portal.

create table warranties (
    id uuid not null default gen_random_uuid(),
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
    id uuid not null default gen_random_uuid(),
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

create table warranty_entitlements (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    order_id uuid not null,
    shipment_id uuid not null,
    shipment_item_id uuid not null,
    order_line_item_id uuid not null,
    commercial_customer_id uuid not null,
    product_id uuid not null,
    warranty_policy_id uuid,
    serialized_item_id uuid,
    product_serial varchar(255),
    unit_sequence integer,
    evidence_type warranty_entitlement_evidence_type not null,
    status warranty_entitlement_status not null default 'pending_activation',
    provisioning_issue_code warranty_entitlement_issue_code,
    delivered_at timestamptz not null,
    created_by uuid,
    updated_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table warranty_extensions (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    warranty_id uuid not null,
    extension_type warranty_extension_type not null,
    extension_months integer not null,
    previous_expiry_date timestamptz not null,
    new_expiry_date timestamptz not null,
    price numeric(12, 2),
    notes text,
    approved_by_id uuid,
    created_by uuid,
    updated_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table warranty_items (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    warranty_id uuid not null,
    product_id uuid not null,
    product_serial varchar(255),
    inventory_id uuid,
    warranty_start_date date not null,
    warranty_end_date date not null,
    warranty_period_months integer not null,
    installation_notes text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table warranty_owner_records (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    full_name varchar(255) not null,
    email varchar(255),
    phone varchar(50),
    address jsonb,
    notes text,
    created_by uuid,
    updated_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table warranty_policies (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name varchar(255) not null,
    description text,
    type warranty_policy_type not null,
    duration_months integer not null,
    cycle_limit integer,
    terms jsonb default '{}',
    sla_configuration_id uuid,
    is_default boolean not null default false,
    is_active boolean not null default true,
    created_by uuid,
    updated_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table service_linkage_reviews (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    status service_linkage_review_status not null default 'pending',
    reason_code service_linkage_review_reason not null,
    source_warranty_id uuid,
    source_entitlement_id uuid,
    source_order_id uuid,
    project_id uuid,
    commercial_customer_id uuid,
    candidate_system_ids jsonb not null default '[]',
    snapshot jsonb not null default '{}',
    resolution_notes text,
    resolved_service_system_id uuid,
    resolved_at timestamptz,
    resolved_by uuid,
    created_by uuid,
    updated_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table service_owners (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    full_name varchar(255) not null,
    normalized_full_name varchar(255) not null,
    email varchar(255),
    normalized_email varchar(255),
    phone varchar(50),
    normalized_phone varchar(50),
    address jsonb,
    notes text,
    created_by uuid,
    updated_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table service_system_ownerships (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    service_system_id uuid not null,
    service_owner_id uuid not null,
    started_at timestamptz not null default now(),
    ended_at timestamptz,
    transfer_reason text,
    notes text,
    created_by uuid,
    updated_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table service_systems (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    display_name varchar(255) not null,
    site_address jsonb,
    normalized_site_address_key text,
    commercial_customer_id uuid,
    source_order_id uuid,
    project_id uuid,
    notes text,
    created_by uuid,
    updated_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table customer_portal_sessions (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    scope text not null default 'customer',
    token_hash text not null,
    customer_id uuid,
    contact_id uuid,
    job_assignment_id uuid,
    expires_at timestamptz not null,
    used_at timestamptz,
    last_ip text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table portal_identities (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    auth_user_id uuid not null,
    scope portal_scope not null,
    status portal_identity_status not null default 'active',
    customer_id uuid,
    contact_id uuid,
    job_assignment_id uuid,
    last_seen_at timestamptz,
    revoked_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint portal_identities_customer_scope_check check (
        scope <> 'customer'
        or (customer_id is not null and job_assignment_id is null)
    ),
    constraint portal_identities_subcontractor_scope_check check (
        scope <> 'subcontractor'
        or job_assignment_id is not null
    )
);
