package dev.geofix.locate;

import dev.geofix.platform.UserException;
import java.util.ArrayList;
import java.util.List;

/**
 * Pixels of a photo, as queries write them.
 *
 * @param points x from the left and y from the top of each, the photo upright
 */
record PhotoPixels(List<double[]> points) {
    private static final int MOST = 1000;

    /**
     * Reads {@code x,y;x,y;…}.
     *
     * @throws UserException when it is no such list, or one of more than {@value #MOST}
     */
    public static PhotoPixels valueOf(String text) {
        List<double[]> points = new ArrayList<>();
        for (String point : text.split(";")) {
            String[] coordinates = point.split(",", -1);
            double x = coordinates.length == 2 ? number(coordinates[0]) : Double.NaN;
            double y = coordinates.length == 2 ? number(coordinates[1]) : Double.NaN;
            if (!Double.isFinite(x) || !Double.isFinite(y) || points.size() == MOST) {
                throw new UserException("must be x,y;x,y;... in pixels, at most " + MOST + " of them");
            }
            points.add(new double[]{x, y});
        }
        return new PhotoPixels(points);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
