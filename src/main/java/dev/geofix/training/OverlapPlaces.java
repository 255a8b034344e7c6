package dev.geofix.training;

import dev.geofix.imaging.SquareView;
import dev.geofix.training.PairSource.PairDraw;
import dev.geofix.training.PairSource.ViewPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Overlapping photos of one flight: a true pair of views, from two positions, at two moments. A place is a photo; its other view
 * is one of its nearest neighbours.
 */
final class OverlapPlaces implements PairSource {
    private static final long CHOICE = 5;
    private static final int NEIGHBOURS = 2;

    private final List<FlightPhoto> photos;
    /** For each place: the photo, then its neighbours. */
    private final List<int[]> views = new ArrayList<>();
    private final double separationMeters;

    /**
     * @param reachMeters two photos within this distance show, for the most part, the same ground
     * @param separationMeters photos nearer to each other than this do not meet in a batch as two places
     */
    OverlapPlaces(List<FlightPhoto> photos, double reachMeters, double separationMeters) {
        this.photos = List.copyOf(photos);
        this.separationMeters = separationMeters;
        for (int i = 0; i < photos.size(); i++) {
            int[] neighbours = neighbours(i, reachMeters);
            if (neighbours.length > 0) {
                int[] view = new int[neighbours.length + 1];
                view[0] = i;
                System.arraycopy(neighbours, 0, view, 1, neighbours.length);
                views.add(view);
            }
        }
    }

    private int[] neighbours(int index, double reachMeters) {
        FlightPhoto photo = photos.get(index);
        List<Integer> near = new ArrayList<>();
        for (int i = 0; i < photos.size(); i++) {
            if (i != index && photo.isNear(photos.get(i), reachMeters)) {
                near.add(i);
            }
        }
        if (photo.position() != null) {
            near.sort(Comparator.comparingDouble(i -> distance(index, i)));
        }
        return near.stream().limit(NEIGHBOURS).mapToInt(Integer::intValue).toArray();
    }

    private double distance(int a, int b) {
        var from = photos.get(a).position();
        var to = photos.get(b).position();
        return from == null || to == null ? Double.POSITIVE_INFINITY : from.distanceTo(to);
    }

    @Override
    public int places() {
        return views.size();
    }

    @Override
    public String name(int place) {
        return photos.get(views.get(place)[0]).name();
    }

    @Override
    public int epochSteps(int count) {
        return 0;
    }

    @Override
    public List<PairDraw> batch(int count, long step, Seeds seeds) {
        List<FlightPhoto> ofPlaces = views.stream().map(view -> photos.get(view[0])).toList();
        int[] apart = FlightPhoto.farApart(ofPlaces, separationMeters, seeds.at(CHOICE, step, 0));
        return Arrays.stream(apart).limit(count).mapToObj(PairDraw::any).toList();
    }

    @Override
    public ViewPair draw(PairDraw pick, int size, SplittableRandom random) {
        int[] view = views.get(pick.place());
        FlightPhoto first = photos.get(view[0]);
        FlightPhoto second = photos.get(view[1 + random.nextInt(view.length - 1)]);
        double turn = 360 * random.nextDouble();
        return new ViewPair(whole(first, turn, random).render(first.image(), size),
                whole(second, turn, random).render(second.image(), size), true);
    }

    private static SquareView whole(FlightPhoto photo, double turn, SplittableRandom random) {
        int side = Math.min(photo.image().width(), photo.image().height());
        return SquareView.centered(photo.image(), side).turned(turn + 10 * (2 * random.nextDouble() - 1))
                .jittered(0.05, 0.1, 0.1, random);
    }
}
