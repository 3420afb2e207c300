-- Contacts, deals and what is done about them.

create table contacts (
    contact_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    type text,
    first_name text,
    last_name text,
    email text,
    phone text,
    company_name text,
    job_title text,
    department text,
    source text,
    status text,
    address_street text,
    address_city text,
    address_country text,
    notes text,
    tags text,
    created_at timestamp not null default now(),
    updated_at timestamp not null default now(),
    deleted_at timestamp
);

create table deals (
    deal_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    contact_id uuid not null,
    owner_user_id uuid,
    name text not null,
    description text,
    value numeric(18,2),
    currency text,
    stage text,
    probability numeric(5,2),
    expected_close_date date,
    actual_close_date date,
    status text,
    loss_reason text,
    created_at timestamp not null default now(),
    updated_at timestamp not null default now(),
    deleted_at timestamp
);

create table activities (
    activity_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    user_id uuid,
    contact_id uuid,
    deal_id uuid,
    type text,
    subject text,
    description text,
    content text,
    due_date date,
    completed_date date,
    status text,
    created_at timestamp not null default now(),
    updated_at timestamp not null default now(),
    deleted_at timestamp
);

create table client_applications (
    application_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    contact_id uuid,
    first_name text,
    last_name text,
    email text,
    phone text,
    cpf text,
    cnpj text,
    company_age integer,
    company_size text,
    segment text,
    revenue numeric(18,2),
    has_physical_location boolean,
    credit_purpose text,
    notes text,
    status text,
    converted_at timestamp,
    created_at timestamp not null default now(),
    updated_at timestamp not null default now(),
    deleted_at timestamp
);

create table credit_analyses (
    analysis_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    client_application_id uuid not null,
    analyst_user_id uuid,
    risk_score numeric(5,2),
    approved_amount numeric(18,2),
    interest_rate numeric(5,2),
    justification text,
    status text,
    created_at timestamp not null default now()
);

create table documents (
    document_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    entity_type text not null,
    entity_id uuid not null,
    document_type text,
    file_name text not null,
    file_path text not null,
    file_size bigint,
    mime_type text,
    storage_provider text,
    bucket text,
    checksum text,
    version integer,
    uploaded_by uuid,
    uploaded_at timestamp not null,
    expires_at timestamp,
    deleted_at timestamp
);

create table calendar_events (
    event_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    title text not null,
    description text,
    start_time timestamp not null,
    end_time timestamp not null,
    entity_type text,
    entity_id uuid,
    created_by uuid,
    reminder_sent boolean,
    status text,
    created_at timestamp not null default now()
);

create table tasks (
    task_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    assigned_to uuid,
    title text not null,
    description text,
    due_date date,
    priority text,
    status text,
    entity_type text,
    entity_id uuid,
    completed_at timestamp,
    created_at timestamp not null default now(),
    deleted_at timestamp
);

create table email_templates (
    template_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    name text not null,
    subject text,
    body text,
    variables jsonb,
    is_active boolean not null default true,
    created_at timestamp not null default now()
);

create table notifications (
    notification_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    user_id uuid not null,
    title text not null,
    message text,
    type text,
    is_read boolean not null default false,
    action_url text,
    created_at timestamp not null default now()
);
