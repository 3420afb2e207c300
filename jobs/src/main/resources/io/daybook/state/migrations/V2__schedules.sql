-- What happens when, as it was declared last.
create table schedule (
    name text primary key,
    -- Who declares it; what it declares no longer is removed.
    origin text not null,
    source text not null,
    what text not null,
    rule text not null,
    -- NULL: the clocks of all live tenants.
    zone text,
    catch_up text not null check (catch_up in ('LATEST', 'ALL', 'NONE')),
    deadline_seconds bigint not null,
    parameters jsonb not null,
    -- Nothing before it is due.
    since timestamptz not null
);

-- One row a due time: the truth about what was due and what became of it.
create table occurrence (
    occurrence_id bigint generated always as identity primary key,
    schedule text not null,
    due_at timestamptz not null,
    due_local timestamp not null,
    business_date date generated always as (due_local::date) stored,
    zone text not null,
    status text not null
        check (status in ('DUE', 'HELD', 'RUNNING', 'DONE', 'FAILED', 'SKIPPED')),
    attempt integer not null default 0,
    -- Grows with every claim: a process that stood still cannot end what another has taken over.
    token bigint not null default 0,
    not_before timestamptz not null,
    holder text,
    expires_at timestamptz,
    run_id text,
    failure_code text,
    note text,
    recorded_at timestamptz not null default clock_timestamp(),
    started_at timestamptz,
    finished_at timestamptz,
    -- When somebody was told that it is late.
    told_at timestamptz,
    unique (schedule, due_at)
);

-- A schedule never overlaps itself.
create unique index occurrence_running on occurrence (schedule) where status = 'RUNNING';

create index occurrence_open on occurrence (due_at) where status in ('DUE', 'HELD', 'RUNNING');

-- Quartz's clustered store, as its driver delegate for PostgreSQL reads it.
create table qrtz_job_details (
    sched_name text not null,
    job_name text not null,
    job_group text not null,
    description text,
    job_class_name text not null,
    is_durable boolean not null,
    is_nonconcurrent boolean not null,
    is_update_data boolean not null,
    requests_recovery boolean not null,
    job_data bytea,
    primary key (sched_name, job_name, job_group)
);

create table qrtz_triggers (
    sched_name text not null,
    trigger_name text not null,
    trigger_group text not null,
    job_name text not null,
    job_group text not null,
    description text,
    next_fire_time bigint,
    prev_fire_time bigint,
    priority integer,
    trigger_state text not null,
    trigger_type text not null,
    start_time bigint not null,
    end_time bigint,
    calendar_name text,
    misfire_instr smallint,
    job_data bytea,
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, job_name, job_group) references qrtz_job_details
);

create index qrtz_triggers_by_time on qrtz_triggers (sched_name, trigger_state, next_fire_time);

create index qrtz_triggers_of_job on qrtz_triggers (sched_name, job_name, job_group);

-- Ours keep rule and zone here.
create table qrtz_simprop_triggers (
    sched_name text not null,
    trigger_name text not null,
    trigger_group text not null,
    str_prop_1 text,
    str_prop_2 text,
    str_prop_3 text,
    int_prop_1 integer,
    int_prop_2 integer,
    long_prop_1 bigint,
    long_prop_2 bigint,
    dec_prop_1 numeric(13, 4),
    dec_prop_2 numeric(13, 4),
    bool_prop_1 boolean,
    bool_prop_2 boolean,
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers
);

-- Of no use to Daybook; Quartz reads them whenever it removes a trigger.
create table qrtz_simple_triggers (
    sched_name text not null,
    trigger_name text not null,
    trigger_group text not null,
    repeat_count bigint not null,
    repeat_interval bigint not null,
    times_triggered bigint not null,
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers
);

create table qrtz_cron_triggers (
    sched_name text not null,
    trigger_name text not null,
    trigger_group text not null,
    cron_expression text not null,
    time_zone_id text,
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers
);

create table qrtz_blob_triggers (
    sched_name text not null,
    trigger_name text not null,
    trigger_group text not null,
    blob_data bytea,
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, trigger_name, trigger_group) references qrtz_triggers
);

create table qrtz_calendars (
    sched_name text not null,
    calendar_name text not null,
    calendar bytea not null,
    primary key (sched_name, calendar_name)
);

create table qrtz_paused_trigger_grps (
    sched_name text not null,
    trigger_group text not null,
    primary key (sched_name, trigger_group)
);

create table qrtz_fired_triggers (
    sched_name text not null,
    entry_id text not null,
    trigger_name text not null,
    trigger_group text not null,
    instance_name text not null,
    fired_time bigint not null,
    sched_time bigint not null,
    priority integer not null,
    state text not null,
    job_name text,
    job_group text,
    is_nonconcurrent boolean,
    requests_recovery boolean,
    primary key (sched_name, entry_id)
);

create index qrtz_fired_triggers_of_trigger
    on qrtz_fired_triggers (sched_name, trigger_name, trigger_group);

create table qrtz_scheduler_state (
    sched_name text not null,
    instance_name text not null,
    last_checkin_time bigint not null,
    checkin_interval bigint not null,
    primary key (sched_name, instance_name)
);

create table qrtz_locks (
    sched_name text not null,
    lock_name text not null,
    primary key (sched_name, lock_name)
);
