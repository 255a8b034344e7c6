#!/bin/sh
# What jobs, audit and (if they were there) rate limits cost in a PostgreSQL on this machine.
#   benchmarks/postgres.sh [SECONDS]
# Needs Debian's package postgresql, or the folder of its programs in POSTGRES_BIN. Makes a server of its own in a temporary folder; root runs it as nobody.
set -eu
seconds=${1:-10}
bin=${POSTGRES_BIN:-$(ls -d /usr/lib/postgresql/*/bin | tail -1)}
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
chmod 755 "$work"
as=
if [ "$(id -u)" = 0 ]; then
  chown 65534 "$work"
  as="setpriv --reuid=65534 --regid=65534 --clear-groups"
fi
cd /
$as "$bin/initdb" -D "$work/data" -U geofix -A trust -E UTF8 --locale=C > /dev/null
$as "$bin/pg_ctl" -D "$work/data" -w -l "$work/log" -o "-p 54329 -c listen_addresses=127.0.0.1 -c unix_socket_directories=$work" start > /dev/null
trap '$as "$bin/pg_ctl" -D "$work/data" -m fast stop > /dev/null; rm -r "$work"' EXIT
export PGHOST=127.0.0.1 PGPORT=54329 PGUSER=geofix PGDATABASE=postgres
"$bin/psql" -qf "$here/src/main/resources/db/postgresql/V1.0__jobs_keys_audit.sql"
"$bin/psql" -q << 'SQL'
insert into job (id, kind, state, parameters, created)
  select gen_random_uuid()::text, 'import', 'SUCCEEDED', '{}', n from generate_series(1, 100000) n;
insert into job (id, kind, state, parameters, created, fence, lease_until)
  select 'r' || n, 'import', 'RUNNING', '{}', n, 1, 9000000000000 from generate_series(1, 20) n;
create table bucket (owner text primary key, tokens double precision not null, at timestamptz not null);
vacuum analyze;
SQL
# A free place that looks for a job and finds none, as each does once a second.
cat > "$work/poll.sql" << 'SQL'
update job set state = 'RUNNING', owner = 'o', fence = fence + 1, lease_until = cast(extract(epoch from clock_timestamp()) * 1000 as bigint) + 30000
where id = (select id from job where (state = 'QUEUED' or state = 'RUNNING' and (lease_until is null or lease_until < cast(extract(epoch from clock_timestamp()) * 1000 as bigint)))
  and (kind in ('import', 'reindex') or kind not in ('import', 'reindex', 'training') and created < 0) and (place is null or place = 'o') and id not in ('')
  order by case state when 'RUNNING' then 0 else 1 end, sequence limit 1 for update skip locked) returning *;
SQL
# A lease that is renewed, as each running job's is every five seconds.
cat > "$work/renew.sql" << 'SQL'
\set n random(1, 20)
update job set lease_until = cast(extract(epoch from clock_timestamp()) * 1000 as bigint) + 9000000000000 where id = 'r' || :n and fence = 1 and state = 'RUNNING' returning cancel_requested;
SQL
# A changing call that is written down before it is made.
cat > "$work/audit.sql" << 'SQL'
insert into audit (began, replica, caller, caller_id, name, address, method, path) values (1, 'o', 'key', '4k2m9x0q', 'importer', '10.0.0.7', 'PUT', '/api/v1/galleries/harbour/tiles/t-0042') returning sequence;
SQL
# A rate limit in the database: one key that all ask with.
cat > "$work/limit.sql" << 'SQL'
insert into bucket values ('key', 1199, now()) on conflict (owner) do update set tokens = least(1200, bucket.tokens + extract(epoch from now() - bucket.at) * 20) - 1, at = now() returning tokens;
SQL
printf '%-28s %8s %12s %12s\n' statement clients "ms each" "a second"
for clients in 1 8; do
  for name in poll renew audit limit; do
    "$bin/pgbench" -n -T "$seconds" -c "$clients" -j 1 -M prepared -f "$work/$name.sql" 2> /dev/null |
      awk -v name=$name -v clients=$clients '/latency average/ { ms = $4 } /^tps/ { printf "%-28s %8d %12.2f %12.0f\n", name, clients, ms, $3 }'
  done
done
echo 'limit without waiting for the disk:'
for clients in 1 8; do
  PGOPTIONS='-c synchronous_commit=off' "$bin/pgbench" -n -T "$seconds" -c "$clients" -j 1 -M prepared -f "$work/limit.sql" 2> /dev/null |
    awk -v clients=$clients '/latency average/ { ms = $4 } /^tps/ { printf "%-28s %8d %12.2f %12.0f\n", "limit, asynchronous", clients, ms, $3 }'
done
