-- Foreign keys, and what a delete does. None carries the tenant: the database takes a row of one company
-- that points to another's.

alter table activities
    add constraint activities_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade,
    add constraint activities_user_id_fkey
        foreign key (user_id) references users (user_id),
    add constraint activities_contact_id_fkey
        foreign key (contact_id) references contacts (contact_id),
    add constraint activities_deal_id_fkey
        foreign key (deal_id) references deals (deal_id);

alter table audit_logs
    add constraint audit_logs_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade,
    add constraint audit_logs_user_id_fkey
        foreign key (user_id) references users (user_id);

alter table bank_accounts
    add constraint bank_accounts_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade;

alter table bank_statement_entries
    add constraint bank_statement_entries_bank_account_id_fkey
        foreign key (bank_account_id) references bank_accounts (bank_account_id) on delete restrict;

alter table calendar_events
    add constraint calendar_events_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade,
    add constraint calendar_events_created_by_fkey
        foreign key (created_by) references users (user_id) on delete set null;

alter table client_applications
    add constraint client_applications_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade,
    add constraint client_applications_contact_id_fkey
        foreign key (contact_id) references contacts (contact_id);

alter table company_domains
    add constraint company_domains_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade;

alter table company_settings
    add constraint company_settings_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade;

alter table contacts
    add constraint contacts_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade;

alter table contract_installments
    add constraint contract_installments_contract_id_fkey
        foreign key (contract_id) references contracts (contract_id) on delete restrict;

alter table contracts
    add constraint contracts_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade,
    add constraint contracts_contact_id_fkey
        foreign key (contact_id) references contacts (contact_id);

alter table cost_centers
    add constraint cost_centers_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade;

alter table credit_analyses
    add constraint credit_analyses_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade,
    add constraint credit_analyses_client_application_id_fkey
        foreign key (client_application_id) references client_applications (application_id),
    add constraint credit_analyses_analyst_user_id_fkey
        foreign key (analyst_user_id) references users (user_id);

alter table deals
    add constraint deals_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade,
    add constraint deals_contact_id_fkey
        foreign key (contact_id) references contacts (contact_id),
    add constraint deals_owner_user_id_fkey
        foreign key (owner_user_id) references users (user_id) on delete set null;

alter table documents
    add constraint documents_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade,
    add constraint documents_uploaded_by_fkey
        foreign key (uploaded_by) references users (user_id);

alter table email_templates
    add constraint email_templates_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade;

alter table email_verification_tokens
    add constraint email_verification_tokens_user_id_fkey
        foreign key (user_id) references users (user_id) on delete cascade;

alter table expense_categories
    add constraint expense_categories_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade;

alter table expenses
    add constraint expenses_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade,
    add constraint expenses_cost_center_id_fkey
        foreign key (cost_center_id) references cost_centers (cost_center_id);

alter table integrations
    add constraint integrations_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade;

alter table inventory_movements
    add constraint inventory_movements_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade,
    add constraint inventory_movements_product_id_fkey
        foreign key (product_id) references products (product_id);

alter table invoices
    add constraint invoices_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade,
    add constraint invoices_contact_id_fkey
        foreign key (contact_id) references contacts (contact_id);

alter table kpis
    add constraint kpis_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade;

alter table notifications
    add constraint notifications_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade,
    add constraint notifications_user_id_fkey
        foreign key (user_id) references users (user_id);

alter table oauth_accounts
    add constraint oauth_accounts_user_id_fkey
        foreign key (user_id) references users (user_id) on delete cascade;

alter table password_reset_tokens
    add constraint password_reset_tokens_user_id_fkey
        foreign key (user_id) references users (user_id) on delete cascade;

alter table payments
    add constraint payments_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade,
    add constraint payments_contract_installment_id_fkey
        foreign key (contract_installment_id) references contract_installments (installment_id) on delete restrict,
    add constraint payments_bank_account_id_fkey
        foreign key (bank_account_id) references bank_accounts (bank_account_id) on delete restrict;

alter table products
    add constraint products_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade;

alter table report_schedules
    add constraint report_schedules_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade;

alter table revenue_categories
    add constraint revenue_categories_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade;

alter table revenues
    add constraint revenues_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade,
    add constraint revenues_contact_id_fkey
        foreign key (contact_id) references contacts (contact_id),
    add constraint revenues_invoice_id_fkey
        foreign key (invoice_id) references invoices (invoice_id) on delete restrict,
    add constraint revenues_cost_center_id_fkey
        foreign key (cost_center_id) references cost_centers (cost_center_id);

alter table sale_items
    add constraint sale_items_sale_id_fkey
        foreign key (sale_id) references sales (sale_id) on delete cascade,
    add constraint sale_items_product_id_fkey
        foreign key (product_id) references products (product_id),
    add constraint sale_items_service_id_fkey
        foreign key (service_id) references services (service_id);

alter table sales
    add constraint sales_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade,
    add constraint sales_contact_id_fkey
        foreign key (contact_id) references contacts (contact_id);

alter table services
    add constraint services_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade;

alter table sessions
    add constraint sessions_user_id_fkey
        foreign key (user_id) references users (user_id) on delete cascade;

alter table subscriptions
    add constraint subscriptions_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade,
    add constraint subscriptions_plan_id_fkey
        foreign key (plan_id) references plans (plan_id);

alter table tasks
    add constraint tasks_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade,
    add constraint tasks_assigned_to_fkey
        foreign key (assigned_to) references users (user_id) on delete set null;

alter table tenant_settings
    add constraint tenant_settings_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade;

alter table two_factors
    add constraint two_factors_user_id_fkey
        foreign key (user_id) references users (user_id) on delete cascade;

alter table user_permissions
    add constraint user_permissions_user_id_fkey
        foreign key (user_id) references users (user_id) on delete cascade,
    add constraint user_permissions_role_id_fkey
        foreign key (role_id) references user_roles (role_id) on delete cascade;

alter table user_roles
    add constraint user_roles_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade;

alter table users
    add constraint users_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade;

alter table webhook_deliveries
    add constraint webhook_deliveries_endpoint_id_fkey
        foreign key (endpoint_id) references webhook_endpoints (endpoint_id) on delete cascade;

alter table webhook_endpoints
    add constraint webhook_endpoints_company_id_fkey
        foreign key (company_id) references companies (company_id) on delete cascade;
