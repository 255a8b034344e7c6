package dev.geofix.dataset;

import dev.geofix.platform.UserException;
import java.nio.file.Path;
import java.util.List;

/**
 * A place to learn from, seen both ways.
 *
 * @param name of its class
 * @param drone at least one drone view
 * @param satellite at least one satellite view
 */
public record TrainingPlace(String name, List<Path> drone, List<Path> satellite) {
    public TrainingPlace {
        if (drone.isEmpty() || satellite.isEmpty()) {
            throw new UserException("place " + name + " has one view only");
        }
        drone = List.copyOf(drone);
        satellite = List.copyOf(satellite);
    }
}
