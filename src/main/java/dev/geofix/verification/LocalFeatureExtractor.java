package dev.geofix.verification;

import ai.djl.ndarray.NDManager;
import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import dev.geofix.network.Autograd;
import dev.geofix.network.EngineBulkhead;
import dev.geofix.network.EngineThreads;
import dev.geofix.network.XFeat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Finds the local features of pictures. The network runs on platform threads of its own, because the engine keeps state in native thread-locals: photos go one by one over all cores that a pass has, since
 * somebody waits for each; tiles go side by side, one on each of these cores, since there are many. Loaded when it is first used. Safe for use by many threads.
 */
@Component
public class LocalFeatureExtractor implements DisposableBean {
    private final VerificationSettings settings;
    private final Pool photos = new Pool(1, false);
    /** Made when it is first used: what the model's settings say of cores is known then. */
    private @Nullable Pool tiles;

    public LocalFeatureExtractor(VerificationSettings settings) {
        this.settings = settings;
    }

    /**
     * Of tiles, each scaled so that its longer side has as many pixels as the settings say: a small tile is enlarged, which gives many more keypoints than its own pixels do.
     * The coordinates are those of the scaled picture, whose size the answer holds.
     *
     * @return in the same order
     */
    public List<LocalFeatures> ofTiles(List<RgbImage> pictures) {
        Pool threads = tiles();
        List<Future<LocalFeatures>> found = pictures.stream()
                .map(tile -> threads.submit(() -> enlarged(tile, threads))).toList();
        return found.stream().map(LocalFeatureExtractor::answer).toList();
    }

    /** Of one, see {@link #ofTiles}. */
    public LocalFeatures ofTile(RgbImage tile) {
        return ofTiles(List.of(tile)).getFirst();
    }

    private synchronized Pool tiles() {
        if (tiles == null) {
            tiles = new Pool(EngineThreads.perPass(), true);
        }
        return tiles;
    }

    private LocalFeatures enlarged(RgbImage tile, Pool threads) {
        double scale = (double) settings.tileSize() / Math.max(tile.width(), tile.height());
        int width = Math.max(1, (int) Math.round(tile.width() * scale));
        int height = Math.max(1, (int) Math.round(tile.height() * scale));
        return found(width == tile.width() && height == tile.height() ? tile : Resize.bicubic(tile, width, height),
                settings.tileKeypoints(), threads::forward);
    }

    /**
     * The best keypoints of a picture. Of its right and lower edge up to {@value XFeat#STRIDE} − 1 pixels are not looked at; a picture of fewer has none.
     *
     * @param most keypoints
     */
    public LocalFeatures of(RgbImage picture, int most) {
        return found(picture, most, (grey, width, height) -> answer(
                photos.submit(() -> photos.forward(grey, width, height))));
    }

    private interface Network {
        XFeat.Maps forward(float[] grey, int width, int height);
    }

    private static LocalFeatures found(RgbImage picture, int most, Network network) {
        int width = picture.width() / XFeat.STRIDE * XFeat.STRIDE;
        int height = picture.height() / XFeat.STRIDE * XFeat.STRIDE;
        if (width == 0 || height == 0) {
            return LocalFeatures.none(picture.width(), picture.height());
        }
        return Keypoints.of(network.forward(grey(picture, width, height), width, height), most)
                .quantised(picture.width(), picture.height());
    }

    private static <T> T answer(Future<T> work) {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return work.get();
                } catch (InterruptedException e) {
                    isInterrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("The network of local features failed: " + e.getCause(),
                            e.getCause());
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
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
    public synchronized void destroy() {
        photos.close();
        if (tiles != null) {
            tiles.close();
        }
    }

    /** Threads that each have the network. */
    private static final class Pool {
        private final boolean isOneCoreEach;
        private final ExecutorService threads;
        private final ThreadLocal<Loaded> loaded = ThreadLocal.withInitial(this::load);
        private final Queue<NDManager> managers = new ConcurrentLinkedQueue<>();

        private record Loaded(NDManager manager, XFeat net) {}

        Pool(int count, boolean isOneCoreEach) {
            this.isOneCoreEach = isOneCoreEach;
            threads = Executors.newFixedThreadPool(count, Thread.ofPlatform().daemon()
                    .name(isOneCoreEach ? "tile-features-" : "photo-features-", 1).factory());
        }

        <T> Future<T> submit(Callable<T> work) {
            return threads.submit(work);
        }

        /** On a thread of its own. */
        XFeat.Maps forward(float[] grey, int width, int height) {
            Supplier<XFeat.Maps> forward = () -> {
                Loaded network = loaded.get();
                return network.net().forward(network.manager(), grey, width, height);
            };
            return isOneCoreEach ? EngineBulkhead.passOnOneCore(forward) : EngineBulkhead.pass(forward);
        }

        private Loaded load() {
            Autograd.offOnThisThread();
            if (isOneCoreEach) {
                EngineThreads.oneOnThisThread();
            } else {
                EngineThreads.allOnThisThread();
            }
            NDManager manager = NDManager.newBaseManager();
            managers.add(manager);
            try {
                return new Loaded(manager, XFeat.shipped(manager));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void close() {
            threads.close();
            managers.forEach(NDManager::close);
        }
    }
}
