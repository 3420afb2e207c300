-- Foreign keys that Renoz declares on the tables of suppliers.sql.

alter table price_agreements
    add constraint price_agreements_approved_by_users_id_fk
        foreign key (approved_by) references users (id) on delete set null,
    add constraint price_agreements_created_by_users_id_fk
        foreign key (created_by) references users (id) on delete restrict,
    add constraint price_agreements_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint price_agreements_rejected_by_users_id_fk
        foreign key (rejected_by) references users (id) on delete set null,
    add constraint price_agreements_supplier_id_suppliers_id_fk
        foreign key (supplier_id) references suppliers (id) on delete restrict;

alter table price_change_history
    add constraint price_change_history_agreement_id_price_agreements_id_fk
        foreign key (agreement_id) references price_agreements (id) on delete set null,
    add constraint price_change_history_applied_by_users_id_fk
        foreign key (applied_by) references users (id) on delete set null,
    add constraint price_change_history_approved_by_users_id_fk
        foreign key (approved_by) references users (id) on delete set null,
    add constraint price_change_history_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint price_change_history_price_list_id_supplier_price_lists_id_fk
        foreign key (price_list_id) references supplier_price_lists (id) on delete set null,
    add constraint price_change_history_rejected_by_users_id_fk
        foreign key (rejected_by) references users (id) on delete set null,
    add constraint price_change_history_requested_by_users_id_fk
        foreign key (requested_by) references users (id) on delete restrict,
    add constraint price_change_history_supplier_id_suppliers_id_fk
        foreign key (supplier_id) references suppliers (id) on delete set null;

alter table purchase_order_amendments
    add constraint purchase_order_amendments_applied_by_users_id_fk
        foreign key (applied_by) references users (id) on delete set null,
    add constraint purchase_order_amendments_approved_by_users_id_fk
        foreign key (approved_by) references users (id) on delete set null,
    add constraint purchase_order_amendments_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint purchase_order_amendments_purchase_order_id_purchase_orders_id_
        foreign key (purchase_order_id) references purchase_orders (id) on delete restrict,
    add constraint purchase_order_amendments_rejected_by_users_id_fk
        foreign key (rejected_by) references users (id) on delete set null,
    add constraint purchase_order_amendments_requested_by_users_id_fk
        foreign key (requested_by) references users (id) on delete restrict;

alter table purchase_order_approval_rules
    add constraint purchase_order_approval_rules_organization_id_organizations_id_
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table purchase_order_approvals
    add constraint purchase_order_approvals_approver_id_users_id_fk
        foreign key (approver_id) references users (id) on delete restrict,
    add constraint purchase_order_approvals_delegated_from_users_id_fk
        foreign key (delegated_from) references users (id) on delete set null,
    add constraint purchase_order_approvals_escalated_to_users_id_fk
        foreign key (escalated_to) references users (id) on delete set null,
    add constraint purchase_order_approvals_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint purchase_order_approvals_purchase_order_id_purchase_orders_id_f
        foreign key (purchase_order_id) references purchase_orders (id) on delete cascade;

alter table purchase_order_costs
    add constraint purchase_order_costs_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint purchase_order_costs_purchase_order_id_purchase_orders_id_fk
        foreign key (purchase_order_id) references purchase_orders (id) on delete cascade;

alter table purchase_order_items
    add constraint purchase_order_items_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint purchase_order_items_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete set null,
    add constraint purchase_order_items_purchase_order_id_purchase_orders_id_fk
        foreign key (purchase_order_id) references purchase_orders (id) on delete cascade;

alter table purchase_order_receipt_items
    add constraint purchase_order_receipt_items_organization_id_organizations_id_f
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint purchase_order_receipt_items_purchase_order_item_id_purchase_or
        foreign key (purchase_order_item_id) references purchase_order_items (id)
            on delete restrict,
    add constraint purchase_order_receipt_items_receipt_id_purchase_order_receipts
        foreign key (receipt_id) references purchase_order_receipts (id) on delete cascade;

alter table purchase_order_receipts
    add constraint purchase_order_receipts_inspection_completed_by_users_id_fk
        foreign key (inspection_completed_by) references users (id) on delete set null,
    add constraint purchase_order_receipts_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint purchase_order_receipts_purchase_order_id_purchase_orders_id_fk
        foreign key (purchase_order_id) references purchase_orders (id) on delete restrict,
    add constraint purchase_order_receipts_received_by_users_id_fk
        foreign key (received_by) references users (id) on delete restrict;

alter table purchase_orders
    add constraint purchase_orders_approved_by_users_id_fk
        foreign key (approved_by) references users (id) on delete set null,
    add constraint purchase_orders_closed_by_users_id_fk
        foreign key (closed_by) references users (id) on delete set null,
    add constraint purchase_orders_ordered_by_users_id_fk
        foreign key (ordered_by) references users (id) on delete set null,
    add constraint purchase_orders_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint purchase_orders_supplier_id_suppliers_id_fk
        foreign key (supplier_id) references suppliers (id) on delete restrict;

alter table supplier_performance_metrics
    add constraint supplier_performance_metrics_organization_id_organizations_id_f
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint supplier_performance_metrics_supplier_id_suppliers_id_fk
        foreign key (supplier_id) references suppliers (id) on delete cascade;

alter table supplier_price_history
    add constraint supplier_price_history_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint supplier_price_history_price_list_id_supplier_price_lists_id_fk
        foreign key (price_list_id) references supplier_price_lists (id) on delete set null,
    add constraint supplier_price_history_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete cascade,
    add constraint supplier_price_history_supplier_id_suppliers_id_fk
        foreign key (supplier_id) references suppliers (id) on delete cascade;

alter table supplier_price_lists
    add constraint supplier_price_lists_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint supplier_price_lists_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete cascade,
    add constraint supplier_price_lists_supplier_id_suppliers_id_fk
        foreign key (supplier_id) references suppliers (id) on delete cascade;

alter table suppliers
    add constraint suppliers_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;
