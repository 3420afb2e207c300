-- Foreign keys that Renoz declares on the tables of financial.sql.

alter table credit_notes
    add constraint credit_notes_applied_to_order_id_orders_id_fk
        foreign key (applied_to_order_id) references orders (id) on delete set null,
    add constraint credit_notes_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete restrict,
    add constraint credit_notes_order_id_orders_id_fk
        foreign key (order_id) references orders (id) on delete set null,
    add constraint credit_notes_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table deferred_revenue
    add constraint deferred_revenue_order_id_orders_id_fk
        foreign key (order_id) references orders (id) on delete cascade,
    add constraint deferred_revenue_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table payment_reminder_settings
    add constraint payment_reminder_settings_default_template_id_reminder_template
        foreign key (default_template_id) references reminder_templates (id) on delete set null,
    add constraint payment_reminder_settings_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table payment_schedule_payments
    add constraint payment_schedule_payments_order_payment_id_fkey
        foreign key (order_payment_id) references order_payments (id) on delete cascade,
    add constraint payment_schedule_payments_organization_id_fkey
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint payment_schedule_payments_payment_schedule_id_fkey
        foreign key (payment_schedule_id) references payment_schedules (id) on delete cascade;

alter table payment_schedules
    add constraint payment_schedules_order_id_orders_id_fk
        foreign key (order_id) references orders (id) on delete cascade,
    add constraint payment_schedules_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table reminder_history
    add constraint reminder_history_order_id_orders_id_fk
        foreign key (order_id) references orders (id) on delete cascade,
    add constraint reminder_history_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint reminder_history_template_id_reminder_templates_id_fk
        foreign key (template_id) references reminder_templates (id) on delete set null;

alter table reminder_templates
    add constraint reminder_templates_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table revenue_recognition
    add constraint revenue_recognition_order_id_orders_id_fk
        foreign key (order_id) references orders (id) on delete cascade,
    add constraint revenue_recognition_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table statement_history
    add constraint statement_history_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete cascade,
    add constraint statement_history_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table xero_payment_events
    add constraint xero_payment_events_order_id_fkey
        foreign key (order_id) references orders (id) on delete set null,
    add constraint xero_payment_events_organization_id_fkey
        foreign key (organization_id) references organizations (id) on delete cascade;
