-- Areas of one system, a schema each. Places on the map are text: PostGIS is not everywhere.
create extension ltree;

create schema tenant_mgmt;
create schema user_mgmt;
create schema security_mgmt;
create schema system_core;
create schema hs;
create schema auto;
create schema rest;
create schema ret;
create schema file_mgmt;
create schema audit_mgmt;
create schema workflow_mgmt;
create schema integration_mgmt;
create schema reporting_mgmt;
