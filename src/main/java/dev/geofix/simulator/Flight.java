package dev.geofix.simulator;

import dev.geofix.simulator.scene.Area;
import dev.geofix.simulator.scene.Hash;
import dev.geofix.simulator.scene.Point;
import dev.geofix.simulator.view.Camera;
import dev.geofix.simulator.view.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A straight flight over a part of the town on one day: photos along a line at one height, one tilt, one light. */
record Flight(List<Camera> cameras, Conditions conditions) {
    /** Horizontal angle of a lens of 24 mm on a film frame, usual under drones. */
    static final double FIELD_OF_VIEW = 73.74;

    private static final double[] HEIGHTS = {150, 200, 250, 300};

    /** Flight {@code number} over an area; the middle of every photo lies inside it. */
    static Flight over(Area area, long seed, int number, int photos, int photoWidth) {
        SplittableRandom random = Hash.random(seed, number, 0, 91);
        double height = HEIGHTS[number % HEIGHTS.length];
        double tilt = random.nextDouble() < 0.3 ? 0 : random.nextDouble(5, 40);
        double heading = random.nextDouble(0, 360);
        double angle = Math.toRadians(heading);
        Point target = new Point(random.nextDouble(area.minX(), area.maxX() + 1e-6),
                random.nextDouble(area.minY(), area.maxY() + 1e-6));
        List<Camera> cameras = new ArrayList<>();
        double spacing = height * 0.35;
        for (int i = 0; i < photos; i++) {
            double drift = random.nextGaussian() * 3;
            cameras.add(Camera.lookingAt(target, height + random.nextGaussian() * 2, heading + drift, tilt,
                    FIELD_OF_VIEW, photoWidth, photoWidth * 3 / 4));
            Point next = new Point(target.x() + spacing * Math.sin(angle), target.y() + spacing * Math.cos(angle));
            if (!area.contains(next.x(), next.y())) {
                // Turn back at the border of the area, as a survey flight does.
                heading += 180;
                angle += Math.PI;
                next = new Point(Math.clamp(target.x(), area.minX(), area.maxX()),
                        Math.clamp(target.y(), area.minY(), area.maxY()));
            }
            target = next;
        }
        return new Flight(cameras, Conditions.drone(Hash.of(seed, number, 1, 91)));
    }
}
