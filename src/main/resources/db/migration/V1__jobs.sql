-- Instants are milliseconds since 1970-01-01T00:00Z.
create table job (
    sequence integer primary key autoincrement,
    id text not null unique,
    kind text not null,
    state text not null check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    cancel_requested integer not null default 0,
    parameters text not null,
    done integer not null default 0,
    total integer,
    message text not null default '',
    created integer not null,
    started integer,
    ended integer
);

create index job_by_state on job (state, sequence);

create table job_refusal (
    sequence integer primary key,
    job text not null references job (id) on delete cascade,
    item text not null,
    reason text not null,
    unique (job, item)
);
