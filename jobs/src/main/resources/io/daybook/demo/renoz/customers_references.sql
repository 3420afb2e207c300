-- Foreign keys that Renoz declares on the tables of customers.sql.

alter table addresses
    add constraint addresses_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete cascade,
    add constraint addresses_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table contacts
    add constraint contacts_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete cascade,
    add constraint contacts_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table customer_action_plans
    add constraint customer_action_plans_completed_by_users_id_fk
        foreign key (completed_by) references users (id) on delete set null,
    add constraint customer_action_plans_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete cascade,
    add constraint customer_action_plans_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table customer_activities
    add constraint customer_activities_contact_id_contacts_id_fk
        foreign key (contact_id) references contacts (id) on delete set null,
    add constraint customer_activities_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete cascade,
    add constraint customer_activities_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table customer_health_metrics
    add constraint customer_health_metrics_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete cascade,
    add constraint customer_health_metrics_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table customer_merge_audit
    add constraint customer_merge_audit_merged_customer_id_customers_id_fk
        foreign key (merged_customer_id) references customers (id) on delete set null,
    add constraint customer_merge_audit_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint customer_merge_audit_primary_customer_id_customers_id_fk
        foreign key (primary_customer_id) references customers (id) on delete set null;

alter table customer_priorities
    add constraint customer_priorities_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete cascade,
    add constraint customer_priorities_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table customer_tag_assignments
    add constraint customer_tag_assignments_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete cascade,
    add constraint customer_tag_assignments_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint customer_tag_assignments_tag_id_customer_tags_id_fk
        foreign key (tag_id) references customer_tags (id) on delete cascade;

alter table customer_tags
    add constraint customer_tags_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table customers
    add constraint customers_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint customers_parent_id_customers_id_fk
        foreign key (parent_id) references customers (id) on delete set null;
