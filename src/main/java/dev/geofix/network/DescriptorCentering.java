package dev.geofix.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes each view's own mean off its descriptors and makes them unit length again, so that the cosine compares places
 * and not views.
 */
public final class DescriptorCentering {
    /** Leaves descriptors as they are. */
    public static final DescriptorCentering NONE = new DescriptorCentering(null, null);

    static final String SATELLITE = "center.satellite";
    static final String DRONE = "center.drone";
    private static final double SMALLEST = 1e-12;

    private final float @Nullable [] satellite;
    private final float @Nullable [] drone;

    private DescriptorCentering(float @Nullable [] satellite, float @Nullable [] drone) {
        this.satellite = satellite;
        this.drone = drone;
    }

    /**
     * @param satellite mean of the satellite descriptors, P·D
     * @param drone mean of the drone descriptors, P·D
     */
    public static DescriptorCentering of(float[] satellite, float[] drone) {
        if (satellite.length != drone.length) {
            throw new IllegalArgumentException(
                    "the centres have " + satellite.length + " and " + drone.length + " numbers");
        }
        return new DescriptorCentering(satellite.clone(), drone.clone());
    }

    /** The centres that a weight file holds. */
    static DescriptorCentering read(TensorSource source, int dimension) {
        if (!source.names().contains(SATELLITE) && !source.names().contains(DRONE)) {
            return NONE;
        }
        for (String name : new String[]{SATELLITE, DRONE}) {
            if (!source.names().contains(name) || source.shape(name).length != 1
                    || source.shape(name)[0] != dimension) {
                throw new InvalidModelException(
                        SATELLITE + " and " + DRONE + " must both have the " + dimension + " numbers of a descriptor");
            }
        }
        return of(source.values(SATELLITE), source.values(DRONE));
    }

    Map<String, float[]> tensors() {
        return satellite == null || drone == null ? Map.of() : Map.of(SATELLITE, satellite, DRONE, drone);
    }

    public float[] satellite(float[] descriptor) {
        return center(descriptor, satellite);
    }

    public float[] drone(float[] descriptor) {
        return center(descriptor, drone);
    }

    /** The same for N×(P·D). */
    public NDArray satellite(NDArray descriptors) {
        return center(descriptors, satellite);
    }

    /** The same for N×(P·D). */
    public NDArray drone(NDArray descriptors) {
        return center(descriptors, drone);
    }

    /** A descriptor that is the centre itself has no direction left and stays. */
    private static float[] center(float[] descriptor, float @Nullable [] mean) {
        if (mean == null) {
            return descriptor;
        }
        if (mean.length != descriptor.length) {
            throw new IllegalArgumentException(
                    "a descriptor of " + descriptor.length + " numbers, a centre of " + mean.length);
        }
        float[] centered = new float[descriptor.length];
        double squares = 0;
        for (int i = 0; i < centered.length; i++) {
            centered[i] = descriptor[i] - mean[i];
            squares += (double) centered[i] * centered[i];
        }
        double length = Math.sqrt(squares);
        if (length < SMALLEST) {
            return descriptor;
        }
        for (int i = 0; i < centered.length; i++) {
            centered[i] = (float) (centered[i] / length);
        }
        return centered;
    }

    private static NDArray center(NDArray descriptors, float @Nullable [] mean) {
        if (mean == null) {
            return descriptors;
        }
        NDArray center = descriptors.getManager().create(mean, new Shape(1, mean.length));
        return descriptors.sub(center).normalize(2, 1, SMALLEST);
    }
}
