package dev.geofix.imaging;

import java.util.ServiceLoader;
import javax.imageio.ImageIO;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** The image readers of the application archive. */
public final class ImagePlugins {
    static {
        // Whoever touched ImageIO first may have done so with a class loader that does not see the plugins of the jar.
        IIORegistry.getDefaultInstance().registerServiceProviders(
                ServiceLoader.load(ImageReaderSpi.class, ImagePlugins.class.getClassLoader()).iterator());
        ImageIO.setUseCache(false);
    }

    private ImagePlugins() {}

    /** Makes them known to {@link ImageIO}, once. */
    public static void register() {
        // The class has been initialised when this is called.
    }
}
