-- Who may work on a source. A row stays when its lease is released, so that tokens only grow.
create table lease (
    source text primary key,
    holder text not null,
    token bigint not null,
    acquired_at timestamptz not null,
    expires_at timestamptz not null
);

create table run (
    run_id text primary key,
    -- Runs that began within one tick of the clock keep their order.
    position bigint generated always as identity,
    source text not null,
    engine text not null,
    status text not null check (status in ('RUNNING', 'FAILED', 'PUBLISHED', 'ABANDONED')),
    attempt integer not null,
    token bigint not null,
    base_release bigint,
    release bigint,
    failure_code text,
    failure_message text,
    started_at timestamptz not null,
    finished_at timestamptz
);

create index run_of_source on run (source, position desc);

create table step (
    position bigint generated always as identity,
    run_id text not null references run on delete cascade,
    name text not null,
    attempt integer not null,
    status text not null check (status in ('RUNNING', 'FINISHED', 'FAILED')),
    output jsonb,
    note text,
    started_at timestamptz not null,
    finished_at timestamptz,
    primary key (run_id, name, attempt)
);

-- Derived from the manifests of the warehouse, which are the truth.
create table release (
    source text not null,
    release bigint not null,
    run_id text not null,
    rollback_of bigint,
    as_of timestamptz not null,
    published_at timestamptz not null,
    primary key (source, release)
);
