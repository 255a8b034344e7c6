-- Whose a job is while it runs, and how often it was taken; the same columns as where several processes share a database. Here it is always this one's.
alter table job add column place text;

alter table job add column owner text;

alter table job add column lease_until integer;

alter table job add column fence integer not null default 0;
