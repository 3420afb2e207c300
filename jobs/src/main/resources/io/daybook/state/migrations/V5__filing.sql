-- Where a person finds a delivery: the names of folders, outer ones first.
alter table delivery add column filing text;

update delivery
set
    filing = translate(tenant, '/\', '__') || '/' || translate(report, '/\', '__')
        || '/' || translate(occurrence, '/\', '__');

alter table delivery alter column filing set not null;
