-- Credit notes, schedules, reminders and recognised revenue.

create table credit_notes (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    credit_note_number text not null,
    order_id uuid,
    customer_id uuid not null,
    amount numeric(12, 2) not null default 0,
    gst_amount numeric(12, 2) not null default 0,
    reason text not null,
    status credit_note_status not null default 'draft',
    applied_to_order_id uuid,
    created_at timestamptz not null default now(),
    internal_notes text,
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz
);

create table deferred_revenue (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    order_id uuid not null,
    original_amount numeric(12, 2) not null default 0,
    remaining_amount numeric(12, 2) not null default 0,
    recognized_amount numeric(12, 2) not null default 0,
    deferral_date date not null,
    expected_recognition_date date,
    status deferred_revenue_status not null default 'deferred',
    reason text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz
);

create table payment_reminder_settings (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    is_enabled boolean not null default true,
    default_template_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz
);

create table payment_schedule_payments (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    payment_schedule_id uuid not null,
    order_payment_id uuid not null,
    amount numeric(12, 2) not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz
);

create table payment_schedules (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    order_id uuid not null,
    plan_type payment_plan_type not null default 'fifty_fifty',
    installment_no integer not null,
    description text,
    due_date date not null,
    amount numeric(12, 2) not null default 0,
    gst_amount numeric(12, 2) not null default 0,
    status installment_status not null default 'pending',
    paid_amount numeric(12, 2) not null default 0,
    paid_at timestamptz,
    payment_reference text,
    notes text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz
);

create table reminder_history (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    order_id uuid not null,
    template_id uuid,
    template_name text,
    days_overdue integer,
    subject_sent text,
    body_sent text,
    recipient_email text not null,
    sent_at timestamptz not null default now(),
    delivery_status text default 'sent',
    delivery_error text,
    is_manual_send boolean not null default false,
    notes text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz
);

create table reminder_templates (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name text not null,
    days_overdue integer not null,
    subject text not null,
    body text not null,
    is_active boolean not null default true,
    sort_order integer not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz
);

create table revenue_recognition (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    order_id uuid not null,
    recognition_type recognition_type not null,
    milestone_name text,
    recognized_amount numeric(12, 2) not null default 0,
    recognition_date date not null,
    state recognition_state not null default 'pending',
    xero_sync_attempts integer not null default 0,
    xero_sync_error text,
    last_xero_sync_at timestamptz,
    xero_journal_id text,
    notes text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz
);

create table statement_history (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    customer_id uuid not null,
    start_date date not null,
    end_date date not null,
    opening_balance numeric(12, 2) not null default 0,
    closing_balance numeric(12, 2) not null default 0,
    invoice_count integer not null default 0,
    payment_count integer not null default 0,
    credit_note_count integer not null default 0,
    total_invoiced numeric(12, 2) not null default 0,
    total_payments numeric(12, 2) not null default 0,
    total_credits numeric(12, 2) not null default 0,
    total_gst numeric(12, 2) not null default 0,
    pdf_path text,
    sent_at timestamptz,
    sent_to_email text,
    notes text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz
);

create table xero_payment_events (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    order_id uuid,
    dedupe_key text not null,
    xero_invoice_id text not null,
    payment_id text,
    amount text not null,
    payment_date text not null,
    reference text,
    result_state text not null,
    payload jsonb not null default '{}',
    processed_at timestamptz not null default now(),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);
