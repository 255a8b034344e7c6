-- Keys of callers; of their text only a SHA-256. Instants are milliseconds since 1970-01-01T00:00Z. The command "keys" runs this too, on a data
-- folder that no service has opened yet.
create table if not exists api_key (
    id text primary key,
    name text not null,
    role text not null check (role in ('locate', 'gallery', 'admin')),
    hash blob not null,
    created integer not null,
    expires integer,
    revoked integer,
    last_used integer
) without rowid;

-- A name may be given again once its key is revoked.
create unique index if not exists api_key_by_name on api_key (name) where revoked is null;
