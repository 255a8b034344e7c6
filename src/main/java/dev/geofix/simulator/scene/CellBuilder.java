package dev.geofix.simulator.scene;

import dev.geofix.simulator.scene.Cell.Layer;
import dev.geofix.simulator.scene.Surface.Material;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Collects the contents of a cell and keeps water, rails and standing buildings clear. */
final class CellBuilder {
    private final Map<Layer, List<Face>> ground = new EnumMap<>(Layer.class);
    private final List<Face> solids = new ArrayList<>();
    private final List<Tree> trees = new ArrayList<>();
    private final List<ParkingSlot> slots = new ArrayList<>();
    private final List<Rect> taken = new ArrayList<>();
    private final Corridor river;
    private final Corridor railway;
    private final SplittableRandom random;
    private final int[] foliage;

    CellBuilder(Corridor river, Corridor railway, SplittableRandom random) {
        this.river = river;
        this.railway = railway;
        this.random = random;
        this.foliage = Palette.foliage(random);
    }

    void ground(Layer layer, Polygon polygon, Surface surface) {
        if (polygon.size() > 2) {
            Face face = Face.level(surface, polygon, 0);
            if (face.nz() > 0) {
                ground.computeIfAbsent(layer, key -> new ArrayList<>()).add(face);
            } else {
                ground.computeIfAbsent(layer, key -> new ArrayList<>())
                        .add(Face.level(surface, new Polygon(polygon.corners().reversed()), 0));
            }
        }
    }

    void solid(Surface surface, double... xyz) {
        solids.add(Face.of(surface, xyz));
    }

    /** Upright walls on the polygon's edges, closed by a level top; the surfaces' frames are made from the edges. */
    void prism(Polygon base, double bottom, double top, int wallColor, int windowColor, Surface cover) {
        for (int i = 0; i < base.size(); i++) {
            wall(base.corner(i), base.corner(i + 1), bottom, top, wallColor, windowColor);
        }
        solids.add(Face.level(cover, base, top));
    }

    void wall(Point a, Point b, double bottom, double top, int color, int windows) {
        double length = Math.max(1e-6, a.distance(b));
        Surface surface = new Surface(color == windows ? Material.PLAIN : Material.WALL, color, windows, a.x(), a.y(),
                (b.x() - a.x()) / length, (b.y() - a.y()) / length, length, top, (int) (a.x() * 31 + a.y() * 17));
        solid(surface, a.x(), a.y(), bottom, b.x(), b.y(), bottom, b.x(), b.y(), top, a.x(), a.y(), top);
    }

    void box(Rect base, double bottom, double top, int color) {
        prism(base.polygon(), bottom, top, color, color, Surface.plain(Material.PLAIN, color));
    }

    /** A tree near the given size, where neither water, nor rails, nor a building stand in its way. */
    void tree(Tree.Kind kind, Point at, double radius, double height) {
        double old = random.nextDouble() < 0.12 ? 1.45 : 1;
        double scale = old * (0.7 + 0.5 * random.nextDouble());
        int color = foliage[random.nextInt(foliage.length)];
        Rect trunk = Rect.at(at, 0, radius, radius);
        if (dry(at, 1) && taken.stream().noneMatch(trunk::overlaps)) {
            trees.add(new Tree(kind, at.x(), at.y(), radius * scale, old * height * (0.8 + 0.4 * random.nextDouble()),
                    kind == Tree.Kind.CONIFER ? Palette.darker(color) : color, random.nextInt()));
        }
    }

    void slot(Point at, double axisX, double axisY, double share, double length) {
        if (dry(at, 2)) {
            slots.add(new ParkingSlot(at.x(), at.y(), axisX, axisY, share, length, random.nextLong()));
        }
    }

    /** Whether a building may stand here; if so, the ground is taken from now on. */
    boolean claim(Rect footprint, double distance) {
        Rect needed = footprint.grow(distance);
        if (!footprint.polygon().corners().stream().allMatch(corner -> dry(corner, 4)) || !dry(footprint.center(), 4)
                || taken.stream().anyMatch(needed::overlaps)) {
            return false;
        }
        taken.add(footprint);
        return true;
    }

    boolean dry(Point p, double margin) {
        return river.clearance(p) > margin && railway.clearance(p) > margin;
    }

    List<Face> solids() {
        return solids;
    }

    Cell build(Area bounds) {
        return new Cell(bounds, ground, List.copyOf(solids), List.copyOf(trees), List.copyOf(slots));
    }
}
