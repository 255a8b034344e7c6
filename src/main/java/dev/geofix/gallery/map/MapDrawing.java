package dev.geofix.gallery.map;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.MapTile;
import java.awt.Rectangle;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * What is drawn of a map square: first the marks, then the pictures in their order.
 *
 * @param pictures tiles whose pictures are drawn
 * @param marked pixels, by rows, where only it is marked that a tile covers them
 * @param fingerprint of all this: the same for the same picture
 */
record MapDrawing(List<Placed> pictures, BitSet marked, String fingerprint) {
    /** Pixels a side. */
    static final int SIDE = 256;
    /** Below so many pixels a side nothing is seen on a tile. */
    private static final int LEAST_PIXELS = 20;
    /** Bounds the time that one square takes. */
    private static final int MOST_PICTURES = 160;
    /** Pixels that a tile may stick out. */
    private static final int FARTHEST = 1 << 24;
    /** Cells a side in which it is counted what is covered already. */
    private static final int CELLS = 64;

    /** A tile's sequence number, and where it lies on the square, in pixels; it may stick out. */
    record Placed(long sequence, Rectangle area) {
        /** Edges are rounded each by itself, so that no seam is left between neighbours. */
        static Placed of(long sequence, BoundingBox bounds, MapTile square) {
            // One that crosses the date line lies at both ends of the world.
            double turn = !bounds.crossesDateLine() ? 0 : square.across(bounds.west()) > 1 ? -360 : 360;
            int left = pixel(square.across(bounds.west() + Math.min(0, turn)));
            int right = pixel(square.across(bounds.east() + Math.max(0, turn)));
            int top = pixel(square.down(bounds.north()));
            int bottom = pixel(square.down(bounds.south()));
            return new Placed(sequence, new Rectangle(left, top, Math.max(1, right - left), Math.max(1, bottom - top)));
        }

        private static int pixel(double share) {
            return (int) Math.clamp(Math.round(SIDE * share), -FARTHEST, FARTHEST);
        }

        private boolean isSeen() {
            return Math.min(area.width, area.height) >= LEAST_PIXELS;
        }

        /** The cells whose middle it covers. */
        private BitSet cells() {
            int size = SIDE / CELLS;
            BitSet cells = new BitSet(CELLS * CELLS);
            Rectangle inside = area.intersection(new Rectangle(SIDE, SIDE));
            for (int row = (inside.y + size / 2) / size; row * size + size / 2 < inside.y + inside.height; row++) {
                for (int column = (inside.x + size / 2) / size; column * size + size / 2 < inside.x
                        + inside.width; column++) {
                    cells.set(row * CELLS + column);
                }
            }
            return cells;
        }
    }

    /**
     * Of tiles that overlap, those are taken that cover most of what is still bare, until nothing is. Of tiles that are too small to be seen nothing is kept but the
     * pixels, so that a square of a whole country takes no more memory than another.
     */
    static MapDrawing of(MapTile square, Stream<Placed> tiles) {
        List<Placed> seen = new ArrayList<>();
        BitSet marked = new BitSet(SIDE * SIDE);
        tiles.forEach(tile -> {
            if (tile.isSeen()) {
                seen.add(tile);
            } else {
                mark(marked, tile.area());
            }
        });
        List<Placed> pictures = cover(seen);
        if (pictures.size() == MOST_PICTURES || pictures.isEmpty()) {
            seen.forEach(tile -> mark(marked, tile.area()));
        }
        return new MapDrawing(pictures, marked, fingerprint(square, pictures, marked));
    }

    boolean isEmpty() {
        return pictures.isEmpty() && marked.isEmpty();
    }

    private static void mark(BitSet marked, Rectangle area) {
        Rectangle inside = area.intersection(new Rectangle(SIDE, SIDE));
        for (int row = inside.y; inside.width > 0 && row < inside.y + inside.height; row++) {
            marked.set(row * SIDE + inside.x, row * SIDE + inside.x + inside.width);
        }
    }

    private static List<Placed> cover(List<Placed> tiles) {
        record Gain(Placed tile, BitSet cells, int count) {}
        // What a tile adds only becomes less, so one whose count still stands when it is the first is the best.
        PriorityQueue<Gain> queue = new PriorityQueue<>(Comparator.comparingInt(Gain::count).reversed()
                .thenComparingLong(gain -> gain.tile().sequence()));
        for (Placed tile : tiles) {
            BitSet cells = tile.cells();
            queue.add(new Gain(tile, cells, cells.cardinality()));
        }
        BitSet covered = new BitSet(CELLS * CELLS);
        List<Placed> chosen = new ArrayList<>();
        while (!queue.isEmpty() && chosen.size() < MOST_PICTURES) {
            Gain best = queue.remove();
            BitSet left = (BitSet) best.cells().clone();
            left.andNot(covered);
            int count = left.cardinality();
            if (count == best.count() && count > 0) {
                covered.or(left);
                chosen.add(best.tile());
            } else if (count > 0) {
                queue.add(new Gain(best.tile(), left, count));
            }
        }
        return chosen;
    }

    private static String fingerprint(MapTile square, List<Placed> pictures, BitSet marked) {
        CRC32C sum = new CRC32C();
        for (Placed picture : pictures) {
            Rectangle area = picture.area();
            sum.update(ByteBuffer.allocate(Long.BYTES + 4 * Integer.BYTES).putLong(picture.sequence()).putInt(area.x)
                    .putInt(area.y).putInt(area.width).putInt(area.height).flip());
        }
        sum.update(marked.toByteArray());
        return square.zoom() + "-" + square.x() + "-" + square.y() + "-" + pictures.size() + "-" + marked.cardinality()
                + "-" + Long.toHexString(sum.getValue());
    }
}
