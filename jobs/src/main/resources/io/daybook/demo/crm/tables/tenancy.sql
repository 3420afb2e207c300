-- Companies, what is set for them, what they pay for, and their users.

create table companies (
    company_id uuid not null default gen_random_uuid(),
    name text not null,
    address_street text,
    address_number text,
    address_postal_code text,
    address_neighborhood text,
    address_city text,
    address_state text,
    phone text,
    website text,
    created_at timestamp not null default now(),
    updated_at timestamp not null default now(),
    deleted_at timestamp
);

create table company_settings (
    company_id uuid not null,
    razao_social text,
    cnpj text,
    endereco text,
    telefone text,
    logo_ref text,
    theme_settings jsonb,
    security_settings jsonb,
    integration_settings jsonb,
    updated_at timestamp not null default now()
);

create table tenant_settings (
    setting_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    setting_key text not null,
    setting_value text,
    data_type text,
    updated_at timestamp not null default now()
);

create table company_domains (
    domain_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    domain_name text not null,
    is_primary boolean,
    verified_at timestamp,
    created_at timestamp not null default now()
);

create table plans (
    plan_id uuid not null default gen_random_uuid(),
    name text not null,
    price_monthly numeric(18,2),
    price_yearly numeric(18,2),
    features jsonb,
    limits jsonb,
    is_active boolean not null default true,
    created_at timestamp not null default now()
);

create table subscriptions (
    subscription_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    plan_id uuid not null,
    plan_name text,
    price numeric(18,2),
    currency text,
    billing_cycle text,
    status text,
    start_date date,
    end_date date,
    next_billing_date date,
    stripe_subscription_id text,
    idempotency_key text,
    created_at timestamp not null default now()
);

create table users (
    user_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    email text not null,
    password_hash text not null,
    first_name text,
    last_name text,
    phone text,
    role text,
    avatar_url text,
    email_verified boolean,
    is_active boolean not null default true,
    last_login_at timestamp,
    created_at timestamp not null default now(),
    updated_at timestamp not null default now(),
    deleted_at timestamp
);

create table user_roles (
    role_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    name text not null,
    permissions jsonb,
    is_system_role boolean,
    created_at timestamp not null default now()
);

create table user_permissions (
    user_permission_id uuid not null default gen_random_uuid(),
    user_id uuid not null,
    role_id uuid not null,
    created_at timestamp default now()
);

create table sessions (
    session_id uuid not null default gen_random_uuid(),
    user_id uuid not null,
    expires_at timestamp not null,
    created_at timestamp not null default now()
);

create table oauth_accounts (
    oauth_account_id uuid not null default gen_random_uuid(),
    user_id uuid not null,
    provider text not null,
    provider_user_id text not null,
    access_token text,
    refresh_token text,
    expires_at timestamp,
    created_at timestamp not null default now(),
    updated_at timestamp not null default now()
);

create table two_factors (
    two_factor_id uuid not null default gen_random_uuid(),
    user_id uuid not null,
    totp_secret text,
    backup_codes jsonb,
    enabled_at timestamp,
    created_at timestamp not null default now()
);

create table password_reset_tokens (
    token_id uuid not null default gen_random_uuid(),
    user_id uuid not null,
    token text not null,
    expires_at timestamp not null,
    used_at timestamp,
    created_at timestamp not null default now()
);

create table email_verification_tokens (
    token_id uuid not null default gen_random_uuid(),
    user_id uuid not null,
    token text not null,
    expires_at timestamp not null,
    used_at timestamp,
    created_at timestamp not null default now()
);
