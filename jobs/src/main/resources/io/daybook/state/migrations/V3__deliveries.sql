-- One row a message to one recipient. It is the outbox before the message leaves and the audit after.
create table delivery (
    delivery_id bigint generated always as identity primary key,
    -- SHA-256 over the columns that say what is delivered to whom, resend among them.
    key text not null unique,
    source text not null,
    tenant text not null,
    report text not null,
    occurrence text not null,
    channel text not null check (channel in ('EMAIL', 'FOLDER')),
    recipient text not null,
    -- 0, and one more each time a person asks for the same once more.
    resend integer not null,
    requested_by text,
    release bigint,
    subject text not null,
    status text not null
        check (
            status in (
                'PENDING', 'CLAIMED', 'SENDING', 'SENT', 'RETRY', 'FAILED', 'UNKNOWN', 'SHADOWED'
            )
        ),
    attempt integer not null default 0,
    -- Grows with every claim: a process that stood still cannot write what another has taken over.
    token bigint not null default 0,
    not_before timestamptz not null,
    holder text,
    expires_at timestamptz,
    -- When the end of the message was about to be sent; the server may have it from then on.
    ending_at timestamptz,
    note text,
    recorded_at timestamptz not null,
    first_attempt_at timestamptz,
    finished_at timestamptz,
    -- When somebody was told that it failed or is unknown.
    told_at timestamptz
);

create index delivery_due on delivery (not_before, delivery_id) where status in ('PENDING', 'RETRY');

create index delivery_held on delivery (expires_at) where status in ('CLAIMED', 'SENDING');

create index delivery_untold on delivery (delivery_id)
    where status in ('FAILED', 'UNKNOWN') and told_at is null;

create index delivery_same on delivery (source, tenant, report, occurrence, channel, recipient);

-- What a delivery is made of; the bytes lie in the book under their SHA-256.
create table delivery_part (
    delivery_id bigint not null references delivery on delete cascade,
    position integer not null,
    role text not null check (role in ('HTML', 'TEXT', 'IMAGE', 'ATTACHMENT')),
    name text not null,
    media_type text not null,
    sha256 text not null,
    bytes bigint not null,
    primary key (delivery_id, position)
);

create index delivery_part_content on delivery_part (sha256);

-- Every attempt, with what the server said.
create table delivery_attempt (
    delivery_id bigint not null references delivery on delete cascade,
    attempt integer not null,
    holder text not null,
    started_at timestamptz not null,
    -- Who it went to and by which server, as it was addressed: a trial goes elsewhere.
    sent_to text,
    server text,
    sending_at timestamptz,
    ending_at timestamptz,
    ended_at timestamptz,
    outcome text,
    reply text,
    primary key (delivery_id, attempt)
);

-- That a person has confirmed: the application's own sender is off, Daybook may write to real people.
create table live_confirmation (
    confirmation_id bigint generated always as identity primary key,
    source text not null,
    -- Empty for all tenants of the source.
    tenant text not null,
    phrase text not null,
    confirmed_by text not null,
    confirmed_at timestamptz not null,
    withdrawn_by text,
    withdrawn_at timestamptz
);

create unique index live_confirmation_in_force on live_confirmation (source, tenant)
    where withdrawn_at is null;
