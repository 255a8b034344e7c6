package dev.geofix.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.geofix.geo.GeoPoint;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DescriptorMemoryTest {
    private static final GeoPoint HERE = new GeoPoint(10, 20);
    private static final float NEVER = -1e4f;

    private final NDManager manager = NDManager.newBaseManager();
    private final PhotoPlaces source = new PhotoPlaces(
            List.of(photo("a", HERE), photo("b", HERE.offset(30, 0)), photo("c", HERE.offset(500, 0))), 100, 0);
    private final int ofOnePhoto = source.places() / 3;
    private final DescriptorMemory memory = new DescriptorMemory(manager, source, 3, 2);

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void emptyItHoldsNoNegative() {
        assertThat(mask(0)).containsOnly(NEVER);
    }

    @Test
    void groundOfTheSamePhotoOrNearItIsNoNegative() {
        memory.add(new int[]{1, ofOnePhoto, 2 * ofOnePhoto}, rows(3), rows(3));
        assertThat(mask(0)).containsExactly(NEVER, NEVER, 0);
        assertThat(mask(2 * ofOnePhoto + 1)).containsExactly(0, 0, NEVER);
    }

    @Test
    void theOldestGiveWayAndAllIsRestored() {
        memory.add(new int[]{0, 1}, rows(2), rows(2));
        memory.add(new int[]{2 * ofOnePhoto, 2 * ofOnePhoto + 1}, rows(2).add(10), rows(2).add(20));
        DescriptorMemory restored = new DescriptorMemory(manager, source, 3, 2);
        restored.restore(memory.state());
        for (DescriptorMemory each : List.of(memory, restored)) {
            DescriptorMemory.Negatives found = each.against(new int[]{0}, manager);
            assertThat(found.drone().toFloatArray()).containsExactly(12, 13, 2, 3, 10, 11);
            assertThat(found.satellite().toFloatArray()).containsExactly(22, 23, 2, 3, 20, 21);
            assertThat(found.mask().toFloatArray()).containsExactly(0, NEVER, 0);
        }
    }

    private static FlightPhoto photo(String name, GeoPoint position) {
        return new FlightPhoto(name, PhotoPlacesTest.photo(position).image(), position);
    }

    private float[] mask(int place) {
        return memory.against(new int[]{place}, manager).mask().toFloatArray();
    }

    /** 0 1, 2 3 and so on. */
    private NDArray rows(int count) {
        return manager.arange(2 * count).toType(DataType.FLOAT32, false)
                .reshape(new Shape(count, 2));
    }
}
