-- CRC-32C of the blob beside it, so that a check tells damage from content.
alter table tile_descriptor add column checksum integer;

alter table tile_image add column checksum integer;
