package dev.geofix.training;

import java.util.Arrays;

/** Moves pixels within square planes, one after the other in one array. */
final class Planes {
    private Planes() {}

    /** Shifts the picture to the right and down; the uncovered rows and columns repeat the edge. */
    static void shift(float[] planes, int side, int right, int down) {
        if (right == 0 && down == 0) {
            return;
        }
        float[] before = planes.clone();
        for (int plane = 0; plane < planes.length; plane += side * side) {
            for (int y = 0; y < side; y++) {
                int from = plane + Math.clamp(y - down, 0, side - 1) * side;
                for (int x = 0; x < side; x++) {
                    planes[plane + y * side + x] = before[from + Math.clamp(x - right, 0, side - 1)];
                }
            }
        }
    }

    /** Sets a rectangle of every plane to zero. */
    static void blank(float[] planes, int side, int left, int top, int width, int height) {
        for (int plane = 0; plane < planes.length; plane += side * side) {
            for (int y = top; y < top + height; y++) {
                Arrays.fill(planes, plane + y * side + left, plane + y * side + left + width, 0);
            }
        }
    }

    /** Swaps left and right. */
    static void mirror(float[] planes, int side) {
        for (int row = 0; row < planes.length; row += side) {
            for (int x = 0; x < side / 2; x++) {
                float left = planes[row + x];
                planes[row + x] = planes[row + side - 1 - x];
                planes[row + side - 1 - x] = left;
            }
        }
    }
}
