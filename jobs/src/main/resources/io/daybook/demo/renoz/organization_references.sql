-- Foreign keys that Renoz declares on the tables of organization.sql.

alter table business_hours_config
    add constraint business_hours_config_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table custom_field_values
    add constraint custom_field_values_created_by_users_id_fk
        foreign key (created_by) references users (id) on delete set null,
    add constraint custom_field_values_custom_field_id_custom_fields_id_fk
        foreign key (custom_field_id) references custom_fields (id) on delete cascade,
    add constraint custom_field_values_updated_by_users_id_fk
        foreign key (updated_by) references users (id) on delete set null;

alter table custom_fields
    add constraint custom_fields_created_by_users_id_fk
        foreign key (created_by) references users (id) on delete set null,
    add constraint custom_fields_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint custom_fields_updated_by_users_id_fk
        foreign key (updated_by) references users (id) on delete set null;

alter table data_exports
    add constraint data_exports_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint data_exports_requested_by_users_id_fk
        foreign key (requested_by) references users (id) on delete cascade;

alter table organization_holidays
    add constraint organization_holidays_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table system_settings
    add constraint system_settings_created_by_users_id_fk
        foreign key (created_by) references users (id) on delete set null,
    add constraint system_settings_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint system_settings_updated_by_users_id_fk
        foreign key (updated_by) references users (id) on delete set null;

alter table api_tokens
    add constraint api_tokens_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint api_tokens_revoked_by_users_id_fk
        foreign key (revoked_by) references users (id),
    add constraint api_tokens_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table user_delegations
    add constraint user_delegations_delegate_id_users_id_fk
        foreign key (delegate_id) references users (id) on delete cascade,
    add constraint user_delegations_delegator_id_users_id_fk
        foreign key (delegator_id) references users (id) on delete cascade,
    add constraint user_delegations_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table user_group_members
    add constraint user_group_members_added_by_users_id_fk
        foreign key (added_by) references users (id),
    add constraint user_group_members_group_id_user_groups_id_fk
        foreign key (group_id) references user_groups (id) on delete cascade,
    add constraint user_group_members_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint user_group_members_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table user_groups
    add constraint user_groups_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table user_invitations
    add constraint user_invitations_invited_by_users_id_fk
        foreign key (invited_by) references users (id) on delete cascade,
    add constraint user_invitations_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table user_onboarding
    add constraint user_onboarding_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table user_preferences
    add constraint user_preferences_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table user_sessions
    add constraint user_sessions_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table users
    add constraint users_auth_id_auth_users_fk
        foreign key (auth_id) references auth.users (id) on delete cascade,
    add constraint users_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;
