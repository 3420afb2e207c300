-- What is sold, and stock.

create table products (
    product_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    type text,
    name text not null,
    description text,
    sku text,
    category text,
    price numeric(18,2) not null,
    cost numeric(18,2),
    currency text,
    tax_rate numeric(5,2),
    is_active boolean not null default true,
    track_inventory boolean not null default false,
    created_at timestamp not null default now(),
    updated_at timestamp not null default now(),
    deleted_at timestamp
);

create table services (
    service_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    name text not null,
    description text,
    price numeric(18,2) not null,
    cost numeric(18,2),
    currency text,
    duration integer,
    category text,
    is_active boolean not null default true,
    created_at timestamp not null default now(),
    updated_at timestamp not null default now(),
    deleted_at timestamp
);

create table sales (
    sale_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    contact_id uuid not null,
    total_amount numeric(18,2) not null,
    sale_date date not null,
    status text,
    payment_terms text,
    created_at timestamp not null default now(),
    deleted_at timestamp
);

create table sale_items (
    sale_item_id uuid not null default gen_random_uuid(),
    sale_id uuid not null,
    product_id uuid,
    service_id uuid,
    quantity integer not null,
    unit_price numeric(18,2) not null,
    total_amount numeric(18,2) not null,
    created_at timestamp not null default now()
);

create table inventory_movements (
    movement_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    product_id uuid not null,
    movement_type text,
    quantity integer not null,
    unit_cost numeric(18,2),
    reference_id uuid,
    notes text,
    created_at timestamp not null default now()
);
