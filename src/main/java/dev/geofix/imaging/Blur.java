package dev.geofix.imaging;

/** Soft focus by a box filter, rows then columns, edges repeated. */
final class Blur {
    private Blur() {}

    /** @param radius the box is 2 · radius + 1 pixels wide */
    static void box(float[] planes, int side, int radius) {
        float[] line = new float[side];
        for (int plane = 0; plane < planes.length; plane += side * side) {
            for (int i = 0; i < side; i++) {
                line(planes, plane + i * side, 1, radius, line);
                line(planes, plane + i, side, radius, line);
            }
        }
    }

    private static void line(float[] values, int start, int step, int radius, float[] copy) {
        int length = copy.length;
        for (int i = 0; i < length; i++) {
            copy[i] = values[start + i * step];
        }
        float sum = copy[0] * radius;
        for (int i = 0; i < radius; i++) {
            sum += copy[Math.min(i, length - 1)];
        }
        float scale = 1f / (2 * radius + 1);
        for (int i = 0; i < length; i++) {
            sum += copy[Math.min(i + radius, length - 1)];
            values[start + i * step] = sum * scale;
            sum -= copy[Math.max(i - radius, 0)];
        }
    }
}
