-- Local features of a tile's picture, and the CRC-32C of the blob. The gallery's number stands here too, since a tile's row is gone when its features follow.
create table tile_features (
    sequence integer primary key references tile (sequence) on delete cascade,
    gallery integer not null,
    features blob not null,
    checksum integer not null
);

-- Whether tiles get local features from now on, and how many have them.
alter table gallery add column local_features integer not null default 1;

alter table gallery add column tiles_with_features integer not null default 0;

create trigger tile_features_added after insert on tile_features
begin
    update gallery set tiles_with_features = tiles_with_features + 1 where id = new.gallery;
end;

create trigger tile_features_removed after delete on tile_features
begin
    update gallery set tiles_with_features = tiles_with_features - 1 where id = old.gallery;
end;
