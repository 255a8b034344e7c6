package dev.geofix.simulator.scene;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The character of a mesh: how finely side streets divide it and what its blocks are used for, the usual first. */
enum District {
    CENTER(65, LandUse.PERIMETER, LandUse.PERIMETER, LandUse.TOWERS, LandUse.PARK), TERRACES(72, LandUse.TERRACES,
            LandUse.TERRACES, LandUse.PERIMETER, LandUse.SLABS), SUBURB(88, LandUse.HOUSES, LandUse.HOUSES,
                    LandUse.HOUSES,
                    LandUse.PARK), SLABS(130, LandUse.SLABS, LandUse.SLABS, LandUse.TERRACES, LandUse.SHOP), CAMPUS(170,
                            LandUse.CAMPUS, LandUse.CAMPUS, LandUse.TERRACES, LandUse.SPORTS), INDUSTRY(150,
                                    LandUse.INDUSTRY, LandUse.INDUSTRY, LandUse.SHOP, LandUse.WASTE), RETAIL(140,
                                            LandUse.SHOP, LandUse.INDUSTRY, LandUse.PERIMETER,
                                            LandUse.HOUSES), LEISURE(240, LandUse.PARK, LandUse.SPORTS, LandUse.HOUSES,
                                                    LandUse.ALLOTMENTS), COUNTRY(240, LandUse.FIELDS, LandUse.WOOD,
                                                            LandUse.ORCHARD, LandUse.SOLAR_FARM), EDGE(120,
                                                                    LandUse.HOUSES, LandUse.FIELDS, LandUse.WASTE,
                                                                    LandUse.ALLOTMENTS);

    private final double blockSize;
    private final LandUse[] uses;

    District(double blockSize, LandUse... uses) {
        this.blockSize = blockSize;
        this.uses = uses;
    }

    /** Side length above which the mesh is divided, metres. */
    double blockSize() {
        return blockSize;
    }

    LandUse choose(SplittableRandom random) {
        double choice = random.nextDouble();
        return uses[choice < 0.42 ? 0 : choice < 0.66 ? 1 : choice < 0.86 ? 2 : 3];
    }

    /** Neighbours have much in common: a slow field of density decides between town and country. */
    static District at(long seed, int i, int j) {
        SplittableRandom random = PlaceHash.random(seed, i, j, 21);
        double shift = 200 * PlaceHash.unit(seed, 0, 0, 22);
        double density = Noise.at(i * 0.31 + shift, j * 0.31 - shift) + 0.25 * (random.nextDouble() - 0.5);
        if (density > 0.66) {
            return pick(random, CENTER, CENTER, SLABS, CAMPUS, TERRACES);
        }
        if (density > 0.48) {
            return pick(random, TERRACES, SLABS, CAMPUS, RETAIL, SUBURB, LEISURE);
        }
        if (density > 0.3) {
            return pick(random, SUBURB, SUBURB, INDUSTRY, LEISURE, RETAIL, EDGE, CAMPUS);
        }
        return pick(random, COUNTRY, COUNTRY, EDGE, INDUSTRY, SUBURB);
    }

    private static District pick(SplittableRandom random, District... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** What a block is used for, and the side length in metres above which such a block is divided by streets. */
    enum LandUse {
        PERIMETER(70, Downtown::perimeter), TOWERS(85, Downtown::towers), TERRACES(68, Terraces::furnish), HOUSES(78,
                Suburb::furnish), SLABS(130, Slabs::furnish), CAMPUS(170, Campus::furnish), SHOP(150,
                        CommercialAreas::shop), INDUSTRY(170, CommercialAreas::industry), PARK(240,
                                GreenSpaces::park), SPORTS(240,
                                        Sports::furnish), WOOD(240, GreenSpaces::wood), WASTE(150,
                                                GreenSpaces::waste), FIELDS(240,
                                                        Farmland::fields), ORCHARD(200, Farmland::orchard), ALLOTMENTS(
                                                                150,
                                                                Farmland::allotments), SOLAR_FARM(170,
                                                                        Farmland::solarFarm);

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
}
