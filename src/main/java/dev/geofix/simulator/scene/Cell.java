package dev.geofix.simulator.scene;

import java.util.List;
import java.util.Map;

/** One mesh of the main street net with all that stands in it. */
public record Cell(Area bounds, Map<Layer, List<Face>> ground, List<Face> solids, List<Tree> trees,
        List<ParkingSlot> slots) {
    public List<Face> ground(Layer layer) {
        return ground.getOrDefault(layer, List.of());
    }

    /** Ground surfaces lie in one plane: a later layer covers an earlier one. */
    public enum Layer {
        BASE, STREET, BLOCK, PLOT, DETAIL, PAINT, BANK, RIVER, ROAD, JUNCTION, RAIL
    }
}
