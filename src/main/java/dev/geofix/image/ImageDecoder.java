package dev.geofix.image;

import dev.geofix.image.ImageRejectedException.Reason;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.springframework.stereotype.Component;

/** Encoded bytes from anywhere to a picture. */
@Component
public final class ImageDecoder {
    public ImageDecoder(ImageLimits limits) {
        ImageIO.setUseCache(false);
    }

    /** @throws ImageRejectedException when the bytes are no image to work with */
    public RgbImage decode(byte[] encoded) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(encoded));
            if (image == null) {
                throw new ImageRejectedException(Reason.NOT_AN_IMAGE,
                        "This is no image; send a JPEG, PNG, WebP or TIFF.");
            }
            return RgbImage.of(image);
        } catch (IOException e) {
            throw new ImageRejectedException(Reason.TRUNCATED_OR_CORRUPT, "The image is damaged; send it again.", e);
        }
    }
}
