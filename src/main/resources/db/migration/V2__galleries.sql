-- Instants are milliseconds since 1970-01-01T00:00Z, angles degrees on WGS 84.
create table gallery (
    id integer primary key autoincrement,
    name text not null unique,
    description text not null,
    model text not null,
    dimension integer not null,
    tiles integer not null default 0,
    created integer not null
);

-- A sequence number stands for one content for ever: a changed tile gets a new one, none is used again.
create table tile (
    sequence integer primary key autoincrement,
    gallery integer not null references gallery (id) on delete cascade,
    tile text not null,
    latitude real not null,
    longitude real not null,
    west real,
    south real,
    east real,
    north real,
    attributes text not null,
    content_hash text not null,
    unique (gallery, tile)
);

-- The large values stand apart, so that lists and filters read small rows only.
-- Descriptors carry their model: another model's can be added before the gallery switches over.
create table tile_descriptor (
    sequence integer not null references tile (sequence) on delete cascade,
    model text not null,
    descriptor blob not null,
    primary key (sequence, model)
);

create table tile_image (
    sequence integer primary key references tile (sequence) on delete cascade,
    media_type text not null,
    image blob not null
);

create trigger tile_added after insert on tile
begin
    update gallery set tiles = tiles + 1 where id = new.gallery;
end;

create trigger tile_removed after delete on tile
begin
    update gallery set tiles = tiles - 1 where id = old.gallery;
end;
