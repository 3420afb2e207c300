-- Foreign keys that Renoz declares on the tables of support.sql.

alter table csat_responses
    add constraint csat_responses_issue_id_issues_id_fk
        foreign key (issue_id) references issues (id) on delete cascade,
    add constraint csat_responses_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint csat_responses_submitted_by_customer_id_customers_id_fk
        foreign key (submitted_by_customer_id) references customers (id) on delete set null,
    add constraint csat_responses_submitted_by_user_id_users_id_fk
        foreign key (submitted_by_user_id) references users (id) on delete set null;

alter table escalation_history
    add constraint escalation_history_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table escalation_rules
    add constraint escalation_rules_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table issue_templates
    add constraint issue_templates_default_assignee_id_users_id_fk
        foreign key (default_assignee_id) references users (id) on delete set null,
    add constraint issue_templates_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table issues
    add constraint issues_assigned_to_user_id_users_id_fk
        foreign key (assigned_to_user_id) references users (id) on delete set null,
    add constraint issues_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete set null,
    add constraint issues_order_id_orders_id_fk
        foreign key (order_id) references orders (id) on delete set null,
    add constraint issues_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint issues_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete set null,
    add constraint issues_resolved_by_user_id_users_id_fk
        foreign key (resolved_by_user_id) references users (id) on delete set null,
    add constraint issues_serialized_item_id_serialized_items_id_fk
        foreign key (serialized_item_id) references serialized_items (id) on delete set null,
    add constraint issues_service_system_id_service_systems_id_fk
        foreign key (service_system_id) references service_systems (id) on delete set null,
    add constraint issues_shipment_id_order_shipments_id_fk
        foreign key (shipment_id) references order_shipments (id) on delete set null,
    add constraint issues_sla_tracking_id_sla_tracking_id_fk
        foreign key (sla_tracking_id) references sla_tracking (id) on delete set null,
    add constraint issues_warranty_entitlement_id_warranty_entitlements_id_fk
        foreign key (warranty_entitlement_id) references warranty_entitlements (id)
            on delete set null,
    add constraint issues_warranty_id_warranties_id_fk
        foreign key (warranty_id) references warranties (id) on delete set null;

alter table kb_articles
    add constraint kb_articles_category_id_kb_categories_id_fk
        foreign key (category_id) references kb_categories (id) on delete set null,
    add constraint kb_articles_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table kb_categories
    add constraint kb_categories_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint kb_categories_parent_id_kb_categories_id_fk
        foreign key (parent_id) references kb_categories (id) on delete set null;

alter table return_authorizations
    add constraint return_authorizations_approved_by_users_id_fk
        foreign key (approved_by) references users (id) on delete set null,
    add constraint return_authorizations_credit_note_id_credit_notes_id_fk
        foreign key (credit_note_id) references credit_notes (id) on delete set null,
    add constraint return_authorizations_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete set null,
    add constraint return_authorizations_execution_completed_by_users_id_fk
        foreign key (execution_completed_by) references users (id) on delete set null,
    add constraint return_authorizations_issue_id_issues_id_fk
        foreign key (issue_id) references issues (id) on delete set null,
    add constraint return_authorizations_order_id_orders_id_fk
        foreign key (order_id) references orders (id) on delete set null,
    add constraint return_authorizations_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint return_authorizations_processed_by_users_id_fk
        foreign key (processed_by) references users (id) on delete set null,
    add constraint return_authorizations_received_by_users_id_fk
        foreign key (received_by) references users (id) on delete set null,
    add constraint return_authorizations_refund_payment_id_order_payments_id_fk
        foreign key (refund_payment_id) references order_payments (id) on delete set null,
    add constraint return_authorizations_rejected_by_users_id_fk
        foreign key (rejected_by) references users (id) on delete set null,
    add constraint return_authorizations_replacement_order_id_orders_id_fk
        foreign key (replacement_order_id) references orders (id) on delete set null;

alter table rma_line_items
    add constraint rma_line_items_order_line_item_id_order_line_items_id_fk
        foreign key (order_line_item_id) references order_line_items (id) on delete restrict,
    add constraint rma_line_items_rma_id_return_authorizations_id_fk
        foreign key (rma_id) references return_authorizations (id) on delete cascade;

alter table sla_configurations
    add constraint sla_configurations_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table sla_events
    add constraint sla_events_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table sla_tracking
    add constraint sla_tracking_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;
