-- Foreign keys that Renoz declares on the tables of communications.sql.

alter table campaign_recipients
    add constraint campaign_recipients_campaign_id_email_campaigns_id_fk
        foreign key (campaign_id) references email_campaigns (id) on delete cascade,
    add constraint campaign_recipients_contact_id_contacts_id_fk
        foreign key (contact_id) references contacts (id) on delete set null,
    add constraint campaign_recipients_customer_id_fkey
        foreign key (customer_id) references customers (id) on delete set null,
    add constraint campaign_recipients_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table email_campaigns
    add constraint email_campaigns_created_by_id_users_id_fk
        foreign key (created_by_id) references users (id) on delete cascade,
    add constraint email_campaigns_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table email_history
    add constraint email_history_campaign_id_email_campaigns_id_fk
        foreign key (campaign_id) references email_campaigns (id) on delete set null,
    add constraint email_history_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete set null,
    add constraint email_history_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint email_history_sender_id_users_id_fk
        foreign key (sender_id) references users (id) on delete set null,
    add constraint email_history_template_id_email_templates_id_fk
        foreign key (template_id) references email_templates (id) on delete set null;

alter table email_signatures
    add constraint email_signatures_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint email_signatures_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table email_suppression
    add constraint email_suppression_deleted_by_users_id_fk
        foreign key (deleted_by) references users (id) on delete set null,
    add constraint email_suppression_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table email_template_versions
    add constraint email_template_versions_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint email_template_versions_template_id_email_templates_id_fk
        foreign key (template_id) references email_templates (id) on delete cascade;

alter table email_templates
    add constraint email_templates_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table scheduled_calls
    add constraint scheduled_calls_assignee_id_users_id_fk
        foreign key (assignee_id) references users (id) on delete cascade,
    add constraint scheduled_calls_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete cascade,
    add constraint scheduled_calls_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table scheduled_emails
    add constraint scheduled_emails_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete set null,
    add constraint scheduled_emails_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint scheduled_emails_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;
