-- Foreign keys that Renoz declares on the tables of warranty.sql.

alter table warranties
    add constraint warranties_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint warranties_owner_record_id_warranty_owner_records_id_fk
        foreign key (owner_record_id) references warranty_owner_records (id) on delete set null,
    add constraint warranties_project_id_projects_id_fk
        foreign key (project_id) references projects (id) on delete set null,
    add constraint warranties_service_system_id_service_systems_id_fk
        foreign key (service_system_id) references service_systems (id) on delete set null,
    add constraint warranties_source_entitlement_id_warranty_entitlements_id_fk
        foreign key (source_entitlement_id) references warranty_entitlements (id)
            on delete set null;

alter table warranty_claims
    add constraint warranty_claims_approved_by_user_id_users_id_fk
        foreign key (approved_by_user_id) references users (id) on delete set null,
    add constraint warranty_claims_assigned_user_id_users_id_fk
        foreign key (assigned_user_id) references users (id) on delete set null,
    add constraint warranty_claims_claimant_customer_id_customers_id_fk
        foreign key (claimant_customer_id) references customers (id) on delete set null,
    add constraint warranty_claims_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete cascade,
    add constraint warranty_claims_issue_id_issues_id_fk
        foreign key (issue_id) references issues (id) on delete set null,
    add constraint warranty_claims_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint warranty_claims_sla_tracking_id_sla_tracking_id_fk
        foreign key (sla_tracking_id) references sla_tracking (id) on delete set null,
    add constraint warranty_claims_warranty_id_warranties_id_fk
        foreign key (warranty_id) references warranties (id) on delete cascade;

alter table warranty_entitlements
    add constraint warranty_entitlements_commercial_customer_id_customers_id_fk
        foreign key (commercial_customer_id) references customers (id) on delete restrict,
    add constraint warranty_entitlements_order_id_orders_id_fk
        foreign key (order_id) references orders (id) on delete cascade,
    add constraint warranty_entitlements_order_line_item_id_order_line_items_id_fk
        foreign key (order_line_item_id) references order_line_items (id) on delete cascade,
    add constraint warranty_entitlements_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint warranty_entitlements_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete restrict,
    add constraint warranty_entitlements_serialized_item_id_serialized_items_id_fk
        foreign key (serialized_item_id) references serialized_items (id) on delete set null,
    add constraint warranty_entitlements_shipment_id_order_shipments_id_fk
        foreign key (shipment_id) references order_shipments (id) on delete cascade,
    add constraint warranty_entitlements_shipment_item_id_shipment_items_id_fk
        foreign key (shipment_item_id) references shipment_items (id) on delete cascade,
    add constraint warranty_entitlements_warranty_policy_id_warranty_policies_id_f
        foreign key (warranty_policy_id) references warranty_policies (id) on delete set null;

alter table warranty_extensions
    add constraint warranty_extensions_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table warranty_items
    add constraint warranty_items_inventory_id_inventory_id_fk
        foreign key (inventory_id) references inventory (id) on delete set null,
    add constraint warranty_items_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint warranty_items_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete restrict,
    add constraint warranty_items_warranty_id_warranties_id_fk
        foreign key (warranty_id) references warranties (id) on delete cascade;

alter table warranty_owner_records
    add constraint warranty_owner_records_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table warranty_policies
    add constraint warranty_policies_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table service_linkage_reviews
    add constraint service_linkage_reviews_commercial_customer_id_customers_id_fk
        foreign key (commercial_customer_id) references customers (id) on delete set null,
    add constraint service_linkage_reviews_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint service_linkage_reviews_project_id_projects_id_fk
        foreign key (project_id) references projects (id) on delete set null,
    add constraint service_linkage_reviews_resolved_by_users_id_fk
        foreign key (resolved_by) references users (id) on delete set null,
    add constraint service_linkage_reviews_resolved_service_system_id_service_syst
        foreign key (resolved_service_system_id) references service_systems (id) on delete set null,
    add constraint service_linkage_reviews_source_entitlement_id_warranty_entitlem
        foreign key (source_entitlement_id) references warranty_entitlements (id)
            on delete set null,
    add constraint service_linkage_reviews_source_order_id_orders_id_fk
        foreign key (source_order_id) references orders (id) on delete set null,
    add constraint service_linkage_reviews_source_warranty_id_warranties_id_fk
        foreign key (source_warranty_id) references warranties (id) on delete set null;

alter table service_owners
    add constraint service_owners_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table service_system_ownerships
    add constraint service_system_ownerships_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint service_system_ownerships_service_owner_id_service_owners_id_fk
        foreign key (service_owner_id) references service_owners (id) on delete restrict,
    add constraint service_system_ownerships_service_system_id_service_systems_id_
        foreign key (service_system_id) references service_systems (id) on delete cascade;

alter table service_systems
    add constraint service_systems_commercial_customer_id_customers_id_fk
        foreign key (commercial_customer_id) references customers (id) on delete set null,
    add constraint service_systems_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint service_systems_project_id_projects_id_fk
        foreign key (project_id) references projects (id) on delete set null,
    add constraint service_systems_source_order_id_orders_id_fk
        foreign key (source_order_id) references orders (id) on delete set null;

alter table customer_portal_sessions
    add constraint customer_portal_sessions_contact_id_contacts_id_fk
        foreign key (contact_id) references contacts (id) on delete set null,
    add constraint customer_portal_sessions_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete set null,
    add constraint customer_portal_sessions_job_assignment_id_job_assignments_id_f
        foreign key (job_assignment_id) references job_assignments (id) on delete set null,
    add constraint customer_portal_sessions_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table portal_identities
    add constraint portal_identities_auth_user_id_auth_users_fk
        foreign key (auth_user_id) references auth.users (id) on delete cascade,
    add constraint portal_identities_contact_id_contacts_id_fk
        foreign key (contact_id) references contacts (id) on delete set null,
    add constraint portal_identities_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete set null,
    add constraint portal_identities_job_assignment_id_job_assignments_id_fk
        foreign key (job_assignment_id) references job_assignments (id) on delete set null,
    add constraint portal_identities_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;
