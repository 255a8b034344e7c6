package dev.geofix.simulator.view;

import dev.geofix.simulator.scene.Cell.Layer;
import dev.geofix.simulator.scene.Cell;
import dev.geofix.simulator.scene.Face;
import dev.geofix.simulator.scene.ParkingSlot;
import dev.geofix.simulator.scene.Tree;
import java.util.ArrayList;
import java.util.List;

/** Draws cells into a raster and remembers which thing each sample's id stands for. */
final class SceneRaster {
    /** A vehicle shorter than this many samples is not drawn. */
    private static final double SMALLEST_VEHICLE = 2.5;

    final Raster raster;
    final CameraProjection projection;
    private final List<Object> things = new ArrayList<>();
    private final double[] corner = new double[4];
    private final double[] xs = new double[128];
    private final double[] ys = new double[128];
    private final double[] ks = new double[128];
    private final double[] tx = new double[3];
    private final double[] ty = new double[3];
    private final double[] tk = new double[3];

    SceneRaster(Raster raster, CameraProjection projection) {
        this.raster = raster;
        this.projection = projection;
        things.add(this);
    }

    /** What a positive id stands for: a {@link Face} or a {@link Tree}. */
    Object thing(int id) {
        return things.get(id);
    }

    void drawGround(List<Cell> cells) {
        List<Cell> seen = cells.stream().filter(this::mayBeSeen).toList();
        for (Layer layer : Layer.values()) {
            for (Cell cell : seen) {
                for (Face face : cell.ground(layer)) {
                    draw(face, false);
                }
            }
        }
    }

    void drawSolids(List<Cell> cells, long day) {
        for (Cell cell : cells) {
            if (!mayBeSeen(cell)) {
                continue;
            }
            for (Face face : cell.solids()) {
                draw(face, true);
            }
            for (Tree tree : cell.trees()) {
                draw(tree);
            }
            for (ParkingSlot slot : cell.slots()) {
                if (visible(slot)) {
                    slot.vehicle(day).forEach(face -> draw(face, true));
                }
            }
        }
    }

    /** False when one side of the picture has all corners of the cell's box beyond it. */
    private boolean mayBeSeen(Cell cell) {
        int common = 31;
        for (int i = 0; i < 8; i++) {
            projection.transform((i & 1) == 0 ? cell.bounds().minX() : cell.bounds().maxX(),
                    (i & 2) == 0 ? cell.bounds().minY() : cell.bounds().maxY(), (i & 4) == 0 ? 0 : Renderer.TALLEST,
                    corner);
            double w = corner[2];
            common &= (w < 0 ? 1 : 0) | (corner[0] < 0 ? 2 : 0) | (corner[0] > w * raster.width ? 4 : 0)
                    | (corner[1] < 0 ? 8 : 0) | (corner[1] > w * raster.height ? 16 : 0);
        }
        return common == 0;
    }

    private void draw(Face face, boolean solid) {
        things.add(face);
        raster.draw(face.corners(), projection, things.size() - 1, solid);
    }

    private boolean visible(ParkingSlot slot) {
        projection.transform(slot.x(), slot.y(), 0, corner);
        double column = corner[0] / corner[2];
        double row = corner[1] / corner[2];
        double w = corner[2];
        projection.transform(slot.x() + slot.length(), slot.y(), 0, corner);
        double length = distance(corner[0] / corner[2] - column, corner[1] / corner[2] - row);
        double margin = 2 * length;
        return w > 0 && length > SMALLEST_VEHICLE && column > -margin && column < raster.width + margin && row > -margin
                && row < raster.height + margin;
    }

    private void draw(Tree tree) {
        projection.transform(tree.x(), tree.y(), tree.crownCenter(), corner);
        // A crown that the camera's plane cuts has no outline to fill; it lies far outside the picture.
        if (projection.central() && corner[2] < 3 + 1.3 * (tree.radius() + tree.crownHalfHeight())) {
            return;
        }
        double column = corner[0] / corner[2];
        double row = corner[1] / corner[2];
        projection.transform(tree.x(), tree.y(), tree.height(), corner);
        double up = distance(corner[0] / corner[2] - column, corner[1] / corner[2] - row);
        projection.transform(tree.x() + tree.radius(), tree.y(), tree.crownCenter(), corner);
        double across = distance(corner[0] / corner[2] - column, corner[1] / corner[2] - row);
        double reach = 1.6 * Math.max(up, across) + 2;
        if (column < -reach || row < -reach || column > raster.width + reach || row > raster.height + reach) {
            return;
        }
        things.add(tree);
        fill(tree, CrownMesh.of(tree, 2 * across), things.size() - 1);
    }

    private void fill(Tree tree, CrownMesh mesh, int id) {
        double turn = (tree.seed() >>> 8 & 1023) * 2 * Math.PI / 1024;
        double cos = tree.radius() * Math.cos(turn);
        double sin = tree.radius() * Math.sin(turn);
        for (int i = 0; i < mesh.vertices.length / 3; i++) {
            float x = mesh.vertices[3 * i];
            float y = mesh.vertices[3 * i + 1];
            float z = mesh.vertices[3 * i + 2];
            double waist = CrownMesh.waist(tree.kind(), z);
            projection.transform(tree.x() + waist * (cos * x - sin * y), tree.y() + waist * (sin * x + cos * y),
                    tree.crownCenter() + tree.crownHalfHeight() * z, corner);
            xs[i] = corner[0] / corner[2];
            ys[i] = corner[1] / corner[2];
            ks[i] = corner[3] / corner[2];
        }
        for (int i = 0; i < mesh.triangles.length; i += 3) {
            for (int j = 0; j < 3; j++) {
                int vertex = mesh.triangles[i + j];
                tx[j] = xs[vertex];
                ty[j] = ys[vertex];
                tk[j] = ks[vertex];
            }
            raster.fill(3, tx, ty, tk, id, true);
        }
    }

    private static double distance(double dx, double dy) {
        return Math.sqrt(dx * dx + dy * dy);
    }
}
