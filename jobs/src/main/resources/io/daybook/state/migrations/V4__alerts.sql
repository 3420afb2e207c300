-- What operators are told: one row a problem, however often it comes, and one mail of it an hour.
create table alert (
    alert_id bigint generated always as identity primary key,
    code text not null,
    -- What it is about: the first line of its message without its numbers.
    subject text not null,
    -- As it came last.
    message text not null,
    -- How often it came since it was mailed last, first and last of these.
    count bigint not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    mailings integer not null default 0,
    mailed_at timestamptz,
    unique (code, subject)
);

-- Mails to operators lie here and not in a warehouse: they must go out when it is away.
create table alert_content (
    sha256 text primary key,
    content bytea not null,
    kept_at timestamptz not null
);
