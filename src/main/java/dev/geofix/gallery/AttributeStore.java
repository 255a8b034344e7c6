package dev.geofix.gallery;

import dev.geofix.gallery.search.AttributeSets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Attributes of tiles in the database, as filters ask for them; triggers keep them in line with the tiles. */
@Repository
class AttributeStore {
    private final JdbcClient jdbc;

    AttributeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    AttributeSets sets(long gallery) {
        return new AttributeSets((filter, after, sink) -> jdbc.sql("""
                select sequence from tile_attribute
                where gallery = ? and name = ? and value in (?, ?) and sequence > ?""")
                .params(gallery, filter.name(), filter.value(), filter.numberOrText(), after)
                .query(row -> {
                    sink.accept(row.getLong(1));
                }));
    }
}
