-- Made after the rows are in: primary keys, indexes, row-level security. The declared foreign keys
-- are in the files named <area>_references.sql; many references of Renoz have none.

-- The accounts belong to the login service, in a schema that is no part of the source.
create schema auth;
create table auth.users as select auth_id as id from users;
alter table auth.users add primary key (id);

alter table business_hours_config add primary key (id);
alter table custom_field_values add primary key (id);
alter table custom_fields add primary key (id);
alter table data_exports add primary key (id);
alter table organization_holidays add primary key (id);
alter table organizations add primary key (id);
alter table system_settings add primary key (id);
alter table api_tokens add primary key (id);
alter table user_delegations add primary key (id);
alter table user_group_members add primary key (id);
alter table user_groups add primary key (id);
alter table user_invitations add primary key (id);
alter table user_onboarding add primary key (id);
alter table user_preferences add primary key (id);
alter table user_sessions add primary key (id);
alter table users add primary key (id);
alter table addresses add primary key (id);
alter table contacts add primary key (id);
alter table customer_action_plans add primary key (id);
alter table customer_activities add primary key (id);
alter table customer_health_metrics add primary key (id);
alter table customer_merge_audit add primary key (id);
alter table customer_priorities add primary key (id);
alter table customer_tag_assignments add primary key (id);
alter table customer_tags add primary key (id);
alter table customers add primary key (id);
alter table categories add primary key (id);
alter table customer_product_prices add primary key (id);
alter table price_history add primary key (id);
alter table product_attribute_values add primary key (id);
alter table product_attributes add primary key (id);
alter table product_bundles add primary key (id);
alter table product_images add primary key (id);
alter table product_price_tiers add primary key (id);
alter table product_relations add primary key (id);
alter table products add primary key (id);
alter table opportunities add primary key (id);
alter table opportunity_activities add primary key (id);
alter table quote_versions add primary key (id);
alter table quotes add primary key (id);
alter table win_loss_reasons add primary key (id);
alter table order_amendments add primary key (id);
alter table order_line_items add primary key (id);
alter table order_payments add primary key (id);
alter table order_shipments add primary key (id);
alter table order_template_items add primary key (id);
alter table order_templates add primary key (id);
alter table orders add primary key (id);
alter table shipment_items add primary key (id);
alter table inventory add primary key (id);
alter table inventory_alerts add primary key (id);
alter table inventory_cost_layer_capitalizations add primary key (id);
alter table inventory_cost_layers add primary key (id);
alter table inventory_forecasts add primary key (id);
alter table inventory_movements add primary key (id);
alter table order_line_serial_allocations add primary key (id);
alter table quality_inspections add primary key (id);
alter table serialized_item_events add primary key (id);
alter table serialized_items add primary key (id);
alter table shipment_item_serials add primary key (id);
alter table stock_count_items add primary key (id);
alter table stock_counts add primary key (id);
alter table warehouse_locations add primary key (id);
alter table checklist_templates add primary key (id);
alter table installer_blockouts add primary key (id);
alter table installer_certifications add primary key (id);
alter table installer_profiles add primary key (id);
alter table installer_skills add primary key (id);
alter table installer_territories add primary key (id);
alter table job_assignments add primary key (id);
alter table job_checklist_items add primary key (id);
alter table job_checklists add primary key (id);
alter table job_material_photos add primary key (id);
alter table job_material_reservations add primary key (id);
alter table job_material_serial_numbers add primary key (id);
alter table job_materials add primary key (id);
alter table job_photos add primary key (id);
alter table job_tasks add primary key (id);
alter table job_templates add primary key (id);
alter table job_time_entries add primary key (id);
alter table project_bom add primary key (id);
alter table project_bom_items add primary key (id);
alter table project_files add primary key (id);
alter table project_members add primary key (id);
alter table project_notes add primary key (id);
alter table project_workstreams add primary key (id);
alter table projects add primary key (id);
alter table site_visit_photos add primary key (id);
alter table site_visits add primary key (id);
alter table credit_notes add primary key (id);
alter table deferred_revenue add primary key (id);
alter table payment_reminder_settings add primary key (id);
alter table payment_schedule_payments add primary key (id);
alter table payment_schedules add primary key (id);
alter table reminder_history add primary key (id);
alter table reminder_templates add primary key (id);
alter table revenue_recognition add primary key (id);
alter table statement_history add primary key (id);
alter table xero_payment_events add primary key (id);
alter table price_agreements add primary key (id);
alter table price_change_history add primary key (id);
alter table purchase_order_amendments add primary key (id);
alter table purchase_order_approval_rules add primary key (id);
alter table purchase_order_approvals add primary key (id);
alter table purchase_order_costs add primary key (id);
alter table purchase_order_items add primary key (id);
alter table purchase_order_receipt_items add primary key (id);
alter table purchase_order_receipts add primary key (id);
alter table purchase_orders add primary key (id);
alter table supplier_performance_metrics add primary key (id);
alter table supplier_price_history add primary key (id);
alter table supplier_price_lists add primary key (id);
alter table suppliers add primary key (id);
alter table csat_responses add primary key (id);
alter table escalation_history add primary key (id);
alter table escalation_rules add primary key (id);
alter table issue_templates add primary key (id);
alter table issues add primary key (id);
alter table kb_articles add primary key (id);
alter table kb_categories add primary key (id);
alter table return_authorizations add primary key (id);
alter table rma_line_items add primary key (id);
alter table sla_configurations add primary key (id);
alter table sla_events add primary key (id);
alter table sla_tracking add primary key (id);
alter table warranties add primary key (id);
alter table warranty_claims add primary key (id);
alter table warranty_entitlements add primary key (id);
alter table warranty_extensions add primary key (id);
alter table warranty_items add primary key (id);
alter table warranty_owner_records add primary key (id);
alter table warranty_policies add primary key (id);
alter table service_linkage_reviews add primary key (id);
alter table service_owners add primary key (id);
alter table service_system_ownerships add primary key (id);
alter table service_systems add primary key (id);
alter table customer_portal_sessions add primary key (id);
alter table portal_identities add primary key (id);
alter table campaign_recipients add primary key (id);
alter table email_campaigns add primary key (id);
alter table email_history add primary key (id);
alter table email_signatures add primary key (id);
alter table email_suppression add primary key (id);
alter table email_template_versions add primary key (id);
alter table email_templates add primary key (id);
alter table scheduled_calls add primary key (id);
alter table scheduled_emails add primary key (id);
alter table webhook_events add primary key (id);
alter table audit_logs add primary key (id);
alter table notifications add primary key (id);
alter table activities add primary key (id);
alter table attachments add primary key (id);
alter table dashboard_layouts add primary key (id);
alter table custom_reports add primary key (id);
alter table report_favorites add primary key (id);
alter table scheduled_reports add primary key (id);
alter table targets add primary key (id);
alter table recent_items add primary key (id);
alter table search_index add primary key (id);
alter table search_index_outbox add primary key (id);
alter table document_templates add primary key (id);
alter table generated_documents add primary key (id);
alter table jobs add primary key (id);
alter table ai_agent_tasks add primary key (id);
alter table ai_approval_entities add primary key (id);
alter table ai_approvals add primary key (id);
alter table ai_conversation_messages add primary key (id);
alter table ai_conversations add primary key (id);
alter table ai_cost_tracking add primary key (id);
alter table oauth_calendar_events add primary key (id);
alter table oauth_connections add primary key (id);
alter table oauth_contacts add primary key (id);
alter table oauth_email_messages add primary key (id);
alter table oauth_service_permissions add primary key (id);
alter table oauth_states add primary key (id);
alter table oauth_sync_logs add primary key (id);
alter table oauth_sync_states add primary key (id);
alter table inquiries add primary key (id);
alter table posts add primary key (id);
alter table website_products add primary key (id);

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
-- Sixteen tables have none: those without a tenant column, but for organizations, and a few that
-- only the application's own tasks read.
do $$
declare
    tenant record;
begin
    for tenant in
        select columns.table_name, columns.column_name
        from information_schema.columns as columns
        where columns.table_schema = current_schema()
            and columns.column_name
                = case when columns.table_name = 'organizations' then 'id' else 'organization_id' end
            and columns.table_name not in (
                'oauth_states', 'search_index', 'search_index_outbox', 'user_onboarding',
                'user_preferences', 'warehouse_locations'
            )
    loop
        execute format(
            'create policy tenant_isolation on %I using (
                %I = nullif(current_setting(''app.current_organization_id'', true), '''')::uuid)',
            tenant.table_name, tenant.column_name
        );
        execute format('alter table %I enable row level security', tenant.table_name);
    end loop;
end
$$;
