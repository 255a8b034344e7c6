package dev.geofix.simulator.view;

import dev.geofix.simulator.scene.PlaceHash;
import dev.geofix.simulator.scene.Tree;
import java.util.stream.IntStream;

/** A lumpy closed surface of triangles round the unit sphere, as crown of a tree; rings of vertices between two poles. */
final class CrownMesh {
    private static final int VARIANTS = 8;
    private static final CrownMesh[] FINE = variants(12, 6);
    private static final CrownMesh[] MIDDLE = variants(8, 4);
    private static final CrownMesh[] COARSE = variants(6, 2);
    private static final CrownMesh[] TINY = variants(4, 1);

    final float[] vertices;
    final int[] triangles;

    private CrownMesh(float[] vertices, int[] triangles) {
        this.vertices = vertices;
        this.triangles = triangles;
    }

    /** The mesh for a crown that spans so many samples. */
    static CrownMesh of(Tree tree, double samples) {
        CrownMesh[] meshes = samples > 40 ? FINE : samples > 14 ? MIDDLE : samples > 6 ? COARSE : TINY;
        return meshes[tree.seed() & VARIANTS - 1];
    }

    /** How wide the crown is at a height from −1 to 1 of the unit sphere, compared with the sphere. */
    static double waist(Tree.Kind kind, double height) {
        return kind == Tree.Kind.CONIFER ? 1.15 - 0.75 * height : 1;
    }

    private static CrownMesh[] variants(int sides, int rings) {
        CrownMesh[] meshes = new CrownMesh[VARIANTS];
        for (int variant = 0; variant < VARIANTS; variant++) {
            meshes[variant] = make(sides, rings, variant);
        }
        return meshes;
    }

    private static CrownMesh make(int sides, int rings, int variant) {
        float[] vertices = new float[3 * (sides * rings + 2)];
        for (int ring = 0; ring < rings; ring++) {
            double polar = Math.PI * (ring + 1) / (rings + 1);
            for (int side = 0; side < sides; side++) {
                double angle = 2 * Math.PI * side / sides;
                double lump = 0.82 + 0.34 * PlaceHash.unit(variant, ring, side, 61);
                int at = 3 * (ring * sides + side);
                vertices[at] = (float) (lump * Math.sin(polar) * Math.cos(angle));
                vertices[at + 1] = (float) (lump * Math.sin(polar) * Math.sin(angle));
                vertices[at + 2] = (float) (lump * Math.cos(polar));
            }
        }
        int top = sides * rings;
        vertices[3 * top + 2] = 1;
        vertices[3 * top + 5] = -1;
        return new CrownMesh(vertices, connect(sides, rings));
    }

    private static int[] connect(int sides, int rings) {
        int top = sides * rings;
        int last = top - sides;
        IntStream.Builder corners = IntStream.builder();
        for (int side = 0; side < sides; side++) {
            int next = (side + 1) % sides;
            corners.add(top).add(side).add(next);
            corners.add(last + side).add(top + 1).add(last + next);
            for (int upper = 0; upper < last; upper += sides) {
                int lower = upper + sides;
                corners.add(upper + side).add(lower + side).add(lower + next);
                corners.add(upper + side).add(lower + next).add(upper + next);
            }
        }
        return corners.build().toArray();
    }
}
