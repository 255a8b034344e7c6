package dev.geofix.locate;

import dev.geofix.gallery.Tile;
import dev.geofix.gallery.TileMatch;
import dev.geofix.geo.BoundingBox;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.web.util.UriComponentsBuilder;

/** Puts the matches of a photo's turns into one order. */
final class MatchRanking {
    private static final Comparator<TileMatch> BEST_FIRST = Comparator.comparingDouble(TileMatch::score).reversed()
            .thenComparing(match -> match.tile().id().value());

    private MatchRanking() {}

    /** Each tile once, with its best score over all turns. */
    static List<TileMatch> best(List<List<TileMatch>> turns) {
        Map<String, TileMatch> best = turns.stream().flatMap(Collection::stream)
                .collect(Collectors.toMap(match -> match.tile().id().value(), match -> match,
                        (one, other) -> one.score() >= other.score() ? one : other));
        return best.values().stream().sorted(BEST_FIRST).toList();
    }

    /**
     * What is answered: no more than asked for, and nothing below the lowest score asked for.
     *
     * @param inliers keypoints that the verified place rests on, by tile
     */
    static List<LocateAnswer.Match> matches(List<TileMatch> ranked, LocateParameters request,
            Map<String, Integer> inliers) {
        Double least = request.minScore();
        List<TileMatch> answered = ranked.stream().filter(match -> least == null || match.score() >= least)
                .limit(request.topKOrDefault()).toList();
        return IntStream.range(0, answered.size()).mapToObj(i -> match(i + 1, answered.get(i), request, inliers))
                .toList();
    }

    private static LocateAnswer.Match match(int rank, TileMatch match, LocateParameters request,
            Map<String, Integer> inliers) {
        Tile tile = match.tile();
        BoundingBox bounds = tile.bounds();
        String image = UriComponentsBuilder.fromPath("/api/v1/galleries/{gallery}/tiles/{tile}/image").encode()
                .buildAndExpand(request.galleryOrDefault().value(), tile.id().value()).toUriString();
        return new LocateAnswer.Match(rank, tile.id().value(), match.score(), tile.center().latitude(),
                tile.center().longitude(), bounds == null ? null : LocateAnswer.Match.array(bounds), image,
                inliers.get(tile.id().value()));
    }
}
