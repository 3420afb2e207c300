-- Menus, tables and orders. Deleted for good, all of them.

create table rest.menu_categories (
    id uuid not null default gen_random_uuid(),
    business_id uuid not null,
    parent_category_id uuid,
    name text not null,
    display_order integer,
    is_active boolean,
    category_path ltree,
    created_at timestamptz default now(),
    updated_at timestamptz default now()
);

create table rest.menu_items (
    id uuid not null default gen_random_uuid(),
    business_id uuid not null,
    category_id uuid not null,
    name text not null,
    description text,
    base_price numeric(8,2) not null,
    cost_price numeric(8,2),
    track_inventory boolean,
    current_stock integer,
    low_stock_threshold integer,
    modifiers jsonb,
    variations jsonb,
    is_active boolean,
    created_at timestamptz default now(),
    updated_at timestamptz default now()
);

create table rest.dining_tables (
    id uuid not null default gen_random_uuid(),
    business_id uuid not null,
    location_id uuid,
    table_number text not null,
    table_name text,
    capacity integer not null,
    section_name text,
    position_x integer,
    position_y integer,
    table_status text,
    is_active boolean,
    created_at timestamptz default now(),
    updated_at timestamptz default now()
);

create table rest.orders (
    id uuid not null default gen_random_uuid(),
    business_id uuid not null,
    customer_id uuid,
    table_id uuid,
    order_number text not null,
    order_type text,
    server_id uuid,
    cashier_id uuid,
    kitchen_staff_id uuid,
    subtotal numeric(12,2),
    tax_amount numeric(12,2),
    tip_amount numeric(12,2),
    discount_amount numeric(12,2),
    total_amount numeric(12,2),
    status text,
    ordered_at timestamptz,
    ready_at timestamptz,
    served_at timestamptz,
    special_instructions text,
    dietary_restrictions text[],
    created_at timestamptz default now(),
    updated_at timestamptz default now()
);

create table rest.order_items (
    id uuid not null default gen_random_uuid(),
    business_id uuid not null,
    order_id uuid not null,
    menu_item_id uuid not null,
    quantity integer not null,
    unit_price numeric(8,2) not null,
    total_price numeric(10,2) not null,
    modifications jsonb,
    special_requests text,
    item_status text,
    preparation_time interval,
    cost_per_item numeric(8,2),
    total_cost numeric(10,2),
    created_at timestamptz default now(),
    updated_at timestamptz default now()
);
