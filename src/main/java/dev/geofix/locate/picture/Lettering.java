package dev.geofix.locate.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Words on a picture. Java brings no fonts, and takes those of the machine. One that has none at all, as some bare servers, gets pictures without words: lines
 * and colours say most of it.
 */
final class Lettering {
    static final float SMALL = 17;
    static final float MEDIUM = 19;
    static final float LARGE = 28;

    private static final Logger log = LoggerFactory.getLogger(Lettering.class);
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 1);
    private static final Font BOLD = new Font(Font.SANS_SERIF, Font.BOLD, 1);
    private static final boolean POSSIBLE = isPossible();

    private final Graphics2D graphics;

    Lettering(Graphics2D graphics) {
        this.graphics = graphics;
    }

    private static boolean isPossible() {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            return graphics.getFontMetrics(FONT.deriveFont(SMALL)).stringWidth("N") > 0;
        } catch (RuntimeException | LinkageError | InternalError e) {
            // Java states neither which of them comes, nor that one does.
            log.warn("Drawn matches have no words: this machine has no fonts. Install fontconfig and any font, "
                    + "such as fonts-dejavu-core ({})", e.getMessage());
            return false;
        } finally {
            graphics.dispose();
        }
    }

    /**
     * Writes in the graphics' colour; what does not fit is cut off.
     *
     * @param y of the line that letters stand on
     * @return where it ends
     */
    double write(String text, double x, double y, double most, float size, boolean bold) {
        if (!POSSIBLE) {
            return x;
        }
        graphics.setFont((bold ? BOLD : FONT).deriveFont(size));
        var metrics = graphics.getFontMetrics();
        String written = text;
        while (metrics.stringWidth(written) > most && written.length() > 1) {
            written = written.substring(0, written.length() - 2).strip() + "…";
        }
        graphics.drawString(written, (float) x, (float) y);
        return x + metrics.stringWidth(written);
    }

    /** What a text takes, pixels. */
    double width(String text, float size) {
        return POSSIBLE ? graphics.getFontMetrics(FONT.deriveFont(size)).stringWidth(text) : 0;
    }
}
