package dev.geofix.verification;

import dev.geofix.geo.BoundingBox;
import dev.geofix.geo.GeoPoint;
import dev.geofix.geo.LocalFrame;
import dev.geofix.imaging.GroundView;
import dev.geofix.imaging.Homography;
import dev.geofix.imaging.RgbImage;
import dev.geofix.imaging.Warp;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A square of ground with roofs and roads at random, 0.25 m a pixel: tiles of it, and photos as a camera takes them. */
final class MadeUpGround {
    static final double METERS_PER_PIXEL = 0.25;
    static final int SIDE = 1600;
    static final LocalFrame FRAME = new LocalFrame(new GeoPoint(47, 8));
    static final LocalFeatureExtractor EXTRACTOR = new LocalFeatureExtractor(VerificationSettings.DEFAULT);

    final RgbImage picture;

    MadeUpGround(long seed) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(new Color(96, 112, 84));
        graphics.fillRect(0, 0, SIDE, SIDE);
        for (int i = 0; i < 1800; i++) {
            int shade = 40 + random.nextInt(190);
            graphics.setColor(new Color(shade, Math.max(0, shade - random.nextInt(40)), Math.max(0, shade
                    - random.nextInt(60))));
            AffineTransform before = graphics.getTransform();
            graphics.translate(random.nextInt(SIDE), random.nextInt(SIDE));
            graphics.rotate(random.nextDouble() * Math.PI);
            graphics.fillRect(0, 0, 8 + random.nextInt(60), 6 + random.nextInt(40));
            graphics.setTransform(before);
        }
        graphics.dispose();
        picture = RgbImage.of(image);
    }

    /** Bounds of a part of the ground, pixels from its upper left corner, which is the frame's origin. */
    static BoundingBox bounds(int x, int y, int side) {
        GeoPoint northWest = FRAME.point(x * METERS_PER_PIXEL, y * METERS_PER_PIXEL);
        GeoPoint southEast = FRAME.point((x + side) * METERS_PER_PIXEL, (y + side) * METERS_PER_PIXEL);
        return new BoundingBox(northWest.longitude(), southEast.latitude(), southEast.longitude(),
                northWest.latitude());
    }

    Reference tile(int x, int y, int side) {
        return new Reference(x + "," + y, bounds(x, y, side), EXTRACTOR.ofTile(picture.crop(x, y, side, side)), 0.5);
    }

    /** Tiles beside each other, half overlapping, so many pixels a side. */
    List<Reference> tiles(int side) {
        List<Reference> tiles = new ArrayList<>();
        for (int y = 0; y + side <= SIDE; y += side / 2) {
            for (int x = 0; x + side <= SIDE; x += side / 2) {
                tiles.add(tile(x, y, side));
            }
        }
        return tiles;
    }

    /** A photo whose middle shows the ground at (x, y), pixels of the ground. */
    RgbImage photo(GroundView camera, double x, double y) {
        Homography groundToPhoto = camera.toPhoto(SIDE, SIDE, METERS_PER_PIXEL, 0, 0);
        Homography moved = groundToPhoto.after(
                new Homography(new double[]{1, 0, SIDE / 2.0 - x, 0, 1, SIDE / 2.0 - y, 0, 0, 1}));
        return Warp.projective(picture, moved.inverse().matrix(), camera.width(), camera.height(), Warp.Edge.REFLECT);
    }

    static GeoPoint place(double x, double y) {
        return FRAME.point(x * METERS_PER_PIXEL, y * METERS_PER_PIXEL);
    }

    static CloseLook.Candidates references(List<Reference> tiles) {
        return new CloseLook.Candidates() {
            @Override
            public int count() {
                return tiles.size();
            }

            @Override
            public List<Reference> read(int from, int to) {
                return tiles.subList(from, Math.min(to, tiles.size()));
            }
        };
    }
}
