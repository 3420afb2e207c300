-- Suppliers, their prices and purchase orders.

create table price_agreements (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    supplier_id uuid not null,
    supplier_name text,
    agreement_number text not null
        default 'PA-' || to_char(now(), 'YYYYMMDD') || '-' || substr(gen_random_uuid()::text, 1, 6),
    title text not null,
    description text,
    effective_date date not null,
    expiry_date date,
    status price_agreement_status not null default 'draft',
    currency text not null default 'AUD',
    discount_percent integer,
    minimum_order_value numeric(12, 2),
    total_items integer not null default 0,
    created_by uuid not null,
    approved_by uuid,
    approved_at timestamptz,
    rejected_by uuid,
    rejected_at timestamptz,
    rejection_reason text,
    notes text,
    terms_and_conditions text,
    version integer not null default 1,
    updated_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    constraint price_agreements_approval_consistency check (
        (approved_at is null and approved_by is null)
        or (approved_at is not null and approved_by is not null)
    ),
    constraint price_agreements_date_range check (
        expiry_date is null
        or effective_date is null
        or expiry_date > effective_date
    ),
    constraint price_agreements_discount_range check (
        discount_percent is null
        or discount_percent between 0 and 100
    ),
    constraint price_agreements_rejection_consistency check (
        (rejected_at is null and rejected_by is null)
        or (rejected_at is not null and rejected_by is not null)
    ),
    constraint price_agreements_total_items_non_negative check (total_items >= 0)
);

create table price_change_history (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    price_list_id uuid,
    agreement_id uuid,
    supplier_id uuid,
    previous_price numeric(12, 2),
    new_price numeric(12, 2) not null default 0,
    price_change numeric(12, 2),
    change_percent numeric(5, 2),
    change_reason text,
    effective_date timestamptz,
    status price_change_status not null default 'pending',
    requested_by uuid not null,
    requested_at timestamptz not null default now(),
    approved_by uuid,
    approved_at timestamptz,
    rejected_by uuid,
    rejected_at timestamptz,
    rejection_reason text,
    applied_by uuid,
    applied_at timestamptz,
    notes text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint price_change_history_application_consistency check (
        (applied_at is null and applied_by is null)
        or (applied_at is not null and applied_by is not null)
    ),
    constraint price_change_history_approval_consistency check (
        (approved_at is null and approved_by is null)
        or (approved_at is not null and approved_by is not null)
    ),
    constraint price_change_history_rejection_consistency check (
        (rejected_at is null and rejected_by is null)
        or (rejected_at is not null and rejected_by is not null)
    )
);

create table purchase_order_amendments (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    purchase_order_id uuid not null,
    amendment_number integer not null,
    status amendment_status not null default 'requested',
    requested_by uuid not null,
    requested_at timestamptz not null default now(),
    reason text not null,
    approved_by uuid,
    approved_at timestamptz,
    rejected_by uuid,
    rejected_at timestamptz,
    rejection_reason text,
    applied_by uuid,
    applied_at timestamptz,
    changes jsonb not null default '[]',
    original_values jsonb not null default '{}',
    new_values jsonb not null default '{}',
    notes text,
    internal_notes text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    constraint purchase_order_amendments_applied_status check (
        (status = 'applied' and applied_at is not null and applied_by is not null)
        or (status <> 'applied' and applied_at is null and applied_by is null)
    ),
    constraint purchase_order_amendments_approved_status check (
        (status = 'approved' and approved_at is not null and approved_by is not null)
        or (status <> 'approved' and approved_at is null and approved_by is null)
    ),
    constraint purchase_order_amendments_number_positive check (amendment_number > 0),
    constraint purchase_order_amendments_rejected_status check (
        (status = 'rejected' and rejected_at is not null and rejected_by is not null)
        or (status <> 'rejected' and rejected_at is null and rejected_by is null)
    )
);

create table purchase_order_approval_rules (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name text not null,
    description text,
    min_amount numeric(12, 2),
    max_amount numeric(12, 2),
    requires_approval boolean not null default true,
    auto_approve_under numeric(12, 2),
    approver_roles text[] not null default '{}',
    escalation_hours integer default 24,
    escalation_approver_roles text[] default '{}',
    priority integer not null default 0,
    is_active boolean not null default true,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    constraint purchase_order_approval_rules_amount_range check (
        max_amount is null
        or min_amount is null
        or max_amount >= min_amount
    ),
    constraint purchase_order_approval_rules_escalation_hours_positive check (
        escalation_hours is null
        or escalation_hours > 0
    ),
    constraint purchase_order_approval_rules_priority_non_negative check (priority >= 0)
);

create table purchase_order_approvals (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    purchase_order_id uuid not null,
    approver_id uuid not null,
    level integer not null default 1,
    status approval_status not null default 'pending',
    comments text,
    approved_at timestamptz,
    rejected_at timestamptz,
    escalated_to uuid,
    escalated_at timestamptz,
    escalation_reason text,
    delegated_from uuid,
    due_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    constraint purchase_order_approvals_approved_status check (
        (status = 'approved' and approved_at is not null)
        or (status <> 'approved' and approved_at is null)
    ),
    constraint purchase_order_approvals_escalated_consistency check (
        (escalated_to is null and escalated_at is null)
        or (escalated_to is not null and escalated_at is not null)
    ),
    constraint purchase_order_approvals_level_positive check (level > 0),
    constraint purchase_order_approvals_rejected_status check (
        (status = 'rejected' and rejected_at is not null)
        or (status <> 'rejected' and rejected_at is null)
    )
);

create table purchase_order_costs (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    purchase_order_id uuid not null,
    cost_type cost_type not null,
    description text,
    amount numeric(12, 2) not null default 0,
    currency text not null default 'AUD',
    allocation_method allocation_method not null default 'equal',
    is_included_in_total boolean not null default true,
    supplier_invoice_number text,
    reference_number text,
    notes text,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    constraint purchase_order_costs_amount_non_negative check (amount >= 0)
);

create table purchase_order_items (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    purchase_order_id uuid not null,
    product_id uuid,
    line_number integer not null,
    product_name text not null,
    product_sku text,
    description text,
    quantity integer not null,
    unit_of_measure text default 'each',
    unit_price numeric(12, 2) not null default 0,
    discount_percent integer default 0,
    tax_rate integer default 10,
    line_total numeric(12, 2) not null default 0,
    quantity_received integer not null default 0,
    quantity_rejected integer not null default 0,
    quantity_pending integer not null default 0,
    expected_delivery_date date,
    actual_delivery_date date,
    notes text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint purchase_order_items_discount_range check (discount_percent between 0 and 100),
    constraint purchase_order_items_pending_calc check (
        quantity_pending = quantity - quantity_received
    ),
    constraint purchase_order_items_quantity_positive check (quantity > 0),
    constraint purchase_order_items_received_max check (quantity_received <= quantity),
    constraint purchase_order_items_rejected_max check (quantity_rejected <= quantity_received),
    constraint purchase_order_items_tax_rate_range check (tax_rate between 0 and 100),
    constraint purchase_order_items_unit_price_non_negative check (unit_price >= 0)
);

create table purchase_order_receipt_items (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    receipt_id uuid not null,
    purchase_order_item_id uuid not null,
    line_number integer not null,
    quantity_expected integer not null,
    quantity_received integer not null,
    quantity_accepted integer not null default 0,
    quantity_rejected integer not null default 0,
    condition condition default 'new',
    rejection_reason rejection_reason,
    quality_notes text,
    warehouse_location text,
    bin_number text,
    lot_number text,
    serial_numbers text[] default '{}',
    expiry_date timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint purchase_order_receipt_items_qty_accepted_non_negative check (
        quantity_accepted >= 0
    ),
    constraint purchase_order_receipt_items_qty_balance check (
        quantity_accepted + quantity_rejected = quantity_received
    ),
    constraint purchase_order_receipt_items_qty_expected_non_negative check (
        quantity_expected >= 0
    ),
    constraint purchase_order_receipt_items_qty_received_non_negative check (
        quantity_received >= 0
    ),
    constraint purchase_order_receipt_items_qty_rejected_non_negative check (
        quantity_rejected >= 0
    ),
    constraint purchase_order_receipt_items_rejection_reason check (
        quantity_rejected = 0
        or rejection_reason is not null
    )
);

create table purchase_order_receipts (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    purchase_order_id uuid not null,
    receipt_number text not null
        default 'GRN-' || to_char(now(), 'YYYYMMDD') || '-'
            || substr(gen_random_uuid()::text, 1, 6),
    received_by uuid not null,
    received_at timestamptz not null default now(),
    carrier text,
    tracking_number text,
    delivery_reference text,
    total_items_expected integer not null default 0,
    total_items_received integer not null default 0,
    total_items_accepted integer not null default 0,
    total_items_rejected integer not null default 0,
    status receipt_status not null default 'pending_inspection',
    inspection_required text not null default 'no',
    inspection_completed_at timestamptz,
    inspection_completed_by uuid,
    quality_notes text,
    notes text,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    constraint purchase_order_receipts_inspection_consistency check (
        (inspection_completed_at is null and inspection_completed_by is null)
        or (inspection_completed_at is not null and inspection_completed_by is not null)
    ),
    constraint purchase_order_receipts_items_accepted_non_negative check (
        total_items_accepted >= 0
    ),
    constraint purchase_order_receipts_items_balance check (
        total_items_accepted + total_items_rejected <= total_items_received
    ),
    constraint purchase_order_receipts_items_expected_non_negative check (
        total_items_expected >= 0
    ),
    constraint purchase_order_receipts_items_received_non_negative check (
        total_items_received >= 0
    ),
    constraint purchase_order_receipts_items_rejected_non_negative check (
        total_items_rejected >= 0
    )
);

create table purchase_orders (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    po_number text not null
        default 'PO-' || to_char(now(), 'YYYYMMDD') || '-' || substr(gen_random_uuid()::text, 1, 6),
    supplier_id uuid not null,
    status purchase_order_status not null default 'draft',
    order_date date not null default current_date,
    required_date date,
    expected_delivery_date date,
    actual_delivery_date date,
    ship_to_address jsonb,
    bill_to_address jsonb,
    subtotal numeric(12, 2) not null default 0,
    tax_amount numeric(12, 2) not null default 0,
    shipping_amount numeric(12, 2) not null default 0,
    discount_amount numeric(12, 2) not null default 0,
    total_amount numeric(12, 2) not null default 0,
    currency text not null default 'AUD',
    payment_terms text,
    ordered_by uuid,
    ordered_at timestamptz,
    approved_by uuid,
    approved_at timestamptz,
    approval_notes text,
    closed_by uuid,
    closed_at timestamptz,
    closed_reason text,
    supplier_reference text,
    internal_reference text,
    notes text,
    internal_notes text,
    metadata jsonb default '{}',
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz,
    exchange_rate numeric(12, 6),
    exchange_date date,
    constraint purchase_orders_approved_status check (
        (approved_at is null and approved_by is null)
        or (approved_at is not null and approved_by is not null)
    ),
    constraint purchase_orders_closed_status check (
        (closed_at is null and closed_by is null)
        or (closed_at is not null and closed_by is not null)
    ),
    constraint purchase_orders_date_order check (
        required_date is null
        or required_date >= order_date
    ),
    constraint purchase_orders_total_calc check (
        total_amount = subtotal + tax_amount + shipping_amount - discount_amount
    )
);

create table supplier_performance_metrics (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    supplier_id uuid not null,
    metric_month date not null,
    total_orders_delivered integer not null default 0,
    on_time_deliveries integer not null default 0,
    late_deliveries integer not null default 0,
    average_delivery_days numeric(5, 2),
    total_items_received integer not null default 0,
    accepted_items integer not null default 0,
    rejected_items integer not null default 0,
    defect_rate numeric(5, 2),
    total_spend numeric(12, 2),
    average_order_value numeric(12, 2),
    average_response_time_hours numeric(6, 2),
    delivery_score numeric(5, 2),
    quality_score numeric(5, 2),
    overall_score numeric(5, 2),
    created_at text not null default now(),
    constraint supplier_metrics_defect_rate_range check (
        defect_rate is null
        or defect_rate between 0 and 100
    ),
    constraint supplier_metrics_delivery_score_range check (
        delivery_score is null
        or delivery_score between 0 and 100
    ),
    constraint supplier_metrics_overall_score_range check (
        overall_score is null
        or overall_score between 0 and 100
    ),
    constraint supplier_metrics_quality_score_range check (
        quality_score is null
        or quality_score between 0 and 100
    )
);

create table supplier_price_history (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    supplier_id uuid not null,
    product_id uuid not null,
    price_list_id uuid,
    previous_price numeric(12, 2) not null default 0,
    new_price numeric(12, 2) not null default 0,
    price_change numeric(12, 2) not null default 0,
    change_percent numeric(5, 2),
    change_reason text,
    effective_date date not null,
    changed_by uuid,
    changed_at timestamptz not null default now(),
    notes text
);

create table supplier_price_lists (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    supplier_id uuid not null,
    product_id uuid not null,
    supplier_name text,
    product_name text,
    product_sku text,
    base_price numeric(12, 2) not null default 0,
    price numeric(12, 2) not null default 0,
    effective_price numeric(12, 2) not null default 0,
    currency text not null default 'AUD',
    status text not null default 'active',
    min_quantity integer not null default 1,
    max_quantity integer,
    min_order_qty integer,
    max_order_qty integer,
    last_updated timestamptz,
    discount_percent numeric(5, 2),
    discount_type text,
    discount_value numeric(12, 2) not null default 0,
    effective_date date not null default current_date,
    expiry_date date,
    is_preferred_price boolean not null default false,
    is_active boolean not null default true,
    supplier_product_code text,
    supplier_product_name text,
    lead_time_days integer,
    notes text,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    constraint supplier_price_lists_date_range check (
        expiry_date is null
        or effective_date is null
        or expiry_date > effective_date
    ),
    constraint supplier_price_lists_discount_range check (
        discount_percent is null
        or discount_percent between 0 and 100
    ),
    constraint supplier_price_lists_lead_time_non_negative check (
        lead_time_days is null
        or lead_time_days >= 0
    ),
    constraint supplier_price_lists_min_quantity_positive check (min_quantity > 0),
    constraint supplier_price_lists_price_non_negative check (price >= 0),
    constraint supplier_price_lists_quantity_range check (
        max_quantity is null
        or min_quantity is null
        or max_quantity >= min_quantity
    )
);

create table suppliers (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    supplier_code text not null default ('SUPP-' || substr(gen_random_uuid()::text, 1, 8)),
    name text not null,
    legal_name text,
    email text,
    phone text,
    website text,
    status supplier_status not null default 'active',
    supplier_type supplier_type,
    tax_id text,
    registration_number text,
    primary_contact_name text,
    primary_contact_email text,
    primary_contact_phone text,
    billing_address jsonb,
    shipping_address jsonb,
    payment_terms payment_terms default 'net_30',
    currency text not null default 'AUD',
    lead_time_days integer,
    minimum_order_value numeric(12, 2),
    maximum_order_value numeric(12, 2),
    quality_rating numeric(3, 1),
    delivery_rating numeric(3, 1),
    communication_rating numeric(3, 1),
    overall_rating numeric(3, 1)
        generated always as ((quality_rating + delivery_rating + communication_rating) / 3) stored,
    rating_updated_at text,
    total_purchase_orders integer not null default 0,
    total_purchase_value numeric(12, 2),
    average_order_value numeric(12, 2),
    first_order_date date,
    last_order_date date,
    tags jsonb default '[]',
    custom_fields jsonb default '{}',
    notes text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz,
    constraint suppliers_communication_rating_range check (
        communication_rating is null
        or communication_rating between 0 and 5
    ),
    constraint suppliers_delivery_rating_range check (
        delivery_rating is null
        or delivery_rating between 0 and 5
    ),
    constraint suppliers_order_value_range check (
        maximum_order_value is null
        or minimum_order_value is null
        or maximum_order_value >= minimum_order_value
    ),
    constraint suppliers_overall_rating_range check (
        overall_rating is null
        or overall_rating between 0 and 5
    ),
    constraint suppliers_quality_rating_range check (
        quality_rating is null
        or quality_rating between 0 and 5
    )
);
