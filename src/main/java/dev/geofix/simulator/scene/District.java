package dev.geofix.simulator.scene;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/** The character of a mesh: how finely side streets divide it and what fills its blocks, the usual first. */
enum District {
    CENTRE(65, Downtown::perimeter, Downtown::perimeter, Downtown::towers, Greens::park), TERRACES(72,
            Terraces::furnish, Terraces::furnish, Terraces::furnish,
            Slabs::furnish), SUBURB(88, Suburb::furnish, Suburb::furnish, Suburb::furnish, Greens::park), SLABS(130,
                    Slabs::furnish, Slabs::furnish, Terraces::furnish, Works::shop), CAMPUS(170, Campus::furnish,
                            Campus::furnish, Campus::furnish, Sports::furnish), INDUSTRY(150, Works::industry,
                                    Works::industry, Works::shop, Greens::waste), RETAIL(140, Works::shop, Works::shop,
                                            Works::industry, Downtown::perimeter), LEISURE(240, Greens::park,
                                                    Sports::furnish, Sports::furnish,
                                                    Farmland::allotments), COUNTRY(240, Farmland::fields, Greens::wood,
                                                            Farmland::orchard, Farmland::solarFarm), EDGE(120,
                                                                    Suburb::furnish, Farmland::fields, Greens::waste,
                                                                    Farmland::allotments);

    private final double blockSize;
    private final Consumer<Plot>[] uses;

    @SafeVarargs
    District(double blockSize, Consumer<Plot>... uses) {
        this.blockSize = blockSize;
        this.uses = uses;
    }

    /** Side length above which a block is divided, metres. */
    double blockSize() {
        return blockSize;
    }

    void furnish(Plot plot) {
        double choice = plot.random().nextDouble();
        uses[choice < 0.42 ? 0 : choice < 0.66 ? 1 : choice < 0.86 ? 2 : 3].accept(plot);
    }

    /** Neighbours have much in common: a slow field of density decides between town and country. */
    static District at(long seed, int i, int j) {
        SplittableRandom random = Hash.random(seed, i, j, 21);
        double shift = 200 * Hash.unit(seed, 0, 0, 22);
        double density = Noise.at(i * 0.31 + shift, j * 0.31 - shift) + 0.25 * (random.nextDouble() - 0.5);
        if (density > 0.66) {
            return pick(random, CENTRE, CENTRE, SLABS, CAMPUS, TERRACES);
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
}
