package dev.geofix.imaging;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.Raster;

/**
 * Levels of eight bits of the samples of a decoded image, grey or RGB, with alpha behind the colours or without.
 *
 * @param colours bands of colour, 1 or 3
 * @param bits that a sample has
 * @param shift of the colours to the right that leaves eight bits in use; below 8 bits without effect
 * @param alphaWhite the alpha of what covers all; 0 where there is no alpha
 */
record SampleLevels(int colours, int bits, int shift, int alphaWhite) {
    private static final int SIXTEEN = 16;

    static SampleLevels of(BufferedImage image) {
        ColorModel model = image.getColorModel();
        int colours = model.getNumColorComponents();
        int bits = model.getComponentSize(0);
        int alphaBits = model.hasAlpha() ? model.getComponentSize(colours) : 0;
        if (bits == SIXTEEN) {
            return ofSixteen(image.getRaster(), colours, alphaBits > 0);
        }
        return new SampleLevels(colours, bits, Math.max(0, bits - Byte.SIZE), (1 << alphaBits) - 1);
    }

    /** Whoever keeps colours of fewer bits in 16 often keeps alpha so too. The colours of what is transparent tell nothing. */
    private static SampleLevels ofSixteen(Raster raster, int colours, boolean hasAlpha) {
        SampleDepth colour = new SampleDepth();
        SampleDepth alpha = new SampleDepth();
        int bands = raster.getNumBands();
        int[] row = new int[raster.getWidth() * bands];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, row);
            for (int i = 0; i < row.length; i += bands) {
                int cover = hasAlpha ? row[i + colours] : 1;
                alpha.add(cover);
                for (int band = 0; band < colours && cover != 0; band++) {
                    colour.add(row[i + band]);
                }
            }
        }
        return new SampleLevels(colours, SIXTEEN, colour.shift(), hasAlpha ? (1 << alpha.shift() + Byte.SIZE) - 1 : 0);
    }

    /** @param at where the pixel's samples begin in the row */
    int colour(int[] row, int at, int channel) {
        int sample = row[at + (colours == 1 ? 0 : channel)];
        return bits < Byte.SIZE ? sample * (255 / ((1 << bits) - 1)) : Math.min(255, sample >> shift);
    }

    int alpha(int[] row, int at) {
        return alphaWhite == 0 ? 255 : (int) Math.min(255, row[at + colours] * 255L / alphaWhite);
    }
}
