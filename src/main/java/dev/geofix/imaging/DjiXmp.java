package dev.geofix.imaging;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.drew.metadata.Metadata;
import com.drew.metadata.xmp.XmpDirectory;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The values that DJI aircraft write into the XMP packet of a photo. */
record DjiXmp(Collection<XmpDirectory> packets) {
    private static final String NAMESPACE = "http://www.dji.com/drone-dji/1.0/";

    static DjiXmp of(Metadata metadata) {
        return new DjiXmp(metadata.getDirectoriesOfType(XmpDirectory.class));
    }

    /** Degrees clockwise from north, 0 … 360: the camera's yaw where the gimbal tells it, else the aircraft's. */
    @Nullable
    Double heading() {
        Double gimbal = number("GimbalYawDegree");
        Double yaw = gimbal == null ? number("FlightYawDegree") : gimbal;
        return yaw == null ? null : Double.valueOf(PhotoMetadata.compass(yaw));
    }

    /** Null when the value is absent or no finite number. */
    @Nullable
    Double number(String name) {
        for (XmpDirectory packet : packets) {
            Double value = number(packet.getXMPMeta(), name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable Double number(@Nullable XMPMeta packet, String name) {
        try {
            String text = packet == null ? null : packet.getPropertyString(NAMESPACE, name);
            Double value = text == null ? null : Double.valueOf(text);
            return value != null && Double.isFinite(value) ? value : null;
        } catch (XMPException | NumberFormatException e) {
            return null;
        }
    }
}
