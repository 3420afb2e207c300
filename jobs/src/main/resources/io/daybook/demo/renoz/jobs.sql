-- Field work: jobs, projects, visits and installers.

create table checklist_templates (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name varchar(255) not null,
    description text,
    items jsonb not null default '[]',
    is_active boolean not null default true,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table installer_blockouts (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    installer_id uuid not null,
    start_date date not null,
    end_date date not null,
    reason varchar(255),
    blockout_type varchar(50),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table installer_certifications (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    installer_id uuid not null,
    certification_type certification_type not null,
    license_number varchar(255),
    issuing_authority varchar(255),
    issue_date date,
    expiry_date date,
    is_verified boolean default false,
    verified_by uuid,
    verified_at timestamptz,
    document_url text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table installer_profiles (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    user_id uuid not null,
    status installer_status not null default 'active',
    years_experience integer default 0,
    vehicle_type vehicle_type default 'none',
    vehicle_reg varchar(50),
    equipment jsonb default '[]',
    max_jobs_per_day integer not null default 2,
    max_travel_km integer,
    working_hours jsonb
        default
            '{"friday": {"end": "17:00", "start": "08:00", "working": true}, '
            '"monday": {"end": "17:00", "start": "08:00", "working": true}, '
            '"sunday": {"end": "12:00", "start": "08:00", "working": false}, '
            '"tuesday": {"end": "17:00", "start": "08:00", "working": true}, '
            '"saturday": {"end": "12:00", "start": "08:00", "working": false}, '
            '"thursday": {"end": "17:00", "start": "08:00", "working": true}, '
            '"wednesday": {"end": "17:00", "start": "08:00", "working": true}}',
    emergency_contact_name varchar(255),
    emergency_contact_phone varchar(50),
    emergency_contact_relationship varchar(100),
    notes text,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    deleted_at timestamptz
);

create table installer_skills (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    installer_id uuid not null,
    skill installer_skill not null,
    proficiency_level integer not null default 3,
    years_experience integer default 0,
    projects_completed integer default 0,
    is_verified boolean default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table installer_territories (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    installer_id uuid not null,
    postcode varchar(20) not null,
    suburb varchar(255),
    state varchar(50),
    priority integer default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table job_assignments (
    id uuid not null default gen_random_uuid(),
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

create table job_checklist_items (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    checklist_id uuid not null,
    item_text varchar(500) not null,
    item_description text,
    requires_photo boolean not null default false,
    position integer not null default 0,
    is_completed boolean not null default false,
    completed_at timestamptz,
    completed_by uuid,
    notes text,
    photo_url text,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table job_checklists (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    job_id uuid not null,
    template_id uuid,
    template_name varchar(255),
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table job_material_photos (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    job_material_id uuid not null,
    storage_path text not null,
    caption text,
    taken_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table job_material_reservations (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    job_material_id uuid not null,
    inventory_id uuid not null,
    quantity_reserved integer not null,
    status job_material_reservation_status not null default 'pending',
    expires_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table job_material_serial_numbers (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    job_material_id uuid not null,
    serial_number text not null,
    product_id uuid not null,
    installed_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table job_materials (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    job_id uuid not null,
    product_id uuid not null,
    quantity_required numeric(10, 3) not null default 0,
    quantity_used numeric(10, 3) not null default 0,
    unit_cost numeric(12, 2) not null default 0,
    notes text,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    serial_numbers jsonb default '[]',
    installed_location text,
    installed_at timestamptz,
    photos jsonb default '[]',
    is_installed boolean default false,
    installed_by uuid,
    project_id uuid,
    task_id uuid
);

create table job_photos (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    job_assignment_id uuid not null,
    type job_photo_type not null,
    photo_url text not null,
    caption text,
    location jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table job_tasks (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    job_id uuid not null,
    title varchar(255) not null,
    description text,
    status job_task_status not null default 'pending',
    assignee_id uuid,
    due_date date,
    priority text not null default 'normal',
    estimated_hours numeric(8, 2),
    actual_hours numeric(8, 2),
    position integer not null,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    site_visit_id uuid,
    workstream_id uuid,
    project_id uuid
);

create table job_templates (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name varchar(255) not null,
    description text,
    default_tasks jsonb not null default '[]',
    default_bom jsonb not null default '[]',
    checklist_template_id uuid,
    estimated_duration integer not null default 120,
    sla_configuration_id uuid,
    is_active boolean not null default true,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table job_time_entries (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    job_id uuid not null,
    user_id uuid not null,
    start_time timestamptz not null,
    end_time timestamptz,
    description text,
    category job_time_category not null default 'work',
    is_billable boolean not null default true,
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    project_id uuid,
    site_visit_id uuid
);

create table project_bom (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    project_id uuid not null,
    bom_number varchar(50) not null,
    revision integer not null default 1,
    status bom_status not null default 'draft',
    title varchar(255),
    description text,
    estimated_material_cost numeric(12, 2),
    actual_material_cost numeric(12, 2),
    metadata jsonb default '{}',
    approved_by uuid,
    created_at timestamptz not null default now(),
    version integer not null default 1,
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table project_bom_items (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    bom_id uuid not null,
    project_id uuid not null,
    product_id uuid not null,
    position integer not null default 0,
    quantity_estimated numeric(12, 4) not null,
    quantity_ordered numeric(12, 4) default '0',
    quantity_received numeric(12, 4) default '0',
    quantity_installed numeric(12, 4) default '0',
    unit_cost_estimated numeric(12, 4),
    unit_cost_actual numeric(12, 4),
    status bom_item_status not null default 'planned',
    specifications jsonb default '{}',
    notes text,
    site_visit_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table project_files (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    project_id uuid not null,
    file_url text,
    file_type project_file_type not null default 'other',
    description text,
    site_visit_id uuid,
    position integer not null default 0,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    file_name varchar(500) not null,
    file_size integer,
    mime_type varchar(255)
);

create table project_members (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    project_id uuid not null,
    user_id uuid not null,
    role varchar(50) not null default 'member',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table project_notes (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    project_id uuid not null,
    site_visit_id uuid,
    title varchar(255) not null,
    content text,
    note_type project_note_type not null default 'general',
    status project_note_status not null default 'completed',
    audio_data jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table project_workstreams (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    project_id uuid not null,
    name varchar(255) not null,
    description text,
    position integer not null default 0,
    default_visit_type varchar(50),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table projects (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    project_number varchar(50) not null,
    title varchar(255) not null,
    description text,
    project_type project_type not null default 'solar_battery',
    status project_status not null default 'quoting',
    priority project_priority not null default 'medium',
    customer_id uuid not null,
    order_id uuid,
    site_address jsonb not null,
    scope jsonb default '{"inScope": [], "outOfScope": []}',
    outcomes jsonb default '[]',
    key_features jsonb default '{"p0": [], "p1": [], "p2": []}',
    start_date date,
    target_completion_date date,
    actual_completion_date date,
    progress_percent integer not null default 0,
    estimated_total_value numeric(12, 2),
    actual_total_cost numeric(12, 2),
    metadata jsonb default '{}',
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    customer_satisfaction_rating integer,
    customer_feedback text,
    handover_pack_url text,
    deleted_at timestamptz
);

create table site_visit_photos (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    site_visit_id uuid not null,
    project_id uuid not null,
    type site_visit_photo_type not null,
    photo_url text not null,
    thumbnail_url text,
    caption text,
    location jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table site_visits (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    project_id uuid not null,
    visit_number varchar(50) not null,
    visit_type site_visit_type not null default 'installation',
    status site_visit_status not null default 'scheduled',
    scheduled_date date not null,
    scheduled_time time,
    estimated_duration integer,
    actual_start_time text,
    actual_end_time text,
    installer_id uuid not null,
    start_location jsonb,
    complete_location jsonb,
    notes text,
    internal_notes text,
    signature_url text,
    signed_by_name text,
    sign_off_token text,
    sign_off_token_expires_at text,
    confirmation_status varchar(50),
    confirmation_token text,
    confirmed_at text,
    customer_sign_off_name text,
    customer_sign_off_date date,
    customer_sign_off_confirmed boolean default false,
    customer_rating integer,
    customer_feedback text,
    metadata jsonb default '{}',
    version integer not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);
