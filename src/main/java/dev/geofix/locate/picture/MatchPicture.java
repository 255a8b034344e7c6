package dev.geofix.locate.picture;

import dev.geofix.imaging.RgbImage;
import dev.geofix.locate.picture.MatchScene.ShownTile;
import dev.geofix.verification.Verification;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws a scene: the verdict in words and colour above, below it the photo and the tile beside each other with lines between matched keypoints. Of many lines some
 * are left out, evenly over the photo, so that the ground stays visible; the keypoints themselves are all there.
 */
public final class MatchPicture {
    static final int STRIP = 92;
    static final int MARGIN = 20;

    private static final int LEAST_WIDTH = 960;
    private static final int MOST_HEIGHT = 576;
    private static final int MOST_PHOTO_WIDTH = 768;
    /** Left for a photo that is narrower, so that its caption has room. */
    private static final int LEAST_PHOTO_WIDTH = 260;
    private static final int MOST_TILE_WIDTH = 640;
    private static final int GAP = 36;
    private static final int CAPTION = 40;
    private static final int LEGEND = 48;
    private static final int MOST_INLIER_LINES = 40;
    private static final int MOST_OUTLIER_LINES = 10;
    private static final Color BACKGROUND = Color.WHITE;
    private static final Color TEXT = new Color(0x26262b);

    private final MatchScene scene;
    private final Panel photo;
    private final @Nullable Panel tile;
    private final BufferedImage picture;
    private final Graphics2D graphics;
    private final Lettering lettering;
    private final Marks marks;

    private MatchPicture(MatchScene scene) {
        this.scene = scene;
        ShownTile shown = scene.tile();
        RgbImage image = scene.photo();
        int top = STRIP + CAPTION;
        Panel left = Panel.fit(image.width(), (double) image.width() / image.height(), 0, top, MOST_PHOTO_WIDTH,
                MOST_HEIGHT);
        Panel right = shown == null
                ? null
                : Panel.fit(Double.POSITIVE_INFINITY, shown.aspect(),
                        Math.max(left.box().width, LEAST_PHOTO_WIDTH) + GAP, top, MOST_TILE_WIDTH, MOST_HEIGHT);
        int content = right == null ? left.box().width : (int) right.box().getMaxX();
        int width = Math.max(LEAST_WIDTH, content + 2 * MARGIN);
        photo = left.moved((width - content) / 2);
        tile = right == null ? null : right.moved((width - content) / 2);
        int bottom = (int) Math.max(photo.box().getMaxY(), tile == null ? 0 : tile.box().getMaxY());
        picture = new BufferedImage(width, bottom + (lines(shown) ? LEGEND : MARGIN), BufferedImage.TYPE_INT_RGB);
        graphics = picture.createGraphics();
        lettering = new Lettering(graphics);
        marks = new Marks(graphics);
    }

    public static BufferedImage of(MatchScene scene) {
        MatchPicture drawn = new MatchPicture(scene);
        try {
            drawn.draw();
        } finally {
            drawn.graphics.dispose();
        }
        return drawn.picture;
    }

    private static boolean lines(@Nullable ShownTile tile) {
        return tile != null && tile.matches() != null;
    }

    private void draw() {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(BACKGROUND);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        strip();
        photo.show(graphics, scene.photo());
        caption(photo, "Photo, " + scene.photo().width() + " × " + scene.photo().height() + " pixels");
        ShownTile shown = scene.tile();
        if (tile != null && shown != null) {
            tile.show(graphics, shown.image());
            caption(tile, shown.caption());
            Verification.TileMatches matches = shown.matches();
            if (matches != null) {
                if (!shown.footprint().isEmpty()) {
                    marks.outline(photo, List.of(new Point2D.Double(0, 0), new Point2D.Double(1, 0),
                            new Point2D.Double(1, 1), new Point2D.Double(0, 1)));
                    marks.outline(tile, shown.footprint());
                }
                links(tile, matches);
                legend(matches);
            }
            Point2D place = shown.place();
            if (place != null) {
                marks.cross(tile.at(place.getX(), place.getY()));
            }
            marks.north(tile, 0);
            Double width = shown.widthMeters();
            if (width != null) {
                marks.scale(tile, width);
            }
        }
        Double heading = scene.headingDegrees();
        if (heading != null) {
            marks.cross(photo.at(0.5, 0.5));
            marks.north(photo, -heading);
        }
    }

    private void strip() {
        graphics.setColor(scene.verdict().color());
        graphics.fillRect(0, 0, picture.getWidth(), STRIP);
        graphics.setColor(Color.WHITE);
        int most = picture.getWidth() - 2 * MARGIN;
        lettering.write(scene.headline(), MARGIN, 40, most, Lettering.LARGE, true);
        lettering.write(scene.facts(), MARGIN, 74, most, Lettering.MEDIUM, false);
    }

    private void caption(Panel panel, String text) {
        graphics.setColor(TEXT);
        double most = Math.max(panel.box().width, LEAST_PHOTO_WIDTH);
        lettering.write(text, panel.box().x, panel.box().y - 12, most, Lettering.SMALL, false);
    }

    private void links(Panel to, Verification.TileMatches matches) {
        List<Verification.Match> outliers = spread(matches, false, MOST_OUTLIER_LINES);
        outliers.forEach(match -> marks.line(from(match), to(to, match, matches), Marks.OUTLIER, 0.8f));
        outliers.forEach(match -> ends(to, match, matches));
        spread(matches, true, MOST_INLIER_LINES)
                .forEach(match -> marks.line(from(match), to(to, match, matches), Marks.INLIER, 1.4f));
        spread(matches, true, Integer.MAX_VALUE).forEach(match -> ends(to, match, matches));
    }

    private void ends(Panel to, Verification.Match match, Verification.TileMatches matches) {
        Color color = match.inlier() ? Marks.INLIER : Marks.OUTLIER;
        marks.keypoint(from(match), color);
        marks.keypoint(to(to, match, matches), color);
    }

    private Point2D from(Verification.Match match) {
        return photo.at(match.photoX() / scene.photo().width(), match.photoY() / scene.photo().height());
    }

    private static Point2D to(Panel panel, Verification.Match match, Verification.TileMatches matches) {
        return panel.at(match.tileX() / matches.width(), match.tileY() / matches.height());
    }

    /** At most so many, from the top of the photo to its bottom. */
    private static List<Verification.Match> spread(Verification.TileMatches matches, boolean inliers, int most) {
        List<Verification.Match> all = matches.matches().stream().filter(match -> match.inlier() == inliers)
                .sorted(Comparator.comparingDouble(Verification.Match::photoY)).toList();
        int count = Math.min(most, all.size());
        return IntStream.range(0, count).mapToObj(i -> all.get((int) ((long) i * all.size() / count))).toList();
    }

    private void legend(Verification.TileMatches matches) {
        double y = picture.getHeight() - LEGEND / 2.0 + 2;
        double x = MARGIN;
        x = entry(x, y, Marks.INLIER, "agrees with the place (" + matches.inliers() + " on this tile)");
        x = entry(x, y, Marks.OUTLIER, "does not agree (" + (matches.matches().size() - matches.inliers()) + ")");
        ShownTile shown = scene.tile();
        if (shown != null && !shown.footprint().isEmpty()) {
            marks.line(new Point2D.Double(x, y), new Point2D.Double(x + 34, y), Marks.FOOTPRINT, 3);
            x = words(x + 42, y, "photo and its ground, upper edge thick");
        }
        if (shown != null && shown.place() != null) {
            marks.cross(new Point2D.Double(x + 12, y));
            words(x + 32, y, "photo's middle");
        }
    }

    private double entry(double x, double y, Color color, String text) {
        marks.line(new Point2D.Double(x, y), new Point2D.Double(x + 34, y), color, 1.4f);
        marks.keypoint(new Point2D.Double(x, y), color);
        marks.keypoint(new Point2D.Double(x + 34, y), color);
        return words(x + 42, y, text);
    }

    private double words(double x, double y, String text) {
        graphics.setColor(TEXT);
        return lettering.write(text, x, y + 6, picture.getWidth() - x, Lettering.SMALL, false) + 28;
    }
}
