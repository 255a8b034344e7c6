package dev.geofix.gallery.map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.geofix.gallery.Tile;
import dev.geofix.imaging.ImageFile;
import dev.geofix.imaging.ImageRejectedException;
import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import dev.geofix.inference.DecodeBulkhead;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongFunction;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Draws map squares, and keeps the last ones. One at a time: whoever looks at a map must not keep photos waiting. */
@Component
class MapPictures {
    private static final long MOST_BYTES = 32L << 20;
    private static final float QUALITY = 0.85f;
    /** Seen on light and on dark ground. */
    private static final Color COVERED = new Color(110, 135, 155, 150);
    private static final int WHOLE = MapDrawing.SIDE * MapDrawing.SIDE;

    private final DecodeBulkhead decoder;
    private final Semaphore turn = new Semaphore(1, true);
    private final Cache<String, Picture> drawn = Caffeine.newBuilder().maximumWeight(MOST_BYTES)
            .<String, Picture>weigher((name, picture) -> picture.bytes().length).build();

    MapPictures(DecodeBulkhead decoder) {
        this.decoder = decoder;
    }

    record Picture(MediaType type, byte[] bytes) {}

    /** @param images gives the pictures of tiles by sequence number */
    Picture of(MapDrawing drawing, LongFunction<Optional<Tile.Image>> images) {
        Picture known = drawn.getIfPresent(drawing.fingerprint());
        if (known != null) {
            return known;
        }
        turn.acquireUninterruptibly();
        try {
            Picture picture = encode(draw(drawing, images));
            drawn.put(drawing.fingerprint(), picture);
            return picture;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            turn.release();
        }
    }

    private BufferedImage draw(MapDrawing drawing, LongFunction<Optional<Tile.Image>> images) {
        BufferedImage square = new BufferedImage(MapDrawing.SIDE, MapDrawing.SIDE, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = square.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            drawing.marked().stream().forEach(pixel -> square.setRGB(pixel % MapDrawing.SIDE,
                    pixel / MapDrawing.SIDE, COVERED.getRGB()));
            // The first covers most: what is drawn later fills gaps, and must not lie over it.
            for (MapDrawing.Placed tile : drawing.pictures().reversed()) {
                images.apply(tile.sequence()).flatMap(image -> scaled(image, tile.area()))
                        .ifPresent(image -> graphics.drawImage(image.toBufferedImage(), tile.area().x, tile.area().y,
                                tile.area().width, tile.area().height, null));
            }
        } finally {
            graphics.dispose();
        }
        return square;
    }

    /** Made smaller here, without aliasing; made larger while it is drawn. Nothing where the picture that is kept is damaged. */
    private Optional<RgbImage> scaled(Tile.Image image, Rectangle area) {
        try {
            return Optional.of(decoder.scaled(image.bytes(), picture -> Resize.bicubic(picture,
                    Math.min(picture.width(), area.width), Math.min(picture.height(), area.height))));
        } catch (ImageRejectedException e) {
            return Optional.empty();
        }
    }

    private static Picture encode(BufferedImage square) throws IOException {
        int[] pixels = square.getRGB(0, 0, MapDrawing.SIDE, MapDrawing.SIDE, null, 0, MapDrawing.SIDE);
        for (int i = 0; i < WHOLE; i++) {
            if (pixels[i] >>> 24 != 0xff) {
                return new Picture(MediaType.IMAGE_PNG, ImageFile.png(square));
            }
        }
        return new Picture(MediaType.IMAGE_JPEG, ImageFile.jpeg(RgbImage.of(square).toBufferedImage(), QUALITY));
    }
}
