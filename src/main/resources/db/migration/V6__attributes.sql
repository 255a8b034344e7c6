-- The attributes that can be asked for: strings, numbers and booleans (as 'true' and 'false'). No type on the column value, so that 7 equals
-- 7.0 and differs from '7'. Triggers keep it in line with the tile.
create table tile_attribute (
    gallery integer not null,
    name text not null,
    value not null,
    sequence integer not null references tile (sequence) on delete cascade,
    primary key (gallery, name, value, sequence)
) without rowid;

create index tile_attribute_by_tile on tile_attribute (sequence);

create trigger tile_attribute_added after insert on tile when new.attributes <> '{}'
begin
    insert or ignore into tile_attribute (gallery, name, value, sequence)
    select new.gallery, key, case type when 'true' then 'true' when 'false' then 'false' else value end, new.sequence
    from json_each(new.attributes) where type in ('text', 'integer', 'real', 'true', 'false');
end;

create trigger tile_attribute_changed after update of attributes on tile when new.attributes <> old.attributes
begin
    delete from tile_attribute where sequence = new.sequence;
    insert or ignore into tile_attribute (gallery, name, value, sequence)
    select new.gallery, key, case type when 'true' then 'true' when 'false' then 'false' else value end, new.sequence
    from json_each(new.attributes) where type in ('text', 'integer', 'real', 'true', 'false');
end;

insert or ignore into tile_attribute (gallery, name, value, sequence)
select gallery, key, case type when 'true' then 'true' when 'false' then 'false' else value end, sequence
from tile, json_each(tile.attributes) where type in ('text', 'integer', 'real', 'true', 'false');
