-- Foreign keys that Renoz declares on the tables of jobs.sql.

alter table checklist_templates
    add constraint checklist_templates_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table installer_blockouts
    add constraint installer_blockouts_installer_id_installer_profiles_id_fk
        foreign key (installer_id) references installer_profiles (id) on delete cascade,
    add constraint installer_blockouts_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table installer_certifications
    add constraint installer_certifications_installer_id_installer_profiles_id_fk
        foreign key (installer_id) references installer_profiles (id) on delete cascade,
    add constraint installer_certifications_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint installer_certifications_verified_by_users_id_fk
        foreign key (verified_by) references users (id);

alter table installer_profiles
    add constraint installer_profiles_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint installer_profiles_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table installer_skills
    add constraint installer_skills_installer_id_installer_profiles_id_fk
        foreign key (installer_id) references installer_profiles (id) on delete cascade,
    add constraint installer_skills_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table installer_territories
    add constraint installer_territories_installer_id_installer_profiles_id_fk
        foreign key (installer_id) references installer_profiles (id) on delete cascade,
    add constraint installer_territories_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table job_assignments
    add constraint job_assignments_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete restrict,
    add constraint job_assignments_installer_id_users_id_fk
        foreign key (installer_id) references users (id) on delete restrict,
    add constraint job_assignments_migrated_to_project_id_projects_id_fk
        foreign key (migrated_to_project_id) references projects (id) on delete set null,
    add constraint job_assignments_order_id_orders_id_fk
        foreign key (order_id) references orders (id) on delete set null,
    add constraint job_assignments_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint job_assignments_sla_tracking_id_sla_tracking_id_fk
        foreign key (sla_tracking_id) references sla_tracking (id) on delete set null;

alter table job_checklist_items
    add constraint job_checklist_items_checklist_id_job_checklists_id_fk
        foreign key (checklist_id) references job_checklists (id) on delete cascade,
    add constraint job_checklist_items_completed_by_users_id_fk
        foreign key (completed_by) references users (id) on delete set null,
    add constraint job_checklist_items_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table job_checklists
    add constraint job_checklists_job_id_job_assignments_id_fk
        foreign key (job_id) references job_assignments (id) on delete cascade,
    add constraint job_checklists_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint job_checklists_template_id_checklist_templates_id_fk
        foreign key (template_id) references checklist_templates (id) on delete set null;

alter table job_material_photos
    add constraint job_material_photos_job_material_id_job_materials_id_fk
        foreign key (job_material_id) references job_materials (id) on delete cascade,
    add constraint job_material_photos_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table job_material_reservations
    add constraint job_material_reservations_inventory_id_inventory_id_fk
        foreign key (inventory_id) references inventory (id) on delete restrict,
    add constraint job_material_reservations_job_material_id_job_materials_id_fk
        foreign key (job_material_id) references job_materials (id) on delete cascade,
    add constraint job_material_reservations_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table job_material_serial_numbers
    add constraint job_material_serial_numbers_job_material_id_job_materials_id_fk
        foreign key (job_material_id) references job_materials (id) on delete cascade,
    add constraint job_material_serial_numbers_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint job_material_serial_numbers_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete restrict;

alter table job_materials
    add constraint job_materials_installed_by_users_id_fk
        foreign key (installed_by) references users (id),
    add constraint job_materials_job_id_job_assignments_id_fk
        foreign key (job_id) references job_assignments (id) on delete cascade,
    add constraint job_materials_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint job_materials_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete restrict,
    add constraint job_materials_project_id_projects_id_fk
        foreign key (project_id) references projects (id) on delete cascade,
    add constraint job_materials_task_id_job_tasks_id_fk
        foreign key (task_id) references job_tasks (id) on delete set null;

alter table job_photos
    add constraint job_photos_job_assignment_id_job_assignments_id_fk
        foreign key (job_assignment_id) references job_assignments (id) on delete cascade,
    add constraint job_photos_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table job_tasks
    add constraint job_tasks_assignee_id_users_id_fk
        foreign key (assignee_id) references users (id) on delete set null,
    add constraint job_tasks_job_id_job_assignments_id_fk
        foreign key (job_id) references job_assignments (id) on delete cascade,
    add constraint job_tasks_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint job_tasks_project_id_projects_id_fk
        foreign key (project_id) references projects (id) on delete cascade,
    add constraint job_tasks_site_visit_id_site_visits_id_fk
        foreign key (site_visit_id) references site_visits (id) on delete set null,
    add constraint job_tasks_workstream_id_project_workstreams_id_fk
        foreign key (workstream_id) references project_workstreams (id) on delete set null;

alter table job_templates
    add constraint job_templates_checklist_template_id_checklist_templates_id_fk
        foreign key (checklist_template_id) references checklist_templates (id) on delete set null,
    add constraint job_templates_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint job_templates_sla_configuration_id_sla_configurations_id_fk
        foreign key (sla_configuration_id) references sla_configurations (id) on delete set null;

alter table job_time_entries
    add constraint job_time_entries_job_id_job_assignments_id_fk
        foreign key (job_id) references job_assignments (id) on delete cascade,
    add constraint job_time_entries_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint job_time_entries_project_id_projects_id_fk
        foreign key (project_id) references projects (id) on delete cascade,
    add constraint job_time_entries_site_visit_id_site_visits_id_fk
        foreign key (site_visit_id) references site_visits (id) on delete set null,
    add constraint job_time_entries_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table project_bom
    add constraint project_bom_approved_by_users_id_fk
        foreign key (approved_by) references users (id),
    add constraint project_bom_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint project_bom_project_id_projects_id_fk
        foreign key (project_id) references projects (id) on delete cascade;

alter table project_bom_items
    add constraint project_bom_items_bom_id_project_bom_id_fk
        foreign key (bom_id) references project_bom (id) on delete cascade,
    add constraint project_bom_items_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint project_bom_items_product_id_products_id_fk
        foreign key (product_id) references products (id) on delete restrict,
    add constraint project_bom_items_project_id_projects_id_fk
        foreign key (project_id) references projects (id) on delete cascade;

alter table project_files
    add constraint project_files_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint project_files_project_id_projects_id_fk
        foreign key (project_id) references projects (id) on delete cascade;

alter table project_members
    add constraint project_members_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint project_members_project_id_projects_id_fk
        foreign key (project_id) references projects (id) on delete cascade,
    add constraint project_members_user_id_users_id_fk
        foreign key (user_id) references users (id) on delete cascade;

alter table project_notes
    add constraint project_notes_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint project_notes_project_id_projects_id_fk
        foreign key (project_id) references projects (id) on delete cascade;

alter table project_workstreams
    add constraint project_workstreams_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint project_workstreams_project_id_projects_id_fk
        foreign key (project_id) references projects (id) on delete cascade;

alter table projects
    add constraint projects_customer_id_customers_id_fk
        foreign key (customer_id) references customers (id) on delete restrict,
    add constraint projects_order_id_orders_id_fk
        foreign key (order_id) references orders (id) on delete set null,
    add constraint projects_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade;

alter table site_visit_photos
    add constraint site_visit_photos_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint site_visit_photos_project_id_projects_id_fk
        foreign key (project_id) references projects (id) on delete cascade,
    add constraint site_visit_photos_site_visit_id_site_visits_id_fk
        foreign key (site_visit_id) references site_visits (id) on delete cascade;

alter table site_visits
    add constraint site_visits_installer_id_users_id_fk
        foreign key (installer_id) references users (id) on delete restrict,
    add constraint site_visits_organization_id_organizations_id_fk
        foreign key (organization_id) references organizations (id) on delete cascade,
    add constraint site_visits_project_id_projects_id_fk
        foreign key (project_id) references projects (id) on delete cascade;
