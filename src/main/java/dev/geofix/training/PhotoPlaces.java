package dev.geofix.training;

import dev.geofix.imaging.SquareView;
import dev.geofix.training.PairSource.PairDraw;
import dev.geofix.training.PairSource.ViewPair;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Squares cut from photos. The satellite view is the square itself; the drone view is the same ground seen from a little
 * elsewhere: shifted, turned, scaled, tilted. A batch takes many squares of one photo, for the hardest tile to tell from the true one
 * is its neighbour, and never two photos that may show the same ground.
 */
final class PhotoPlaces implements PairSource {
    private static final long CHOICE = 4;
    private static final int SQUARES_PER_PHOTO = 6;
    /** The drone view's stray, in sides, e-folds and projective terms: a photo's middle lies anywhere in the tile that holds it. */
    private static final double SHIFT = 0.35;
    private static final double SCALE = 0.25;
    private static final double TILT = 0.25;
    /** Errors of compasses and flight logs, degrees. */
    private static final double TURN = 15;
    /** A square's own stray, in sides, so that its edges are not learnt. */
    private static final double LOOSENESS = 0.15;

    private final List<FlightPhoto> photos;
    private final List<Place> places = new ArrayList<>();
    /** For each photo, for each size of squares: the places, side by side. */
    private final List<List<int[]>> grids = new ArrayList<>();
    private final double separationMeters;
    private final double anyTurnChance;

    private record Place(int photo, double x, double y, double side) {}

    /**
     * @param separationMeters photos nearer to each other than this do not meet in a batch
     * @param anyTurnChance share of drone views with any heading; the others are north-up but for the compass's error
     */
    PhotoPlaces(List<FlightPhoto> photos, double separationMeters, double anyTurnChance) {
        this.photos = List.copyOf(photos);
        this.separationMeters = separationMeters;
        this.anyTurnChance = anyTurnChance;
        for (int photo = 0; photo < photos.size(); photo++) {
            int width = photos.get(photo).image().width();
            int height = photos.get(photo).image().height();
            List<int[]> ofPhoto = new ArrayList<>();
            for (double rows : new double[]{3.5, 2.6, 1.9}) {
                ofPhoto.add(grid(photo, width, height, Math.min(width, height) / rows));
            }
            grids.add(ofPhoto);
        }
    }

    private int[] grid(int photo, int width, int height, double side) {
        int columns = (int) (width / side);
        int rows = (int) (height / side);
        int[] indexes = new int[columns * rows];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = places.size();
            places.add(new Place(photo, spread(i % columns, columns, width, side),
                    spread(i / columns, rows, height, side), side));
        }
        return indexes;
    }

    /** Middle of the i-th of so many squares, from edge to edge. */
    private static double spread(int i, int count, int length, double side) {
        return count == 1 ? length / 2.0 : side / 2 + i * (length - side) / (count - 1);
    }

    @Override
    public int places() {
        return places.size();
    }

    @Override
    public String name(int place) {
        Place at = places.get(place);
        return "%s at %.0f, %.0f".formatted(photos.get(at.photo()).name(), at.x(), at.y());
    }

    @Override
    public int epochSteps(int count) {
        return 0;
    }

    @Override
    public List<PairDraw> batch(int count, long step, Seeds seeds) {
        SplittableRandom random = seeds.at(CHOICE, step, 0);
        List<PairDraw> chosen = new ArrayList<>();
        for (int photo : FlightPhoto.farApart(photos, separationMeters, random)) {
            int[] grid = grids.get(photo).get(random.nextInt(grids.get(photo).size()));
            int[] order = Seeds.order(grid.length, random);
            for (int i = 0; i < Math.min(SQUARES_PER_PHOTO, grid.length) && chosen.size() < count; i++) {
                chosen.add(PairDraw.any(grid[order[i]]));
            }
        }
        return chosen;
    }

    @Override
    public ViewPair draw(PairDraw pick, int size, SplittableRandom random) {
        Place at = places.get(pick.place());
        FlightPhoto photo = photos.get(at.photo());
        SquareView tile = new SquareView(at.x(), at.y(), at.side(), 360 * random.nextDouble(), 0, 0)
                .jittered(LOOSENESS, 0, 0, random);
        double turn = random.nextDouble() < anyTurnChance
                ? 360 * random.nextDouble()
                : TURN * (2 * random.nextDouble() - 1);
        SquareView seen = tile.turned(turn).jittered(SHIFT, SCALE, TILT, random);
        return new ViewPair(seen.render(photo.image(), size), tile.render(photo.image(), size), true);
    }
}
