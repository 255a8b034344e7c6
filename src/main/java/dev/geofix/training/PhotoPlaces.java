package dev.geofix.training;

import dev.geofix.image.RgbImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Squares cut from photos, side by side like the tiles of a map. The satellite view is the square itself; the drone view is the
 * ground round some point of it: shifted, turned, scaled, tilted. A batch takes a block of neighbours from a photo, since the
 * hardest tile to tell from the true one is the one beside it, and never two photos that may show the same ground.
 */
final class PhotoPlaces implements PairSource {
    /** Squares a photo's short side holds: near and far views. */
    private static final double[] ROWS = {4.2, 3.3, 2.4};
    /** Columns and rows of the block that a batch takes from a photo. */
    private static final int BLOCK = 3;
    /** A photo's middle lies anywhere in the tile that holds it; nearer to the edge than this nothing tells it from the next. */
    private static final double SHIFT = 0.45;
    private static final double SCALE = 0.2;
    private static final double TILT = 0.15;
    /** Errors of compasses and flight logs, degrees. */
    private static final double TURN = 15;

    private final List<FlightPhoto> photos;
    private final List<Place> places = new ArrayList<>();
    private final List<List<Grid>> grids = new ArrayList<>();
    private final double separationMeters;
    private final double anyTurnChance;

    private record Place(int photo, double x, double y, double side) {}

    /** Squares of one size on a photo, row by row from {@code first} on. */
    private record Grid(int first, int columns, int rows) {
        /** A block of neighbours anywhere in the grid, the whole of it where it is no larger. */
        List<Integer> block(SplittableRandom random) {
            int left = random.nextInt(Math.max(1, columns - BLOCK + 1));
            int top = random.nextInt(Math.max(1, rows - BLOCK + 1));
            List<Integer> block = new ArrayList<>();
            for (int row = top; row < Math.min(rows, top + BLOCK); row++) {
                for (int column = left; column < Math.min(columns, left + BLOCK); column++) {
                    block.add(first + row * columns + column);
                }
            }
            return block;
        }
    }

    /**
     * @param separationMeters photos nearer to each other than this do not meet in a batch
     * @param anyTurnChance share of drone views with any heading; the others are north-up but for the compass's error
     */
    PhotoPlaces(List<FlightPhoto> photos, double separationMeters, double anyTurnChance) {
        this.photos = List.copyOf(photos);
        this.separationMeters = separationMeters;
        this.anyTurnChance = anyTurnChance;
        for (int photo = 0; photo < photos.size(); photo++) {
            List<Grid> ofPhoto = new ArrayList<>();
            for (double rows : ROWS) {
                ofPhoto.add(grid(photo, photos.get(photo).image(), rows));
            }
            grids.add(ofPhoto);
        }
    }

    private Grid grid(int photo, RgbImage image, double squares) {
        double side = Math.min(image.width(), image.height()) / squares;
        Grid grid = new Grid(places.size(), (int) (image.width() / side), (int) (image.height() / side));
        double left = (image.width() - grid.columns() * side) / 2;
        double top = (image.height() - grid.rows() * side) / 2;
        for (int i = 0; i < grid.columns() * grid.rows(); i++) {
            places.add(new Place(photo, left + (i % grid.columns() + 0.5) * side,
                    top + (i / grid.columns() + 0.5) * side, side));
        }
        return grid;
    }

    @Override
    public int places() {
        return places.size();
    }

    @Override
    public int[] choose(int count, SplittableRandom random) {
        int[] chosen = new int[count];
        int filled = 0;
        for (int photo : FarApart.choose(photos, separationMeters, random)) {
            List<Grid> sizes = grids.get(photo);
            for (int place : sizes.get(random.nextInt(sizes.size())).block(random)) {
                if (filled < count) {
                    chosen[filled++] = place;
                }
            }
        }
        return Arrays.copyOf(chosen, filled);
    }

    @Override
    public Ground ground(int place) {
        return Ground.of(photos.get(places.get(place).photo()), separationMeters);
    }

    @Override
    public ViewPair draw(int place, int size, SplittableRandom random) {
        Place at = places.get(place);
        FlightPhoto photo = photos.get(at.photo());
        SquareView tile = new SquareView(at.x(), at.y(), at.side(), 90 * random.nextInt(4), 0, 0);
        double turn = random.nextDouble() < anyTurnChance
                ? 360 * random.nextDouble()
                : TURN * (2 * random.nextDouble() - 1);
        SquareView seen = tile.turned(turn).jittered(SHIFT, SCALE, TILT, random);
        return new ViewPair(seen.render(photo.image(), size), tile.render(photo.image(), size));
    }
}
