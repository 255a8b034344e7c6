package dev.geofix.simulator.view;

import dev.geofix.simulator.scene.Face;
import dev.geofix.simulator.scene.Tree;

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
}
