package dev.geofix.simulator.scene;

import dev.geofix.platform.LruCache;
import dev.geofix.simulator.scene.Cell.Layer;
import dev.geofix.simulator.scene.District.LandUse;
import dev.geofix.simulator.scene.Surface.Material;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The endless plane of one seed. Cells are made when asked for and the last ones used are kept; safe for any thread. */
public final class Landscape {
    private static final int KEPT_CELLS = 192;

    private final long seed;
    private final StreetGrid grid;
    private final Corridor river;
    private final Corridor railway;
    private final LruCache<Long, Cell> cells = new LruCache<>(KEPT_CELLS, cell -> 1);

    public Landscape(long seed) {
        this.seed = seed;
        this.grid = new StreetGrid(seed);
        this.river = Corridor.river(seed);
        this.railway = Corridor.railway(seed);
    }

    /** All cells that reach into an area. */
    public List<Cell> cells(Area area) {
        List<Cell> found = new ArrayList<>();
        for (int[] mesh : grid.meshes(area)) {
            found.add(cell(mesh[0], mesh[1]));
        }
        return found;
    }

    private Cell cell(int i, int j) {
        long key = (long) i << 32 | j & 0xFFFFFFFFL;
        synchronized (cells) {
            Cell known = cells.get(key);
            if (known != null) {
                return known;
            }
        }
        // Two threads may make the same cell; they make it equal, and neither waits for the other.
        Cell made = make(i, j);
        synchronized (cells) {
            cells.put(key, made);
        }
        return made;
    }

    private Cell make(int i, int j) {
        SplittableRandom random = PlaceHash.random(seed, i, j, 41);
        CellBuilder out = new CellBuilder(river, railway, random.split());
        Polygon mesh = grid.mesh(i, j);
        Streets streets = new Streets(grid, out, random);
        out.ground(Layer.BASE, mesh, Surface.plain(Material.ASPHALT, 0x68686A));
        District district = District.at(seed, i, j);
        for (Polygon block : streets.divide(streets.inside(i, j), district.blockSize())) {
            LandUse use = district.choose(random);
            for (Polygon part : streets.divide(block, use.blockSize())) {
                use.furnish(new Plot(part, out, random.split()));
            }
        }
        streets.layMain(i, j);
        CorridorPainter.river(river, mesh, out);
        CorridorPainter.railway(railway, mesh, out);
        return out.build(mesh.bounds().grow(25));
    }
}
