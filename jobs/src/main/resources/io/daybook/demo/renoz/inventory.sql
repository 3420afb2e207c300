-- Stock, movements, counts and serial numbers.

create table inventory (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    product_id uuid not null,
    location_id uuid not null,
    status inventory_status not null default 'available',
    quantity_on_hand numeric(10, 3) not null default 0,
    quantity_allocated numeric(10, 3) not null default 0,
    quantity_available numeric(10, 3)
        generated always as (quantity_on_hand - quantity_allocated) stored not null,
    unit_cost numeric(12, 2) not null default 0,
    total_value numeric(12, 2) not null default 0,
    lot_number text,
    serial_number text,
    expiry_date text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    constraint inventory_allocation_max check (quantity_allocated <= quantity_on_hand),
    constraint inventory_serial_single_unit check (
        serial_number is null
        or (
            quantity_on_hand >= 0
            and quantity_on_hand <= 1
            and quantity_allocated >= 0
            and quantity_allocated <= 1
        )
    )
);

create table inventory_alerts (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    alert_type inventory_alert_type not null,
    product_id uuid,
    location_id uuid,
    threshold jsonb not null,
    is_active boolean not null default true,
    notification_channels text[] default '{}',
    escalation_users uuid[] default '{}',
    last_triggered_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    version integer not null default 1
);

create table inventory_cost_layer_capitalizations (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    inventory_cost_layer_id uuid not null,
    purchase_order_receipt_item_id uuid,
    purchase_order_cost_id uuid,
    component_type text not null,
    cost_type text,
    quantity_basis integer not null,
    amount_total numeric(12, 4) not null,
    amount_per_unit numeric(12, 6) not null,
    currency varchar(3) not null default 'AUD',
    exchange_rate numeric(14, 6),
    metadata jsonb,
    created_by uuid,
    created_at timestamptz not null default now()
);

create table inventory_cost_layers (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    inventory_id uuid not null,
    received_at timestamptz not null,
    quantity_received integer not null,
    quantity_remaining integer not null,
    unit_cost numeric(10, 4) not null,
    reference_type cost_layer_reference_type,
    reference_id uuid,
    expiry_date date,
    created_at timestamptz not null default now()
);

create table inventory_forecasts (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    product_id uuid not null,
    forecast_date date not null,
    forecast_period forecast_period not null,
    demand_quantity numeric(10, 2) not null,
    forecast_accuracy numeric(5, 2),
    confidence_level numeric(5, 2),
    safety_stock_level integer,
    reorder_point integer,
    recommended_order_quantity integer,
    calculated_at timestamptz not null default now(),
    created_at timestamptz not null default now()
);

create table inventory_movements (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    inventory_id uuid not null,
    product_id uuid not null,
    location_id uuid not null,
    movement_type movement_type not null,
    quantity numeric(10, 3) not null default 0,
    previous_quantity numeric(10, 3) not null default 0,
    new_quantity numeric(10, 3) not null default 0,
    unit_cost numeric(12, 2) not null default 0,
    total_cost numeric(12, 2) not null default 0,
    reference_type text,
    reference_id uuid,
    metadata jsonb default '{}',
    notes text,
    created_at timestamptz not null default now(),
    created_by uuid
);

create table order_line_serial_allocations (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    serialized_item_id uuid not null,
    order_line_item_id uuid not null,
    is_active boolean not null default true,
    allocated_at timestamptz not null default now(),
    released_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table quality_inspections (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    inventory_id uuid not null,
    product_id uuid not null,
    inspection_date timestamptz not null default now(),
    inspector_name varchar(255) not null,
    result quality_inspection_result not null,
    notes text,
    defects jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table serialized_item_events (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    serialized_item_id uuid not null,
    event_type serialized_item_event_type not null,
    entity_type text,
    entity_id uuid,
    notes text,
    occurred_at timestamptz not null default now(),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table serialized_items (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    product_id uuid not null,
    serial_number_raw text not null,
    serial_number_normalized text not null,
    status serialized_item_status not null default 'available',
    current_inventory_id uuid,
    source_receipt_item_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid
);

create table shipment_item_serials (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    shipment_item_id uuid not null,
    serialized_item_id uuid not null,
    shipped_at timestamptz not null default now(),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table stock_count_items (
    id uuid not null default gen_random_uuid(),
    stock_count_id uuid not null,
    inventory_id uuid not null,
    expected_quantity integer not null,
    counted_quantity integer,
    variance_reason varchar(255),
    counted_by uuid,
    counted_at timestamptz,
    reviewed_by uuid,
    reviewed_at timestamptz,
    notes text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table stock_counts (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    count_code varchar(20) not null,
    status stock_count_status not null default 'draft',
    count_type stock_count_type not null default 'cycle',
    location_id uuid,
    assigned_to uuid,
    started_at timestamptz,
    completed_at timestamptz,
    approved_by uuid,
    approved_at timestamptz,
    variance_threshold numeric(5, 2) default 5.00,
    notes text,
    metadata jsonb default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    version integer not null default 1
);

create table warehouse_locations (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    location_code varchar(20) not null,
    name varchar(100) not null,
    location_type varchar(20) not null,
    parent_id uuid,
    capacity integer,
    is_active boolean default true,
    is_pickable boolean default true,
    is_receivable boolean default true,
    attributes jsonb default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    created_by uuid,
    updated_by uuid,
    version integer not null default 1
);
