package dev.geofix.simulator.view;

import static dev.geofix.simulator.scene.Noise.octave;

import dev.geofix.simulator.scene.Face;
import dev.geofix.simulator.scene.Surface;
import dev.geofix.simulator.view.Conditions.Season;

/** The colour of every material at a point: chooses the texture and applies the season. */
final class Textures {
    private Textures() {}

    static void color(Face face, double x, double y, double z, double gsd, Season season, Texel texel) {
        Surface s = face.surface();
        texel.set(s.color());
        switch (s.material()) {
            case GRASS -> GroundTextures.grass(s, x, y, gsd, season, texel);
            case MEADOW -> GroundTextures.meadow(x, y, gsd, season, texel);
            case CROP -> GroundTextures.crop(s, x, y, gsd, season, texel);
            case SOIL, SAND -> GroundTextures.soil(s, x, y, gsd, texel);
            case GRAVEL -> texel.scale(1 + 0.12f * octave(x, y, 0.5, gsd) + 0.14f * octave(x, y, 7, gsd));
            case WATER, POOL -> GroundTextures.water(s, x, y, gsd, texel);
            case PITCH -> GroundTextures.pitch(s, x, y, gsd, texel);
            case TRACK -> texel.mix(s.accent(), 0.5f * Pattern.lines(s.v(x, y), 1.2, 0.12, gsd));
            case ASPHALT -> RoadTextures.asphalt(x, y, gsd, texel);
            case ROAD -> RoadTextures.road(s, x, y, gsd, texel);
            case RAIL -> RoadTextures.rail(s, x, y, gsd, texel);
            case PARKING -> RoadTextures.parking(s, x, y, gsd, texel);
            case PAVING, CONCRETE -> RoadTextures.slabs(s, x, y, gsd, texel);
            case TILES -> RoofTextures.tiles(s, x, y, gsd, texel);
            case SHEET -> RoofTextures.sheet(s, x, y, gsd, texel);
            case FLAT_ROOF -> RoofTextures.flat(s, x, y, gsd, texel);
            case GREEN_ROOF -> RoofTextures.green(s, x, y, gsd, season, texel);
            case SOLAR, GLASS -> RoofTextures.panels(s, x, y, gsd, texel);
            case WALL -> RoofTextures.wall(s, x, y, z, gsd, texel);
            case HEDGE -> {
                texel.scale(1 + 0.4f * octave(x, y + z, 0.7, gsd));
                season.tintGrass(texel);
            }
            case PLAIN -> texel.scale(1 + 0.05f * octave(x + z, y, 0.9, gsd));
        }
    }
}
