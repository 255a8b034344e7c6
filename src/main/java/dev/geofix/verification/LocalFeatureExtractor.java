package dev.geofix.verification;

import ai.djl.ndarray.NDManager;
import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import dev.geofix.network.Autograd;
import dev.geofix.network.EngineBulkhead;
import dev.geofix.network.XFeat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Finds the local features of pictures. The network runs on one platform thread of its own, because the engine keeps state in native thread-locals; all else is done by the
 * caller. Loaded when it is first used. Safe for use by many threads.
 */
@Component
public class LocalFeatureExtractor implements DisposableBean {
    private final VerificationSettings settings;
    private final ExecutorService thread = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("local-features").factory());
    /** Touched on the thread alone. */
    private @Nullable Loaded loaded;

    private record Loaded(NDManager manager, XFeat net) {}

    public LocalFeatureExtractor(VerificationSettings settings) {
        this.settings = settings;
    }

    /**
     * Of a tile, scaled so that its longer side has as many pixels as the settings say: a small tile is enlarged, which gives many more keypoints than its own pixels do.
     * The coordinates are those of the scaled picture, whose size the answer holds.
     */
    public LocalFeatures ofTile(RgbImage tile) {
        double scale = (double) settings.tileSize() / Math.max(tile.width(), tile.height());
        int width = Math.max(1, (int) Math.round(tile.width() * scale));
        int height = Math.max(1, (int) Math.round(tile.height() * scale));
        return of(width == tile.width() && height == tile.height() ? tile : Resize.bicubic(tile, width, height),
                settings.tileKeypoints());
    }

    /**
     * The best keypoints of a picture. Of its right and lower edge up to {@value XFeat#STRIDE} − 1 pixels are not looked at; a picture of fewer has none.
     *
     * @param most keypoints
     */
    public LocalFeatures of(RgbImage picture, int most) {
        int width = picture.width() / XFeat.STRIDE * XFeat.STRIDE;
        int height = picture.height() / XFeat.STRIDE * XFeat.STRIDE;
        if (width == 0 || height == 0) {
            return LocalFeatures.none(picture.width(), picture.height());
        }
        float[] grey = grey(picture, width, height);
        return Keypoints.of(forward(grey, width, height), most).quantised(picture.width(), picture.height());
    }

    private XFeat.Maps forward(float[] grey, int width, int height) {
        try {
            return CompletableFuture.supplyAsync(() -> EngineBulkhead.pass(() -> {
                Loaded network = load();
                return network.net().forward(network.manager(), grey, width, height);
            }), thread).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("The network of local features failed: " + e.getCause(), e.getCause());
        }
    }

    private Loaded load() {
        if (loaded == null) {
            Autograd.offOnThisThread();
            NDManager manager = NDManager.newBaseManager();
            try {
                loaded = new Loaded(manager, XFeat.shipped(manager));
            } catch (IOException e) {
                manager.close();
                throw new UncheckedIOException(e);
            }
        }
        return loaded;
    }

    private static float[] grey(RgbImage picture, int width, int height) {
        byte[] rgb = picture.pixels();
        float[] grey = new float[width * height];
        for (int y = 0; y < height; y++) {
            int in = 3 * y * picture.width();
            for (int x = 0; x < width; x++, in += 3) {
                grey[y * width + x] = ((rgb[in] & 0xff) + (rgb[in + 1] & 0xff) + (rgb[in + 2] & 0xff)) / 765f;
            }
        }
        return grey;
    }

    @Override
    public void destroy() {
        thread.execute(() -> {
            if (loaded != null) {
                loaded.manager().close();
                loaded = null;
            }
        });
        thread.close();
    }
}
