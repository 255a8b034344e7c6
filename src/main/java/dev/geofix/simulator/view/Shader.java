package dev.geofix.simulator.view;

import static dev.geofix.simulator.scene.Noise.octave;

import dev.geofix.simulator.scene.Face;
import dev.geofix.simulator.scene.Tree;
import dev.geofix.simulator.view.Conditions.Season;

/** Turns visible samples into light: each pixel is shaded once for every thing that it sees. */
final class Shader {
    private static final int SS = Renderer.SUPERSAMPLING;
    private static final int UNSEEN = 0;

    private final SceneRaster scene;
    private final ShadowMap shadows;
    private final Conditions conditions;
    private final Light light;
    private final double gsd;
    private final Texel texel = new Texel();
    private final double[] point = new double[3];
    private final float[] normal = new float[3];

    /** @param gsd metres a pixel: on the ground of a parallel view, at one metre's distance of a central one */
    Shader(SceneRaster scene, ShadowMap shadows, Conditions conditions, double gsd) {
        this.scene = scene;
        this.shadows = shadows;
        this.conditions = conditions;
        this.light = new Light(conditions);
        this.gsd = gsd;
    }

    /** Linear light of the picture, three values a pixel. */
    float[] shade() {
        Raster raster = scene.raster;
        int width = raster.width / SS;
        int height = raster.height / SS;
        float[] image = new float[3 * width * height];
        int[] ids = new int[SS * SS];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int corner = row * SS * raster.width + column * SS;
                for (int s = 0; s < SS * SS; s++) {
                    ids[s] = raster.ids[corner + s / SS * raster.width + s % SS];
                }
                pixel(image, 3 * (row * width + column), ids, column * SS, row * SS);
            }
        }
        return image;
    }

    private void pixel(float[] image, int at, int[] ids, int column, int row) {
        int first = row * scene.raster.width + column;
        float[] nearness = scene.raster.nearness;
        if (ids[0] == ids[1] && ids[0] == ids[2] && ids[0] == ids[3]) {
            float middle = (nearness[first] + nearness[first + 1] + nearness[first + scene.raster.width]
                    + nearness[first + scene.raster.width + 1]) / 4;
            sample(ids[0], column + 1, row + 1, middle);
            add(image, at, 1);
            return;
        }
        int done = 0;
        for (int s = 0; s < ids.length; s++) {
            if ((done >> s & 1) != 0) {
                continue;
            }
            double x = 0;
            double y = 0;
            double near = 0;
            int count = 0;
            for (int t = s; t < ids.length; t++) {
                if (ids[t] == ids[s] && (done >> t & 1) == 0) {
                    done |= 1 << t;
                    count++;
                    x += column + t % SS + 0.5;
                    y += row + t / SS + 0.5;
                    near += scene.raster.nearness[(row + t / SS) * scene.raster.width + column + t % SS];
                }
            }
            sample(ids[s], x / count, y / count, near / count);
            add(image, at, (float) count / ids.length);
        }
    }

    private void add(float[] image, int at, float share) {
        image[at] += share * texel.red;
        image[at + 1] += share * texel.green;
        image[at + 2] += share * texel.blue;
    }

    private void sample(int id, double column, double row, double nearness) {
        CameraProjection projection = scene.projection;
        if (id == UNSEEN) {
            double ground = projection.groundNearness(column, row);
            light.sky(texel, Math.max(0, -ground * 100));
            if (ground > 0) {
                texel.mix(0x7C8468, 0.8f);
                light.veil(texel, 1 / ground);
            }
            return;
        }
        projection.locate(column, row, nearness, point);
        double distance = projection.central() ? 1 / nearness : 1;
        double resolution = gsd * distance;
        double x = point[0];
        double y = point[1];
        double z = point[2];
        if (scene.thing(id) instanceof Tree tree) {
            Foliage.at(tree, x, y, z, resolution, conditions.season(), texel, normal);
        } else {
            Face face = (Face) scene.thing(id);
            Textures.color(face, x, y, z, resolution, conditions.season(), texel);
            normal[0] = face.nx();
            normal[1] = face.ny();
            normal[2] = face.nz();
        }
        float lit = shadows.light(x + 0.2 * normal[0], y + 0.2 * normal[1], z);
        light.illuminate(texel, normal[0], normal[1], normal[2], lit);
        light.veil(texel, projection.central() ? distance : 1000);
    }

    /** Colour and roughened normal of a crown. */
    private static final class Foliage {
        private static final int BARE_TWIGS = 0x8C8270;

        private Foliage() {}

        /** Writes the unit normal and the leaves' colour at a point of the crown. */
        static void at(Tree tree, double x, double y, double z, double gsd, Season season, Texel texel,
                float[] normal) {
            double r = tree.radius();
            double nx = (x - tree.x()) / r;
            double ny = (y - tree.y()) / r;
            double nz = (z - tree.crownCenter()) / tree.crownHalfHeight();
            double skew = 1.3 * z;
            float coarse = octave(x + skew, y - skew, 1.9, gsd);
            float fine = octave(x - skew, y + skew, 0.8, gsd);
            float leaf = octave(x, y + z, 0.35, gsd);
            nx += 0.7 * coarse + 0.45 * fine;
            ny += 0.7 * octave(x + 40 - skew, y + skew, 1.9, gsd) - 0.45 * fine;
            nz += 0.35;
            double norm = 1 / Math.max(1e-6, Math.sqrt(nx * nx + ny * ny + nz * nz));
            normal[0] = (float) (nx * norm);
            normal[1] = (float) (ny * norm);
            normal[2] = (float) (nz * norm);
            texel.set(tree.color());
            boolean bare = season == Season.WINTER && !tree.kind().evergreen();
            if (bare) {
                texel.mix(BARE_TWIGS, 0.9f);
            } else if (!tree.kind().evergreen()) {
                season.tintLeaves(texel);
            }
            // Deep between the leaf clumps, and low in the crown, little light of the sky arrives.
            float depth = (float) Math.clamp(0.62 + 0.38 * (z - tree.crownCenter()) / tree.crownHalfHeight(),
                    bare ? 0.65 : 0.3, 1);
            texel.scale(depth * (1 + 0.38f * coarse + 0.34f * fine + (bare ? 0.6f : 0.22f) * leaf));
        }
    }

    /** Sun and sky. A level surface in the sun shows its own colour. */
    private static final class Light {
        private static final float SKY = 0.34f;

        final float x;
        final float y;
        final float z;
        private final float sun;
        private final float warmth;
        private final double extinction;

        Light(Conditions conditions) {
            double azimuth = Math.toRadians(conditions.sunAzimuth());
            double elevation = Math.toRadians(conditions.sunElevation());
            x = (float) (Math.sin(azimuth) * Math.cos(elevation));
            y = (float) (Math.cos(azimuth) * Math.cos(elevation));
            z = (float) Math.sin(elevation);
            sun = (1 - SKY) / Math.max(0.3f, z);
            warmth = (float) (0.14 * (1 - z));
            extinction = -Math.log(1 - conditions.haze()) / 1000;
        }

        /** Colour of the light that comes back from a surface. */
        void illuminate(Texel texel, float nx, float ny, float nz, float lit) {
            float direct = sun * Math.max(0, nx * x + ny * y + nz * z) * lit;
            float sky = SKY * (0.62f + 0.38f * nz);
            // The ground throws some of the sunlight back on what stands upright.
            float bounce = 0.1f * (1 - Math.abs(nz));
            texel.scale(direct * (1 + warmth) + sky * 0.88f + bounce, direct + sky + bounce,
                    direct * (1 - warmth) + sky * 1.24f + bounce * 0.9f);
        }

        /** Haze between the surface and the camera; follows the law of Bouguer and Lambert. */
        void veil(Texel texel, double distance) {
            if (extinction > 0) {
                float through = (float) Math.exp(-extinction * distance);
                texel.scale(through);
                texel.red += (1 - through) * 0.5f;
                texel.green += (1 - through) * 0.58f;
                texel.blue += (1 - through) * 0.68f;
            }
        }

        void sky(Texel texel, double upward) {
            texel.set(0xC3D3E2);
            texel.mix(0x6F9CD0, (float) (3 * upward));
        }
    }
}
