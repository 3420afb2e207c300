-- Foreign keys that Renoz declares on the tables of pipeline.sql.

alter table opportunities
    add constraint opportunities_assigned_to_users_id_fk
        foreign key (assigned_to) references users (id) on delete set null,
    add constraint opportunities_contact_id_contacts_id_fk
        foreign key (contact_id) references contacts (id) on delete set null,
    add constraint opportunities_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete cascade,
    add constraint opportunities_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint opportunities_win_loss_reason_id_win_loss_reasons_id_fk
        foreign key (win_loss_reason_id) references win_loss_reasons (id) on delete set null;

alter table opportunity_activities
    add constraint opportunity_activities_created_by_users_id_fk
        foreign key (created_by) references users (id) on delete set null,
    add constraint opportunity_activities_opportunity_id_opportunities_id_fk
        foreign key (opportunity_id) references opportunities (id) on delete cascade,
    add constraint opportunity_activities_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table quote_versions
    add constraint quote_versions_opportunity_id_opportunities_id_fk
        foreign key (opportunity_id) references opportunities (id) on delete cascade,
    add constraint quote_versions_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table quotes
    add constraint quotes_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete cascade,
    add constraint quotes_opportunity_id_opportunities_id_fk
        foreign key (opportunity_id) references opportunities (id) on delete set null,
    add constraint quotes_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table win_loss_reasons
    add constraint win_loss_reasons_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;
