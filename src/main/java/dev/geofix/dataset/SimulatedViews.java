package dev.geofix.dataset;

import dev.geofix.imaging.Photometry;
import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import dev.geofix.imaging.SquareView;
import java.util.SplittableRandom;

/**
 * The views of a place of which there is one aerial image: the satellite view is the image, a drone view shows most of it from a tilted camera at another
 * height, heading and hour. What lies beyond the image's edge is its mirror image.
 */
record SimulatedViews(RgbImage image, ViewsPlan plan) {
    /** Of the image's side: turned by 45°, the square just fits into the image. */
    private static final double CLOSENESS = 0.7;
    private static final double SHIFT = 0.15;
    private static final double SCALE = 0.25;
    private static final double TILT = 0.4;

    RgbImage satellite() {
        return Resize.bicubic(image, plan.size(), plan.size());
    }

    RgbImage drone(SplittableRandom random) {
        SquareView view = SquareView.centered(image, CLOSENESS * Math.min(image.width(), image.height()))
                .turned(plan.turn() * (2 * random.nextDouble() - 1)).jittered(SHIFT, SCALE, TILT, random);
        RgbImage seen = view.render(image, plan.size());
        if (random.nextDouble() < plan.occlusion()) {
            for (int left = 1 + random.nextInt(2); left > 0; left--) {
                seen = new Occlusion(plan.size(), random).over(seen, random);
            }
        }
        return new Photometry(plan.light()).apply(seen, random);
    }

    /** Something between camera and ground: a shred of cloud, a crown of leaves, a shadow. A ragged ellipse with a soft edge. */
    private static final class Occlusion {
        private static final int WAVES = 4;

        private final double x;
        private final double y;
        private final double across;
        private final double down;
        private final double opacity;
        private final double[] colour;
        private final double[] waves = new double[2 * WAVES];
        private final double grain;

        Occlusion(int side, SplittableRandom random) {
            x = side * random.nextDouble();
            y = side * random.nextDouble();
            across = side * random.nextDouble(0.08, 0.26);
            down = side * random.nextDouble(0.08, 0.26);
            for (int i = 0; i < waves.length; i++) {
                waves[i] = random.nextDouble(-1, 1);
            }
            double kind = random.nextDouble();
            double level = random.nextDouble();
            if (kind < 0.35) {
                colour = new double[]{215 + 35 * level, 218 + 35 * level, 222 + 30 * level};
                opacity = random.nextDouble(0.6, 0.97);
                grain = 6;
            } else if (kind < 0.7) {
                colour = new double[]{35 + 45 * level, 55 + 50 * level, 25 + 35 * level};
                opacity = 1;
                grain = 25;
            } else {
                colour = new double[]{12, 14, 18};
                opacity = random.nextDouble(0.5, 0.85);
                grain = 0;
            }
        }

        RgbImage over(RgbImage picture, SplittableRandom random) {
            byte[] pixels = picture.pixels().clone();
            int side = picture.width();
            for (int i = 0; i < side * side; i++) {
                double cover = opacity * cover(i % side + 0.5, i / side + 0.5);
                if (cover > 0) {
                    double speckle = grain * (random.nextDouble() - 0.5);
                    for (int channel = 0; channel < 3; channel++) {
                        int at = 3 * i + channel;
                        double mixed = (1 - cover) * (pixels[at] & 0xff) + cover * (colour[channel] + speckle);
                        pixels[at] = (byte) Math.clamp(Math.round(mixed), 0, 255);
                    }
                }
            }
            return new RgbImage(side, side, pixels);
        }

        /** 1 inside, 0 outside, between them over the outer third. */
        private double cover(double px, double py) {
            double u = (px - x) / across;
            double v = (py - y) / down;
            double angle = Math.atan2(v, u);
            double edge = 1;
            for (int i = 0; i < WAVES; i++) {
                edge += 0.25 / (i + 1) * (waves[2 * i] * Math.cos((i + 1) * angle)
                        + waves[2 * i + 1] * Math.sin((i + 1) * angle));
            }
            double t = Math.clamp(3 * (1 - Math.hypot(u, v) / Math.max(0.3, edge)), 0, 1);
            return t * t * (3 - 2 * t);
        }
    }
}
