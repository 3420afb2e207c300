-- Contracts, invoices, revenue, expense and bank accounts.

create table contracts (
    contract_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    contact_id uuid not null,
    total_value numeric(18,2) not null,
    interest_rate numeric(5,2),
    installment_count integer,
    start_date date,
    end_date date,
    status text,
    created_at timestamp not null default now(),
    updated_at timestamp not null default now(),
    deleted_at timestamp
);

create table contract_installments (
    installment_id uuid not null default gen_random_uuid(),
    contract_id uuid not null,
    installment_number integer not null,
    due_date date not null,
    amount numeric(18,2) not null,
    status text,
    paid_date date,
    late_fee numeric(18,2),
    created_at timestamp not null default now()
);

create table bank_accounts (
    bank_account_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    bank_name text not null,
    agency text,
    account_number text,
    account_type text,
    balance numeric(18,2),
    is_active boolean not null default true,
    created_at timestamp not null default now(),
    updated_at timestamp not null default now(),
    deleted_at timestamp
);

create table payments (
    payment_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    contract_installment_id uuid,
    bank_account_id uuid,
    amount numeric(18,2) not null,
    payment_date date not null,
    payment_method text,
    reference_number text,
    status text,
    idempotency_key text,
    created_at timestamp not null default now()
);

create table bank_statement_entries (
    entry_id uuid not null default gen_random_uuid(),
    bank_account_id uuid not null,
    transaction_date date not null,
    description text,
    amount numeric(18,2) not null,
    transaction_type text,
    balance_after numeric(18,2),
    reference_number text,
    created_at timestamp not null default now()
);

create table invoices (
    invoice_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    contact_id uuid not null,
    invoice_number text,
    type text,
    status text,
    issue_date date not null,
    due_date date,
    paid_date date,
    subtotal numeric(18,2) not null,
    tax_amount numeric(18,2),
    total_amount numeric(18,2) not null,
    currency text,
    notes text,
    terms_and_conditions text,
    idempotency_key text,
    created_at timestamp not null default now(),
    updated_at timestamp not null default now(),
    deleted_at timestamp
);

create table revenue_categories (
    category_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    name text not null,
    description text,
    is_active boolean not null default true,
    created_at timestamp not null default now()
);

create table revenues (
    revenue_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    contact_id uuid,
    invoice_id uuid,
    description text,
    amount numeric(18,2) not null,
    revenue_date date not null,
    category text,
    cost_center_id uuid,
    created_at timestamp not null default now(),
    deleted_at timestamp
);

create table expense_categories (
    category_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    name text not null,
    description text,
    is_active boolean not null default true,
    created_at timestamp not null default now()
);

create table expenses (
    expense_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    description text,
    category text,
    amount numeric(18,2) not null,
    expense_date date not null,
    vendor text,
    payment_method text,
    status text,
    cost_center_id uuid,
    created_at timestamp not null default now(),
    updated_at timestamp not null default now(),
    deleted_at timestamp
);

create table cost_centers (
    cost_center_id uuid not null default gen_random_uuid(),
    company_id uuid not null,
    name text not null,
    description text,
    budget numeric(18,2),
    actual_spend numeric(18,2),
    color text,
    is_active boolean not null default true,
    created_at timestamp not null default now(),
    updated_at timestamp not null default now(),
    deleted_at timestamp
);
