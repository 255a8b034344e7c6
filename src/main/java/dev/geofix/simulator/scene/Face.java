package dev.geofix.simulator.scene;

/**
 * A flat convex piece of surface, counter-clockwise seen from outside.
 *
 * @param corners x, y, z of each corner in turn, metres
 * @param nx with {@code ny}, {@code nz} the unit normal
 */
public record Face(Surface surface, float[] corners, float nx, float ny, float nz) {
    static Face of(Surface surface, double... xyz) {
        double nx = 0;
        double ny = 0;
        double nz = 0;
        float[] corners = new float[xyz.length];
        // Newell's sum is the area vector, whatever the number of corners.
        for (int i = 0; i < xyz.length; i += 3) {
            int j = (i + 3) % xyz.length;
            nx += (xyz[i + 1] - xyz[j + 1]) * (xyz[i + 2] + xyz[j + 2]);
            ny += (xyz[i + 2] - xyz[j + 2]) * (xyz[i] + xyz[j]);
            nz += (xyz[i] - xyz[j]) * (xyz[i + 1] + xyz[j + 1]);
        }
        for (int i = 0; i < xyz.length; i++) {
            corners[i] = (float) xyz[i];
        }
        double norm = Math.max(1e-12, Math.sqrt(nx * nx + ny * ny + nz * nz));
        return new Face(surface, corners, (float) (nx / norm), (float) (ny / norm), (float) (nz / norm));
    }

    static Face level(Surface surface, Polygon polygon, double z) {
        double[] xyz = new double[3 * polygon.size()];
        for (int i = 0; i < polygon.size(); i++) {
            xyz[3 * i] = polygon.corner(i).x();
            xyz[3 * i + 1] = polygon.corner(i).y();
            xyz[3 * i + 2] = z;
        }
        return of(surface, xyz);
    }
}
