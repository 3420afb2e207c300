-- Who says that what a check finds is known, why, and how long and up to how much that holds. The
-- newest row of a check counts. Rows stay, so that it can be told who had kept a check quiet.
create table check_acknowledgement (
    acknowledgement_id bigint generated always as identity primary key,
    source text not null,
    check_name text not null,
    by_whom text not null,
    why text not null,
    -- The last day, in UTC.
    until_date date not null,
    -- Most findings that are quiet.
    up_to bigint not null,
    acknowledged_at timestamptz not null,
    withdrawn_at timestamptz,
    withdrawn_by text
);

create index check_acknowledgement_of_a_source on check_acknowledgement (source, check_name);
