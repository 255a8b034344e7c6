package dev.geofix.gallery.embedded;

import dev.geofix.gallery.StoredGallery;
import dev.geofix.gallery.TileRenewal;
import dev.geofix.gallery.UnknownGalleryException;
import dev.geofix.gallery.search.DescriptorIndex;
import dev.geofix.gallery.search.GalleryIndex;
import dev.geofix.inference.Descriptor;
import dev.geofix.inference.ModelVersion;
import dev.geofix.platform.storage.WriteTransactions;
import dev.geofix.vectorindex.Int8Vector;
import dev.geofix.verification.LocalFeatures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What is made anew of a gallery in the data folder. Another model's descriptors lie beside those that answer; its index grows beside theirs. */
final class EmbeddedRenewal implements TileRenewal {
    private static final int LOOKED_AT_TOGETHER = 500;
    private static final int DELETED_AT_ONCE = 500;

    private final StoredGallery stored;
    private final EmbeddedStore.Tables tables;
    private final IndexRegistry indexes;
    private final WriteTransactions writes;

    EmbeddedRenewal(StoredGallery stored, EmbeddedStore.Tables tables, IndexRegistry indexes,
            WriteTransactions writes) {
        this.stored = stored;
        this.tables = tables;
        this.indexes = indexes;
        this.writes = writes;
    }

    @Override
    public List<StoredPicture> withoutFeatures(long after, int limit) {
        return tables.tiles().withoutFeatures(stored.id(), after, limit);
    }

    @Override
    public void putFeatures(Map<StoredPicture, LocalFeatures> found) {
        writes.run(() -> found.forEach((tile, features) -> tables.features().put(tile.sequence(), features)));
    }

    @Override
    public void dropDamagedFeatures(Runnable pause) {
        List<Long> some = tables.features().tiles(stored.id(), Long.MIN_VALUE, LOOKED_AT_TOGETHER);
        while (!some.isEmpty()) {
            pause.run();
            List<Long> damaged = tables.features().damaged(some);
            if (!damaged.isEmpty()) {
                writes.run(() -> tables.features().delete(damaged));
            }
            some = tables.features().tiles(stored.id(), some.getLast(), LOOKED_AT_TOGETHER);
        }
    }

    @Override
    public boolean hasMetDamage() {
        return tables.features().hasMetDamage(stored.id());
    }

    @Override
    public long count(ModelVersion model) {
        return tables.descriptors().count(stored.id(), model);
    }

    @Override
    public void deleteOthers(ModelVersion model, Runnable pause) {
        for (int gone = DELETED_AT_ONCE; gone == DELETED_AT_ONCE;) {
            pause.run();
            gone = writes.call(() -> tables.descriptors().deleteOthers(stored.id(), model, DELETED_AT_ONCE));
        }
    }

    @Override
    public Reindex reindex(ModelVersion model, int dimension) {
        GalleryIndex index = indexes.of(stored);
        index.prepare(indexes.of(stored, model, dimension));
        return new NextIndex(index, model, dimension);
    }

    private final class NextIndex implements Reindex {
        private final GalleryIndex index;
        private final ModelVersion model;
        private final int dimension;

        NextIndex(GalleryIndex index, ModelVersion model, int dimension) {
            this.index = index;
            this.model = model;
            this.dimension = dimension;
        }

        @Override
        public List<StoredPicture> lacking(long after, int limit) {
            return tables.tiles().withoutDescriptor(stored.id(), model, after, limit);
        }

        @Override
        public void put(Map<StoredPicture, Descriptor> embedded) {
            Map<StoredPicture, byte[]> compact = new LinkedHashMap<>();
            embedded.forEach((tile, descriptor) -> compact.put(tile, Int8Vector.encode(descriptor.values())));
            index.change(() -> {
                writes.run(() -> compact.entrySet().removeIf(
                        tile -> !tables.descriptors().put(tile.getKey().sequence(), model, tile.getValue())));
                compact.forEach((tile, descriptor) -> index.putNext(tile.sequence(), tile.content(), descriptor));
                return null;
            });
        }

        @Override
        public boolean switchOver(BooleanSupplier isComplete) {
            return index.change(() -> {
                boolean complete = isComplete.getAsBoolean();
                if (complete) {
                    if (!writes.call(() -> tables.galleries().reindexed(stored.id(), model, dimension))) {
                        throw new UnknownGalleryException(stored.gallery().name());
                    }
                    DescriptorIndex before = index.switchToNext();
                    if (before != null) {
                        indexes.retire(before);
                    }
                }
                return complete;
            });
        }

        @Override
        public void close() {
            index.dropNext();
        }
    }
}
