-- What several processes share: jobs, keys, audit. Instants are milliseconds since 1970-01-01T00:00Z. A step V1.x only adds, so that the version before goes on working
-- beside it; one that does more is V2.0.
create table job (
    sequence bigint generated always as identity primary key,
    id text not null unique,
    kind text not null,
    state text not null check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    cancel_requested integer not null default 0,
    parameters text not null,
    done bigint not null default 0,
    total bigint,
    message text not null default '',
    created bigint not null,
    started bigint,
    ended bigint,
    -- The data folder without which it cannot be done; null for any process.
    place text,
    -- Whose it is while it runs, until when by this database's clock, and how often it was taken: who knows an older number may write nothing.
    owner text,
    lease_until bigint,
    fence bigint not null default 0
);

create index job_by_state on job (state, sequence);

create table job_refusal (
    sequence bigint generated always as identity primary key,
    job text not null references job (id) on delete cascade,
    item text not null,
    reason text not null,
    unique (job, item)
);

create table idempotency_key (
    kind text not null,
    key text not null,
    body_hash text not null,
    job text not null references job (id) on delete cascade,
    primary key (kind, key)
);

-- Of the text of a key only a SHA-256.
create table api_key (
    id text primary key,
    name text not null,
    role text not null check (role in ('locate', 'gallery', 'admin')),
    hash bytea not null,
    created bigint not null,
    expires bigint,
    revoked bigint,
    last_used bigint
);

-- A name may be given again once its key is revoked.
create unique index api_key_by_name on api_key (name) where revoked is null;

-- A changing call stands here before it changes anything; it has no status until it has ended, or for ever when its process died.
create table audit (
    sequence bigint generated always as identity primary key,
    began bigint not null,
    ended bigint,
    replica text not null,
    caller text not null,
    caller_id text,
    name text,
    address text not null,
    method text not null,
    path text not null,
    status integer,
    failure text,
    request text
);

create index audit_by_time on audit (began);
