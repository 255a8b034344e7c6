package dev.geofix.gallery.embedded;

import dev.geofix.gallery.GalleryName;
import dev.geofix.gallery.GalleryStore;
import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.TileStore;
import dev.geofix.inference.Encoder;
import dev.geofix.platform.storage.WriteTransactions;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Galleries in this process: rows in SQLite are the truth, an index in memory over each gallery follows them. */
@Component
@ConditionalOnProperty(name = "geofix.store", havingValue = "embedded", matchIfMissing = true)
class EmbeddedStore implements GalleryStore {
    private final Tables tables;
    private final IndexRegistry indexes;
    private final WriteTransactions writes;

    EmbeddedStore(GalleryTable galleries, TileTable tiles, DescriptorTable descriptors, LocalFeatureTable features,
            PlaceTable places, IndexRegistry indexes, WriteTransactions writes) {
        tables = new Tables(galleries, tiles, descriptors, features, places);
        this.indexes = indexes;
        this.writes = writes;
    }

    /** What the database has of galleries. */
    record Tables(GalleryTable galleries, TileTable tiles, DescriptorTable descriptors, LocalFeatureTable features,
            PlaceTable places) {}

    @Override
    public Optional<StoredGallery> find(GalleryName name) {
        return tables.galleries().find(name);
    }

    @Override
    public List<StoredGallery> list() {
        return tables.galleries().list();
    }

    @Override
    public boolean put(GalleryName name, @Nullable String description, @Nullable Boolean localFeatures,
            Supplier<Encoder> encoder) {
        return writes.call(() -> {
            Optional<StoredGallery> now = tables.galleries().find(name);
            if (now.isEmpty()) {
                tables.galleries().create(name, description == null ? "" : description,
                        localFeatures == null || localFeatures, encoder.get());
            } else {
                tables.galleries().change(now.get().id(), description, localFeatures);
            }
            return now.isEmpty();
        });
    }

    @Override
    public void delete(StoredGallery gallery) {
        writes.run(() -> tables.galleries().delete(gallery.id()));
        indexes.forget(gallery.id());
    }

    @Override
    public TileStore tiles(StoredGallery gallery) {
        return new EmbeddedTiles(gallery, tables, indexes, writes);
    }

    @Override
    public long indexBytes(StoredGallery gallery) {
        return indexes.bytes(gallery.id());
    }

    @Override
    public boolean isInUpkeep(StoredGallery gallery) {
        return indexes.isInUpkeep(gallery.id());
    }
}
