package dev.geofix.simulator;

import dev.geofix.simulator.scene.Hash;
import dev.geofix.simulator.scene.Point;
import dev.geofix.simulator.view.Camera;
import dev.geofix.simulator.view.Conditions;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** One class of a dataset: a spot of a town and how it is seen. No two places of a dataset show the same ground. */
record Place(Town town, long seed, int number, double groundMeters, int pixels) {
    private static final double FIELD_OF_VIEW = 62;
    private static final int PLACES_A_ROW = 64;
    private static final double PITCH = 1.4;

    Point center() {
        double step = PITCH * groundMeters;
        return new Point(step * (number % PLACES_A_ROW + 0.25 * Hash.unit(seed, number, 0, 101)),
                step * (number / PLACES_A_ROW + 0.25 * Hash.unit(seed, number, 1, 101)));
    }

    BufferedImage satellite() {
        return town.satellite(center(), groundMeters, pixels, Conditions.satellite(Hash.of(seed, number, 2, 101)));
    }

    /** View {@code index} of {@code count} on a spiral of three turns that comes down from 256 m to 121.5 m. */
    BufferedImage onSpiral(int index, int count) {
        double share = count == 1 ? 0.5 : index / (count - 1.0);
        return view(index, 256 - 134.5 * share, 1080.0 * index / count, 18 + 27 * share);
    }

    /** View {@code index} of {@code count} on a half circle at one height. */
    BufferedImage atHeight(double height, int index, int count) {
        return view(index + (int) height * 100, height, 180.0 * index / count, 15 + 25.0 * index / count);
    }

    private BufferedImage view(int salt, double height, double turn, double tilt) {
        SplittableRandom random = Hash.random(seed, number, salt, 102);
        double start = 360 * Hash.unit(seed, number, 3, 101);
        Point target = new Point(center().x() + 4 * random.nextGaussian(), center().y() + 4 * random.nextGaussian());
        Camera camera = Camera.lookingAt(target, height, start + turn + 2 * random.nextGaussian(),
                Math.clamp(tilt + 2 * random.nextGaussian(), 0, 60), FIELD_OF_VIEW, pixels, pixels);
        return town.drone(camera, Conditions.drone(Hash.of(seed, number, 4, 101)));
    }
}
