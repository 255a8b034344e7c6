package dev.geofix.simulator.scene;

/** Shape of a crown and how it takes the seasons. */
public enum TreeKind {
    BROADLEAF(false), CONIFER(true), COLUMN(false), SHRUB(true);

    private final boolean evergreen;

    TreeKind(boolean evergreen) {
        this.evergreen = evergreen;
    }

    public boolean evergreen() {
        return evergreen;
    }
}
