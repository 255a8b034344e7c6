-- Tiles that callers have deleted, and when (milliseconds since 1970-01-01T00:00Z): an import that begins again after a crash must not bring
-- them back.
create table tile_deletion (
    gallery integer not null references gallery (id) on delete cascade,
    tile text not null,
    at integer not null,
    primary key (gallery, tile)
) without rowid;
