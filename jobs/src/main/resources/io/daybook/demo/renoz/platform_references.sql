-- Foreign keys that Renoz declares on the tables of platform.sql.

alter table audit_logs
    add constraint audit_logs_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint audit_logs_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete set null;

alter table notifications
    add constraint notifications_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint notifications_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table activities
    add constraint activities_created_by_users_id_fk
        foreign key (created_by) references users (id) on delete set null,
    add constraint activities_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint activities_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete set null;

alter table attachments
    add constraint attachments_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint attachments_uploaded_by_users_id_fk
        foreign key (uploaded_by) references users (id) on delete cascade;

alter table dashboard_layouts
    add constraint dashboard_layouts_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint dashboard_layouts_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table custom_reports
    add constraint custom_reports_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table report_favorites
    add constraint report_favorites_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint report_favorites_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table scheduled_reports
    add constraint scheduled_reports_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table targets
    add constraint targets_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table recent_items
    add constraint recent_items_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint recent_items_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table search_index
    add constraint search_index_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table search_index_outbox
    add constraint search_index_outbox_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table document_templates
    add constraint document_templates_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table generated_documents
    add constraint generated_documents_generated_by_id_users_id_fk
        foreign key (generated_by_id) references users (id) on delete set null,
    add constraint generated_documents_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table jobs
    add constraint jobs_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint jobs_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table ai_agent_tasks
    add constraint ai_agent_tasks_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint ai_agent_tasks_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table ai_approval_entities
    add constraint ai_approval_entities_approval_id_ai_approvals_id_fk
        foreign key (approval_id) references ai_approvals (id) on delete cascade;

alter table ai_approvals
    add constraint ai_approvals_approved_by_users_id_fk
        foreign key (approved_by) references users (id) on delete set null,
    add constraint ai_approvals_conversation_id_ai_conversations_id_fk
        foreign key (conversation_id) references ai_conversations (id) on delete set null,
    add constraint ai_approvals_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint ai_approvals_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table ai_conversation_messages
    add constraint ai_conversation_messages_conversation_id_ai_conversations_id_fk
        foreign key (conversation_id) references ai_conversations (id) on delete cascade;

alter table ai_conversations
    add constraint ai_conversations_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint ai_conversations_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table ai_cost_tracking
    add constraint ai_cost_tracking_conversation_id_ai_conversations_id_fk
        foreign key (conversation_id) references ai_conversations (id) on delete set null,
    add constraint ai_cost_tracking_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint ai_cost_tracking_task_id_ai_agent_tasks_id_fk
        foreign key (task_id) references ai_agent_tasks (id) on delete set null,
    add constraint ai_cost_tracking_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete set null;

alter table oauth_calendar_events
    add constraint oauth_calendar_events_connection_id_oauth_connections_id_fk
        foreign key (connection_id) references oauth_connections (id) on delete cascade,
    add constraint oauth_calendar_events_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table oauth_connections
    add constraint oauth_connections_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint oauth_connections_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table oauth_contacts
    add constraint oauth_contacts_connection_id_oauth_connections_id_fk
        foreign key (connection_id) references oauth_connections (id) on delete cascade,
    add constraint oauth_contacts_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table oauth_email_messages
    add constraint oauth_email_messages_connection_id_oauth_connections_id_fk
        foreign key (connection_id) references oauth_connections (id) on delete cascade,
    add constraint oauth_email_messages_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table oauth_service_permissions
    add constraint oauth_service_permissions_connection_id_oauth_connections_id_fk
        foreign key (connection_id) references oauth_connections (id) on delete cascade,
    add constraint oauth_service_permissions_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table oauth_states
    add constraint oauth_states_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint oauth_states_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table oauth_sync_logs
    add constraint oauth_sync_logs_connection_id_oauth_connections_id_fk
        foreign key (connection_id) references oauth_connections (id) on delete cascade,
    add constraint oauth_sync_logs_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table oauth_sync_states
    add constraint oauth_sync_states_connection_id_oauth_connections_id_fk
        foreign key (connection_id) references oauth_connections (id) on delete cascade,
    add constraint oauth_sync_states_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;
