package dev.geofix.dataset;

import dev.geofix.imaging.Photometry;
import dev.geofix.imaging.Resize;
import dev.geofix.imaging.RgbImage;
import dev.geofix.imaging.SquareView;
import java.util.SplittableRandom;

/**
 * The views of a place of which there is one aerial image: the satellite view is the image, a drone view shows most of it from a tilted camera at another
 * height, heading and hour. What lies beyond the image's edge is its mirror image.
 */
record MadeViews(RgbImage image, ViewsPlan plan) {
    /** Of the image's side: turned by 45°, the square just fits into the image. */
    private static final double CLOSENESS = 0.7;
    private static final double SHIFT = 0.15;
    private static final double SCALE = 0.25;
    private static final double TILT = 0.4;

    RgbImage satellite() {
        return Resize.bicubic(image, plan.size(), plan.size());
    }

    RgbImage drone(SplittableRandom random) {
        SquareView view = SquareView.centred(image, CLOSENESS * Math.min(image.width(), image.height()))
                .turned(plan.turn() * (2 * random.nextDouble() - 1)).jittered(SHIFT, SCALE, TILT, random);
        RgbImage seen = view.render(image, plan.size());
        if (random.nextDouble() < plan.occlusion()) {
            for (int left = 1 + random.nextInt(2); left > 0; left--) {
                seen = new Occlusion(plan.size(), random).over(seen, random);
            }
        }
        return new Photometry(plan.light()).apply(seen, random);
    }
}
