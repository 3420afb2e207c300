-- Foreign keys that Renoz declares on the tables of orders.sql.

alter table order_amendments
    add constraint order_amendments_applied_by_users_id_fk
        foreign key (applied_by) references users (id) on delete set null,
    add constraint order_amendments_order_id_orders_id_fk
        foreign key (order_id) references orders (id) on delete cascade,
    add constraint order_amendments_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint order_amendments_requested_by_users_id_fk
        foreign key (requested_by) references users (id) on delete set null,
    add constraint order_amendments_reviewed_by_users_id_fk
        foreign key (reviewed_by) references users (id) on delete set null;

alter table order_line_items
    add constraint order_line_items_order_id_orders_id_fk
        foreign key (order_id) references orders (id) on delete cascade,
    add constraint order_line_items_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint order_line_items_picked_by_users_id_fk
        foreign key (picked_by) references users (id) on delete set null,
    add constraint order_line_items_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete set null;

alter table order_payments
    add constraint order_payments_order_id_orders_id_fk
        foreign key (order_id) references orders (id) on delete cascade,
    add constraint order_payments_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint order_payments_recorded_by_users_id_fk
        foreign key (recorded_by) references users (id) on delete restrict;

alter table order_shipments
    add constraint order_shipments_order_id_orders_id_fk
        foreign key (order_id) references orders (id) on delete cascade,
    add constraint order_shipments_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint order_shipments_shipped_by_users_id_fk
        foreign key (shipped_by) references users (id) on delete set null;

alter table order_template_items
    add constraint order_template_items_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint order_template_items_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete set null,
    add constraint order_template_items_template_id_order_templates_id_fk
        foreign key (template_id) references order_templates (id) on delete cascade;

alter table order_templates
    add constraint order_templates_default_customer_id_customers_id_fk
        foreign key (default_customer_id) references customers (id) on delete set null,
    add constraint order_templates_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table orders
    add constraint orders_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete restrict,
    add constraint orders_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table shipment_items
    add constraint shipment_items_order_line_item_id_order_line_items_id_fk
        foreign key (order_line_item_id) references order_line_items (id) on delete cascade,
    add constraint shipment_items_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint shipment_items_shipment_id_order_shipments_id_fk
        foreign key (shipment_id) references order_shipments (id) on delete cascade;
