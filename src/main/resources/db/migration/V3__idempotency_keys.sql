-- A client's own name for a request that makes a job: sent again, it finds the job that it made.
create table idempotency_key (
    kind text not null,
    key text not null,
    body_hash text not null,
    job text not null references job (id) on delete cascade,
    primary key (kind, key)
);
