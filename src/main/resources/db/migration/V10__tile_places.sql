-- What ground the tiles cover, to be found by place. The tree rounds to 32 bits, outwards. A tile across the date line is under all longitudes; one without bounds is
-- not in it. Triggers keep it in line with the tiles.
create virtual table tile_place using rtree(sequence, west, east, south, north, +gallery integer);

create trigger tile_place_added after insert on tile when new.west is not null
begin
    insert into tile_place values (new.sequence, case when new.west > new.east then -180 else new.west end,
        case when new.west > new.east then 180 else new.east end, new.south, new.north, new.gallery);
end;

create trigger tile_place_changed after update of west, south, east, north on tile
begin
    delete from tile_place where sequence = old.sequence;
    insert into tile_place select new.sequence, case when new.west > new.east then -180 else new.west end,
        case when new.west > new.east then 180 else new.east end, new.south, new.north, new.gallery
    where new.west is not null;
end;

create trigger tile_place_removed after delete on tile
begin
    delete from tile_place where sequence = old.sequence;
end;

insert into tile_place
select sequence, case when west > east then -180 else west end, case when west > east then 180 else east end, south,
    north, gallery
from tile where west is not null;
