package dev.geofix.network;

import dev.geofix.platform.UserException;
import java.util.Arrays;

/**
 * The paper's four directions over an n × n map, each cut into t stripes that hold every cell once: rows (HAP), columns
 * (VAP), diagonals (DAP) and anti-diagonals (AAP), the latter two wrapping round the edge so that all have the same
 * length (Eqs. 2–5 at t = n). Stripe i of a direction has the lines round(i·n/t) … round((i+1)·n/t) − 1.
 */
record Stripes(int n, int t) {
    static final int DIRECTIONS = Architecture.DIRECTIONS;

    Stripes {
        if (t < 1 || t > n) {
            throw new UserException("a map of " + n + " × " + n + " cannot be cut into " + t
                    + " stripes; use a larger image or fewer stripes");
        }
    }

    int cells() {
        return n * n;
    }

    /** Stripe of a cell in a direction (0 HAP, 1 VAP, 2 DAP, 3 AAP), cells counted row by row. */
    int stripe(int direction, int cell) {
        int row = cell / n;
        int column = cell % n;
        int line = switch (direction) {
            case 0 -> row;
            case 1 -> column;
            case 2 -> Math.floorMod(column - row, n);
            default -> Math.floorMod(n - 1 - row - column, n);
        };
        int stripe = 0;
        while (Math.round((stripe + 1.0) * n / t) <= line) {
            stripe++;
        }
        return stripe;
    }

    /** 4 × cells × cells: {@code same} where two cells share the stripe, {@code other} elsewhere. */
    float[] pairs(float same, float other) {
        int cells = cells();
        float[] values = new float[DIRECTIONS * cells * cells];
        int at = 0;
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            for (int query = 0; query < cells; query++) {
                for (int key = 0; key < cells; key++) {
                    values[at++] = stripe(direction, query) == stripe(direction, key) ? same : other;
                }
            }
        }
        return values;
    }

    /** 4 × t × cells: {@code in} where a cell belongs to the stripe, {@code out} elsewhere. */
    float[] members(float in, float out) {
        float[] values = new float[DIRECTIONS * t * cells()];
        Arrays.fill(values, out);
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            for (int cell = 0; cell < cells(); cell++) {
                values[(direction * t + stripe(direction, cell)) * cells() + cell] = in;
            }
        }
        return values;
    }

    /** 4 × t × cells: the matrix that takes tokens to the mean of each stripe. */
    float[] means() {
        float[] values = members(1, 0);
        for (int row = 0; row < DIRECTIONS * t; row++) {
            int size = 0;
            for (int cell = 0; cell < cells(); cell++) {
                size += (int) values[row * cells() + cell];
            }
            for (int cell = 0; cell < cells(); cell++) {
                values[row * cells() + cell] /= size;
            }
        }
        return values;
    }
}
