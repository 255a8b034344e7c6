package dev.geofix.simulator.scene;

import java.util.function.Consumer;

/** What a block is used for, and the side length in metres above which such a block is divided by streets. */
enum LandUse {
    PERIMETER(70, Downtown::perimeter), TOWERS(85, Downtown::towers), TERRACES(68, Terraces::furnish), HOUSES(78,
            Suburb::furnish), SLABS(130, Slabs::furnish), CAMPUS(170, Campus::furnish), SHOP(150,
                    Works::shop), INDUSTRY(170, Works::industry), PARK(240, Greens::park), SPORTS(240,
                            Sports::furnish), WOOD(240, Greens::wood), WASTE(150, Greens::waste), FIELDS(240,
                                    Farmland::fields), ORCHARD(200, Farmland::orchard), ALLOTMENTS(150,
                                            Farmland::allotments), SOLAR_FARM(170, Farmland::solarFarm);

    private final double blockSize;
    private final Consumer<Plot> furnishing;

    LandUse(double blockSize, Consumer<Plot> furnishing) {
        this.blockSize = blockSize;
        this.furnishing = furnishing;
    }

    double blockSize() {
        return blockSize;
    }

    void furnish(Plot plot) {
        furnishing.accept(plot);
    }
}
