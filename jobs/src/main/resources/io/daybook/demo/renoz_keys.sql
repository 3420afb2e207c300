-- What the application keeps on its tables beside their columns: the declared foreign keys among
-- these tables (several references have none, as in the original), indexes, row-level security.


alter table users add constraint users_organization_id_organizations_id_fk
    foreign key (organization_id) references organizations (id) on delete cascade;

alter table customers add constraint customers_organization_id_organizations_id_fk
    foreign key (organization_id) references organizations (id) on delete cascade;
alter table customers add constraint customers_parent_id_customers_id_fk
    foreign key (parent_id) references customers (id) on delete set null;

alter table products add constraint products_organization_id_organizations_id_fk
    foreign key (organization_id) references organizations (id) on delete cascade;

alter table orders add constraint orders_customer_id_customers_id_fk
    foreign key (customer_id) references customers (id) on delete restrict;
alter table orders add constraint orders_organization_id_organizations_id_fk
    foreign key (organization_id) references organizations (id) on delete cascade;

alter table order_line_items add constraint order_line_items_order_id_orders_id_fk
    foreign key (order_id) references orders (id) on delete cascade;
alter table order_line_items add constraint order_line_items_organization_id_organizations_id_fk
    foreign key (organization_id) references organizations (id) on delete cascade;
alter table order_line_items add constraint order_line_items_picked_by_users_id_fk
    foreign key (picked_by) references users (id) on delete set null;
alter table order_line_items add constraint order_line_items_product_id_products_id_fk
    foreign key (product_id) references products (id) on delete set null;

alter table order_payments add constraint order_payments_order_id_orders_id_fk
    foreign key (order_id) references orders (id) on delete cascade;
alter table order_payments add constraint order_payments_organization_id_organizations_id_fk
    foreign key (organization_id) references organizations (id) on delete cascade;
alter table order_payments add constraint order_payments_recorded_by_users_id_fk
    foreign key (recorded_by) references users (id) on delete restrict;

alter table opportunities add constraint opportunities_assigned_to_users_id_fk
    foreign key (assigned_to) references users (id) on delete set null;
alter table opportunities add constraint opportunities_customer_id_customers_id_fk
    foreign key (customer_id) references customers (id) on delete cascade;
alter table opportunities add constraint opportunities_organization_id_organizations_id_fk
    foreign key (organization_id) references organizations (id) on delete cascade;

alter table issues add constraint issues_assigned_to_user_id_users_id_fk
    foreign key (assigned_to_user_id) references users (id) on delete set null;
alter table issues add constraint issues_customer_id_customers_id_fk
    foreign key (customer_id) references customers (id) on delete set null;
alter table issues add constraint issues_order_id_orders_id_fk
    foreign key (order_id) references orders (id) on delete set null;
alter table issues add constraint issues_organization_id_organizations_id_fk
    foreign key (organization_id) references organizations (id) on delete cascade;
alter table issues add constraint issues_product_id_products_id_fk
    foreign key (product_id) references products (id) on delete set null;
alter table issues add constraint issues_resolved_by_user_id_users_id_fk
    foreign key (resolved_by_user_id) references users (id) on delete set null;
alter table issues add constraint issues_warranty_id_warranties_id_fk
    foreign key (warranty_id) references warranties (id) on delete set null;

alter table job_assignments add constraint job_assignments_customer_id_customers_id_fk
    foreign key (customer_id) references customers (id) on delete restrict;
alter table job_assignments add constraint job_assignments_installer_id_users_id_fk
    foreign key (installer_id) references users (id) on delete restrict;
alter table job_assignments add constraint job_assignments_order_id_orders_id_fk
    foreign key (order_id) references orders (id) on delete set null;
alter table job_assignments add constraint job_assignments_organization_id_organizations_id_fk
    foreign key (organization_id) references organizations (id) on delete cascade;

alter table warranties add constraint warranties_organization_id_organizations_id_fk
    foreign key (organization_id) references organizations (id) on delete cascade;

alter table warranty_claims add constraint warranty_claims_approved_by_user_id_users_id_fk
    foreign key (approved_by_user_id) references users (id) on delete set null;
alter table warranty_claims add constraint warranty_claims_assigned_user_id_users_id_fk
    foreign key (assigned_user_id) references users (id) on delete set null;
alter table warranty_claims add constraint warranty_claims_claimant_customer_id_customers_id_fk
    foreign key (claimant_customer_id) references customers (id) on delete set null;
alter table warranty_claims add constraint warranty_claims_customer_id_customers_id_fk
    foreign key (customer_id) references customers (id) on delete cascade;
alter table warranty_claims add constraint warranty_claims_issue_id_issues_id_fk
    foreign key (issue_id) references issues (id) on delete set null;
alter table warranty_claims add constraint warranty_claims_organization_id_organizations_id_fk
    foreign key (organization_id) references organizations (id) on delete cascade;
alter table warranty_claims add constraint warranty_claims_warranty_id_warranties_id_fk
    foreign key (warranty_id) references warranties (id) on delete cascade;

create unique index on organizations (slug);
create unique index on users (auth_id);
create unique index on users (organization_id, lower(email));
create unique index on customers (organization_id, customer_code);
create unique index on products (organization_id, sku);
create unique index on orders (organization_id, order_number);
create unique index on orders (organization_id, client_request_id)
    where client_request_id is not null;
create unique index on order_line_items (order_id, line_number);
create unique index on issues (organization_id, issue_number);
create unique index on job_assignments (organization_id, job_number);
create unique index on warranties (organization_id, warranty_number);
create unique index on warranty_claims (organization_id, claim_number);

create index on customers (organization_id, status) where deleted_at is null;
create index on customers (parent_id);
create index on products (organization_id, status);
create index on orders (organization_id, order_date desc) where deleted_at is null;
create index on orders (organization_id, status);
create index on orders (customer_id);
create index on order_line_items (product_id);
create index on order_payments (organization_id, payment_date);
create index on order_payments (order_id);
create index on opportunities (organization_id, stage);
create index on opportunities (organization_id, created_at desc);
create index on opportunities (customer_id);
create index on issues (organization_id, status);
create index on issues (organization_id, created_at desc);
create index on issues (customer_id);
create index on job_assignments (organization_id, scheduled_date);
create index on job_assignments (installer_id, scheduled_date);
create index on job_assignments (order_id);
create index on warranties (organization_id, expiry_date);
create index on warranties (customer_id);
create index on warranty_claims (organization_id, status);
create index on warranty_claims (warranty_id);

-- Who neither owns the tables nor has BYPASSRLS sees the tenant of the setting; without it, nothing.
create policy tenant_isolation on organizations
    using (id = nullif(current_setting('app.current_organization_id', true), '')::uuid);
alter table organizations enable row level security;
create policy tenant_isolation on users
    using (
        organization_id = nullif(current_setting('app.current_organization_id', true), '')::uuid
    );
alter table users enable row level security;
create policy tenant_isolation on customers
    using (
        organization_id = nullif(current_setting('app.current_organization_id', true), '')::uuid
    );
alter table customers enable row level security;
create policy tenant_isolation on products
    using (
        organization_id = nullif(current_setting('app.current_organization_id', true), '')::uuid
    );
alter table products enable row level security;
create policy tenant_isolation on orders
    using (
        organization_id = nullif(current_setting('app.current_organization_id', true), '')::uuid
    );
alter table orders enable row level security;
create policy tenant_isolation on order_line_items
    using (
        organization_id = nullif(current_setting('app.current_organization_id', true), '')::uuid
    );
alter table order_line_items enable row level security;
create policy tenant_isolation on order_payments
    using (
        organization_id = nullif(current_setting('app.current_organization_id', true), '')::uuid
    );
alter table order_payments enable row level security;
create policy tenant_isolation on opportunities
    using (
        organization_id = nullif(current_setting('app.current_organization_id', true), '')::uuid
    );
alter table opportunities enable row level security;
create policy tenant_isolation on issues
    using (
        organization_id = nullif(current_setting('app.current_organization_id', true), '')::uuid
    );
alter table issues enable row level security;
create policy tenant_isolation on job_assignments
    using (
        organization_id = nullif(current_setting('app.current_organization_id', true), '')::uuid
    );
alter table job_assignments enable row level security;
create policy tenant_isolation on warranties
    using (
        organization_id = nullif(current_setting('app.current_organization_id', true), '')::uuid
    );
alter table warranties enable row level security;
create policy tenant_isolation on warranty_claims
    using (
        organization_id = nullif(current_setting('app.current_organization_id', true), '')::uuid
    );
alter table warranty_claims enable row level security;
