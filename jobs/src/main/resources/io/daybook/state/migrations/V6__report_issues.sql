-- Which release a report is made from for an occurrence. Whoever makes it first says so, and all
-- who make it for other recipients, or again, make the same.
create table report_issue (
    source text not null,
    tenant text not null,
    report text not null,
    occurrence text not null,
    release bigint not null,
    -- When it was due, where readers are told that it came late.
    late_for timestamptz,
    pinned_at timestamptz not null,
    primary key (source, tenant, report, occurrence)
);

insert into report_issue (source, tenant, report, occurrence, release, late_for, pinned_at)
select distinct on (source, tenant, report, occurrence)
    source, tenant, report, occurrence, release, null, recorded_at
from delivery
where release is not null
order by source, tenant, report, occurrence, delivery_id;
