-- Foreign keys, and what a delete does. None carries the tenant.

alter table audit_mgmt.activity_stream
    add constraint activity_stream_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint activity_stream_parent_activity_id_fkey
        foreign key (parent_activity_id) references audit_mgmt.activity_stream (id);

alter table auto.maintenance_schedules
    add constraint maintenance_schedules_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint maintenance_schedules_vehicle_id_fkey
        foreign key (vehicle_id) references auto.vehicles (id) on delete cascade;

alter table auto.parts_inventory
    add constraint parts_inventory_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint parts_inventory_replacement_part_id_fkey
        foreign key (replacement_part_id) references auto.parts_inventory (id),
    add constraint parts_inventory_created_by_fkey
        foreign key (created_by) references user_mgmt.users (id) on delete set null,
    add constraint parts_inventory_updated_by_fkey
        foreign key (updated_by) references user_mgmt.users (id) on delete set null,
    add constraint parts_inventory_deleted_by_fkey
        foreign key (deleted_by) references user_mgmt.users (id);

alter table auto.purchase_orders
    add constraint purchase_orders_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint purchase_orders_part_id_fkey
        foreign key (part_id) references auto.parts_inventory (id);

alter table auto.repair_order_line_items
    add constraint repair_order_line_items_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint repair_order_line_items_repair_order_id_fkey
        foreign key (repair_order_id) references auto.repair_orders (id) on delete cascade;

alter table auto.repair_orders
    add constraint repair_orders_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint repair_orders_customer_id_fkey
        foreign key (customer_id) references hs.customers (id) on delete set null,
    add constraint repair_orders_vehicle_id_fkey
        foreign key (vehicle_id) references auto.vehicles (id) on delete cascade,
    add constraint repair_orders_service_writer_id_fkey
        foreign key (service_writer_id) references user_mgmt.users (id) on delete set null,
    add constraint repair_orders_primary_technician_id_fkey
        foreign key (primary_technician_id) references user_mgmt.users (id) on delete set null,
    add constraint repair_orders_quality_inspector_id_fkey
        foreign key (quality_inspector_id) references user_mgmt.users (id),
    add constraint repair_orders_original_ro_id_fkey
        foreign key (original_ro_id) references auto.repair_orders (id),
    add constraint repair_orders_created_by_fkey
        foreign key (created_by) references user_mgmt.users (id) on delete set null,
    add constraint repair_orders_updated_by_fkey
        foreign key (updated_by) references user_mgmt.users (id) on delete set null,
    add constraint repair_orders_completed_by_fkey
        foreign key (completed_by) references user_mgmt.users (id),
    add constraint repair_orders_deleted_by_fkey
        foreign key (deleted_by) references user_mgmt.users (id);

alter table auto.ro_parts_used
    add constraint ro_parts_used_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint ro_parts_used_repair_order_id_fkey
        foreign key (repair_order_id) references auto.repair_orders (id) on delete cascade,
    add constraint ro_parts_used_part_id_fkey
        foreign key (part_id) references auto.parts_inventory (id);

alter table auto.vehicle_history
    add constraint vehicle_history_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint vehicle_history_vehicle_id_fkey
        foreign key (vehicle_id) references auto.vehicles (id) on delete cascade;

alter table auto.vehicles
    add constraint vehicles_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint vehicles_customer_id_fkey
        foreign key (customer_id) references hs.customers (id) on delete cascade,
    add constraint vehicles_created_by_fkey
        foreign key (created_by) references user_mgmt.users (id) on delete set null,
    add constraint vehicles_updated_by_fkey
        foreign key (updated_by) references user_mgmt.users (id) on delete set null,
    add constraint vehicles_deleted_by_fkey
        foreign key (deleted_by) references user_mgmt.users (id);

alter table file_mgmt.attachments
    add constraint attachments_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint attachments_created_by_fkey
        foreign key (created_by) references user_mgmt.users (id) on delete set null;

alter table hs.customer_equipment
    add constraint customer_equipment_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint customer_equipment_customer_id_fkey
        foreign key (customer_id) references hs.customers (id) on delete cascade,
    add constraint customer_equipment_created_by_fkey
        foreign key (created_by) references user_mgmt.users (id) on delete set null,
    add constraint customer_equipment_updated_by_fkey
        foreign key (updated_by) references user_mgmt.users (id) on delete set null,
    add constraint customer_equipment_deleted_by_fkey
        foreign key (deleted_by) references user_mgmt.users (id);

alter table hs.customers
    add constraint customers_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint customers_preferred_technician_id_fkey
        foreign key (preferred_technician_id) references user_mgmt.users (id),
    add constraint customers_created_by_fkey
        foreign key (created_by) references user_mgmt.users (id) on delete set null,
    add constraint customers_updated_by_fkey
        foreign key (updated_by) references user_mgmt.users (id) on delete set null,
    add constraint customers_deleted_by_fkey
        foreign key (deleted_by) references user_mgmt.users (id);

alter table hs.estimate_items
    add constraint estimate_items_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint estimate_items_estimate_id_fkey
        foreign key (estimate_id) references hs.estimates (id) on delete cascade;

alter table hs.estimates
    add constraint estimates_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint estimates_customer_id_fkey
        foreign key (customer_id) references hs.customers (id),
    add constraint estimates_work_order_id_fkey
        foreign key (work_order_id) references hs.work_orders (id);

alter table hs.invoice_items
    add constraint invoice_items_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint invoice_items_invoice_id_fkey
        foreign key (invoice_id) references hs.invoices (id) on delete cascade;

alter table hs.invoices
    add constraint invoices_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint invoices_customer_id_fkey
        foreign key (customer_id) references hs.customers (id),
    add constraint invoices_work_order_id_fkey
        foreign key (work_order_id) references hs.work_orders (id),
    add constraint invoices_estimate_id_fkey
        foreign key (estimate_id) references hs.estimates (id);

alter table hs.maintenance_visits
    add constraint maintenance_visits_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint maintenance_visits_service_agreement_id_fkey
        foreign key (service_agreement_id) references hs.service_agreements (id) on delete cascade,
    add constraint maintenance_visits_work_order_id_fkey
        foreign key (work_order_id) references hs.work_orders (id);

alter table hs.payments
    add constraint payments_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint payments_invoice_id_fkey
        foreign key (invoice_id) references hs.invoices (id),
    add constraint payments_customer_id_fkey
        foreign key (customer_id) references hs.customers (id),
    add constraint payments_reversal_of_fkey
        foreign key (reversal_of) references hs.payments (id);

alter table hs.service_agreements
    add constraint service_agreements_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint service_agreements_customer_id_fkey
        foreign key (customer_id) references hs.customers (id) on delete cascade,
    add constraint service_agreements_created_by_fkey
        foreign key (created_by) references user_mgmt.users (id) on delete set null,
    add constraint service_agreements_updated_by_fkey
        foreign key (updated_by) references user_mgmt.users (id) on delete set null;

alter table hs.work_order_items
    add constraint work_order_items_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint work_order_items_work_order_id_fkey
        foreign key (work_order_id) references hs.work_orders (id) on delete cascade;

alter table hs.work_orders
    add constraint work_orders_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint work_orders_customer_id_fkey
        foreign key (customer_id) references hs.customers (id) on delete set null,
    add constraint work_orders_location_id_fkey
        foreign key (location_id) references tenant_mgmt.business_locations (id),
    add constraint work_orders_parent_work_order_id_fkey
        foreign key (parent_work_order_id) references hs.work_orders (id),
    add constraint work_orders_equipment_id_fkey
        foreign key (equipment_id) references hs.customer_equipment (id) on delete set null,
    add constraint work_orders_assigned_technician_id_fkey
        foreign key (assigned_technician_id) references user_mgmt.users (id) on delete set null,
    add constraint work_orders_backup_technician_id_fkey
        foreign key (backup_technician_id) references user_mgmt.users (id),
    add constraint work_orders_quality_check_by_fkey
        foreign key (quality_check_by) references user_mgmt.users (id),
    add constraint work_orders_status_changed_by_fkey
        foreign key (status_changed_by) references user_mgmt.users (id),
    add constraint work_orders_created_by_fkey
        foreign key (created_by) references user_mgmt.users (id) on delete set null,
    add constraint work_orders_updated_by_fkey
        foreign key (updated_by) references user_mgmt.users (id) on delete set null,
    add constraint work_orders_deleted_by_fkey
        foreign key (deleted_by) references user_mgmt.users (id);

alter table integration_mgmt.data_flow_events
    add constraint data_flow_events_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade;

alter table integration_mgmt.data_lineage
    add constraint data_lineage_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade;

alter table rest.dining_tables
    add constraint dining_tables_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint dining_tables_location_id_fkey
        foreign key (location_id) references tenant_mgmt.business_locations (id) on delete set null;

alter table rest.menu_categories
    add constraint menu_categories_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint menu_categories_parent_category_id_fkey
        foreign key (parent_category_id) references rest.menu_categories (id) on delete set null;

alter table rest.menu_items
    add constraint menu_items_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint menu_items_category_id_fkey
        foreign key (category_id) references rest.menu_categories (id) on delete cascade;

alter table rest.order_items
    add constraint order_items_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint order_items_order_id_fkey
        foreign key (order_id) references rest.orders (id) on delete cascade,
    add constraint order_items_menu_item_id_fkey
        foreign key (menu_item_id) references rest.menu_items (id) on delete restrict;

alter table rest.orders
    add constraint orders_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint orders_customer_id_fkey
        foreign key (customer_id) references hs.customers (id) on delete set null,
    add constraint orders_table_id_fkey
        foreign key (table_id) references rest.dining_tables (id) on delete set null,
    add constraint orders_server_id_fkey
        foreign key (server_id) references user_mgmt.users (id) on delete set null,
    add constraint orders_cashier_id_fkey
        foreign key (cashier_id) references user_mgmt.users (id) on delete set null,
    add constraint orders_kitchen_staff_id_fkey
        foreign key (kitchen_staff_id) references user_mgmt.users (id) on delete set null;

alter table ret.product_categories
    add constraint product_categories_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint product_categories_parent_category_id_fkey
        foreign key (parent_category_id) references ret.product_categories (id) on delete set null;

alter table ret.product_variants
    add constraint product_variants_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint product_variants_parent_product_id_fkey
        foreign key (parent_product_id) references ret.products (id) on delete cascade;

alter table ret.products
    add constraint products_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint products_category_id_fkey
        foreign key (category_id) references ret.product_categories (id) on delete set null,
    add constraint products_deleted_by_fkey
        foreign key (deleted_by) references user_mgmt.users (id);

alter table ret.sales_order_items
    add constraint sales_order_items_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint sales_order_items_sales_order_id_fkey
        foreign key (sales_order_id) references ret.sales_orders (id) on delete cascade,
    add constraint sales_order_items_product_id_fkey
        foreign key (product_id) references ret.products (id) on delete restrict,
    add constraint sales_order_items_product_variant_id_fkey
        foreign key (product_variant_id) references ret.product_variants (id) on delete restrict;

alter table ret.sales_orders
    add constraint sales_orders_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint sales_orders_customer_id_fkey
        foreign key (customer_id) references hs.customers (id) on delete set null,
    add constraint sales_orders_location_id_fkey
        foreign key (location_id) references tenant_mgmt.business_locations (id) on delete set null,
    add constraint sales_orders_salesperson_id_fkey
        foreign key (salesperson_id) references user_mgmt.users (id) on delete set null,
    add constraint sales_orders_cashier_id_fkey
        foreign key (cashier_id) references user_mgmt.users (id) on delete set null;

alter table security_mgmt.dynamic_roles
    add constraint dynamic_roles_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint dynamic_roles_user_id_fkey
        foreign key (user_id) references user_mgmt.users (id),
    add constraint dynamic_roles_emergency_approved_by_fkey
        foreign key (emergency_approved_by) references user_mgmt.users (id),
    add constraint dynamic_roles_approved_by_fkey
        foreign key (approved_by) references user_mgmt.users (id);

alter table security_mgmt.enhanced_user_sessions
    add constraint enhanced_user_sessions_user_id_fkey
        foreign key (user_id) references user_mgmt.users (id) on delete cascade,
    add constraint enhanced_user_sessions_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade;

alter table security_mgmt.incident_response
    add constraint incident_response_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint incident_response_detected_by_fkey
        foreign key (detected_by) references user_mgmt.users (id),
    add constraint incident_response_incident_commander_fkey
        foreign key (incident_commander) references user_mgmt.users (id);

alter table security_mgmt.permission_matrix
    add constraint permission_matrix_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade;

alter table tenant_mgmt.business_locations
    add constraint business_locations_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade;

alter table tenant_mgmt.business_settings
    add constraint business_settings_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade;

alter table tenant_mgmt.businesses
    add constraint businesses_parent_business_id_fkey
        foreign key (parent_business_id) references tenant_mgmt.businesses (id);

alter table tenant_mgmt.compliance_status
    add constraint compliance_status_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade;

alter table tenant_mgmt.resource_usage
    add constraint resource_usage_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade;

alter table user_mgmt.business_users
    add constraint business_users_user_id_fkey
        foreign key (user_id) references user_mgmt.users (id) on delete cascade,
    add constraint business_users_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade;

alter table workflow_mgmt.state_transitions
    add constraint state_transitions_business_id_fkey
        foreign key (business_id) references tenant_mgmt.businesses (id) on delete cascade,
    add constraint state_transitions_triggered_by_user_fkey
        foreign key (triggered_by_user) references user_mgmt.users (id),
    add constraint state_transitions_original_transition_id_fkey
        foreign key (original_transition_id) references workflow_mgmt.state_transitions (id);

-- Ten columns are bound twice to the same key, four of them with another word on deletes.
alter table hs.work_orders
    add constraint fk_work_orders_customer_id
        foreign key (customer_id) references hs.customers (id) on delete cascade,
    add constraint fk_work_orders_assigned_technician
        foreign key (assigned_technician_id) references user_mgmt.users (id),
    add constraint fk_work_orders_equipment_id
        foreign key (equipment_id) references hs.customer_equipment (id) on delete set null;

alter table hs.customer_equipment
    add constraint fk_customer_equipment_customer_id
        foreign key (customer_id) references hs.customers (id) on delete cascade;

alter table hs.service_agreements
    add constraint fk_service_agreements_customer_id
        foreign key (customer_id) references hs.customers (id) on delete cascade;

alter table auto.vehicles
    add constraint fk_vehicles_customer_id
        foreign key (customer_id) references hs.customers (id) on delete cascade;

alter table auto.repair_orders
    add constraint fk_repair_orders_vehicle_id
        foreign key (vehicle_id) references auto.vehicles (id) on delete cascade,
    add constraint fk_repair_orders_customer_id
        foreign key (customer_id) references hs.customers (id) on delete restrict,
    add constraint fk_repair_orders_service_writer
        foreign key (service_writer_id) references user_mgmt.users (id) on delete set null,
    add constraint fk_repair_orders_technician
        foreign key (primary_technician_id) references user_mgmt.users (id);
