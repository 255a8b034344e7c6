package dev.geofix.gallery;

import dev.geofix.testing.InDocker;
import dev.geofix.testing.OfficialImages;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;

@InDocker
class GalleryStoreContainerTest extends GalleryStoreTest {
    @Container
    private static final GenericContainer<?> CLUSTER = OfficialImages.openSearch();

    @Override
    String urls() {
        return OfficialImages.url(CLUSTER);
    }
}
