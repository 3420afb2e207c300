-- Products, prices and their descriptions.

create table categories (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name varchar(100) not null,
    description text,
    parent_id uuid,
    sort_order integer not null default 0,
    is_active boolean not null default true,
    default_warranty_policy_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint category_parent_not_self check (parent_id is null or parent_id <> id)
);

create table customer_product_prices (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    customer_id uuid not null,
    product_id uuid not null,
    price numeric(12, 2) not null default 0,
    discount_percent numeric(5, 2),
    valid_from timestamptz not null default now(),
    valid_to timestamptz,
    created_by uuid,
    updated_by uuid,
    created_at timestamptz not null default now(),
    constraint customer_price_discount_range check (
        discount_percent is null
        or discount_percent between 0 and 100
    ),
    constraint customer_price_non_negative check (price >= 0),
    constraint customer_price_valid_to_after_from check (
        valid_to is null
        or valid_from is null
        or valid_to > valid_from
    )
);

create table price_history (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    product_id uuid not null,
    change_type price_change_type not null,
    previous_price numeric(12, 2) not null default 0,
    new_price numeric(12, 2) not null default 0,
    previous_discount_percent numeric(5, 2),
    new_discount_percent numeric(5, 2),
    tier_id uuid,
    customer_id uuid,
    reason text,
    changed_by uuid not null,
    changed_at timestamptz not null default now()
);

create table product_attribute_values (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    product_id uuid not null,
    attribute_id uuid not null,
    value jsonb not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table product_attributes (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    name varchar(100) not null,
    attribute_type attribute_type not null,
    description text,
    options jsonb default '{}',
    is_required boolean not null default false,
    is_filterable boolean not null default false,
    is_searchable boolean not null default false,
    category_ids jsonb default '[]',
    sort_order integer not null default 0,
    is_active boolean not null default true,
    created_by uuid not null,
    created_at timestamptz not null default now()
);

create table product_bundles (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    bundle_product_id uuid not null,
    component_product_id uuid not null,
    quantity integer not null default 1,
    is_optional boolean not null default false,
    sort_order integer not null default 0,
    created_at timestamptz not null default now(),
    constraint bundle_not_self_reference check (bundle_product_id <> component_product_id),
    constraint bundle_quantity_positive check (quantity > 0)
);

create table product_images (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    product_id uuid not null,
    image_url text not null,
    alt_text varchar(255),
    caption text,
    sort_order integer not null default 0,
    is_primary boolean not null default false,
    file_size integer,
    dimensions jsonb,
    uploaded_by uuid not null,
    created_at timestamptz not null default now(),
    constraint image_file_size_positive check (file_size is null or file_size >= 0)
);

create table product_price_tiers (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    product_id uuid not null,
    min_quantity integer not null,
    max_quantity integer,
    price numeric(12, 2) not null default 0,
    discount_percent numeric(5, 2),
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    constraint price_tier_discount_range check (
        discount_percent is null
        or discount_percent between 0 and 100
    ),
    constraint price_tier_max_qty_valid check (
        max_quantity is null
        or min_quantity is null
        or max_quantity > min_quantity
    ),
    constraint price_tier_min_qty_positive check (min_quantity > 0),
    constraint price_tier_price_non_negative check (price >= 0)
);

create table product_relations (
    id uuid not null default gen_random_uuid(),
    organization_id uuid not null,
    product_id uuid not null,
    related_product_id uuid not null,
    relation_type product_relation_type not null,
    sort_order integer not null default 0,
    is_active boolean not null default true,
    created_by uuid not null,
    created_at timestamptz not null default now(),
    constraint product_not_self_relation check (product_id <> related_product_id)
);

create table products (
    id uuid not null default gen_random_uuid(),
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
    constraint product_cost_price_non_negative check (cost_price is null or cost_price >= 0)
);
