package dev.geofix.locate.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** Signs on the panels. Each has a dark edge, since aerial images have every brightness. */
final class Marks {
    /** Blue against orange and grey: told apart by the colour-blind too (Okabe and Ito). */
    static final Color INLIER = new Color(0x56b4e9);
    static final Color OUTLIER = new Color(0xbfbfbf);
    static final Color FOOTPRINT = new Color(0xffa51f);

    private static final Color EDGE = new Color(0, 0, 0, 150);
    private static final double RADIUS = 4;
    private static final double CROSS = 11;
    private static final double COMPASS = 34;
    /** Share of a panel that a scale bar takes at most. */
    private static final double BAR = 0.3;

    private final Graphics2D graphics;
    private final Lettering lettering;

    Marks(Graphics2D graphics) {
        this.graphics = graphics;
        lettering = new Lettering(graphics);
    }

    void line(Point2D from, Point2D to, Color color, float width) {
        edged(new Line2D.Double(from, to), color, width);
    }

    void keypoint(Point2D at, Color color) {
        Ellipse2D dot = new Ellipse2D.Double(at.getX() - RADIUS, at.getY() - RADIUS, 2 * RADIUS, 2 * RADIUS);
        graphics.setColor(color);
        graphics.fill(dot);
        stroke(dot, EDGE, new BasicStroke(1.2f));
    }

    void cross(Point2D at) {
        Path2D cross = new Path2D.Double();
        cross.append(new Line2D.Double(at.getX() - CROSS, at.getY(), at.getX() + CROSS, at.getY()), false);
        cross.append(new Line2D.Double(at.getX(), at.getY() - CROSS, at.getX(), at.getY() + CROSS), false);
        edged(cross, FOOTPRINT, 4);
    }

    /** What the photo shows, cut off at the panel's edges; the edge that is the photo's upper one is thicker. */
    void outline(Panel panel, List<Point2D> corners) {
        Shape before = graphics.getClip();
        graphics.clip(panel.box());
        Path2D path = new Path2D.Double();
        for (Point2D corner : corners) {
            Point2D point = panel.at(corner.getX(), corner.getY());
            if (path.getCurrentPoint() == null) {
                path.moveTo(point.getX(), point.getY());
            } else {
                path.lineTo(point.getX(), point.getY());
            }
        }
        path.closePath();
        edged(path, FOOTPRINT, 3);
        line(panel.at(corners.get(0).getX(), corners.get(0).getY()),
                panel.at(corners.get(1).getX(), corners.get(1).getY()), FOOTPRINT, 7);
        graphics.setClip(before);
    }

    /**
     * An arrow to the north, in the panel's upper right corner.
     *
     * @param turnDegrees clockwise from the panel's upper edge
     */
    void north(Panel panel, double turnDegrees) {
        if (Math.min(panel.box().width, panel.box().height) < 4 * COMPASS) {
            return;
        }
        double x = panel.box().getMaxX() - COMPASS - 10;
        double y = panel.box().y + COMPASS + 10;
        graphics.setColor(EDGE);
        graphics.fill(new Ellipse2D.Double(x - COMPASS, y - COMPASS, 2 * COMPASS, 2 * COMPASS));
        Path2D arrow = new Path2D.Double();
        arrow.moveTo(0, -8);
        arrow.lineTo(9, 24);
        arrow.lineTo(0, 17);
        arrow.lineTo(-9, 24);
        arrow.closePath();
        AffineTransform turned = AffineTransform.getTranslateInstance(x, y);
        turned.rotate(Math.toRadians(turnDegrees));
        graphics.setColor(Color.WHITE);
        graphics.fill(turned.createTransformedShape(arrow));
        // The letter lies beyond the tip, upright.
        Point2D letter = turned.transform(new Point2D.Double(0, -19), null);
        lettering.write("N", letter.getX() - lettering.width("N", Lettering.SMALL) / 2, letter.getY() + 6, COMPASS,
                Lettering.SMALL, true);
    }

    /** In the lower left corner: a round number of metres. */
    void scale(Panel panel, double widthMeters) {
        double meters = roundBelow(BAR * widthMeters);
        double length = panel.box().width * meters / widthMeters;
        String text = (meters < 1 ? String.valueOf(meters) : String.valueOf(Math.round(meters))) + " m";
        double x = panel.box().x + 16;
        double y = panel.box().getMaxY() - 18;
        graphics.setColor(EDGE);
        graphics.fill(new RoundRectangle2D.Double(x - 8, y - 32,
                Math.max(length, lettering.width(text, Lettering.SMALL)) + 16, 44, 8, 8));
        graphics.setColor(Color.WHITE);
        lettering.write(text, x, y - 10, panel.box().width, Lettering.SMALL, true);
        Path2D bar = new Path2D.Double();
        bar.moveTo(x, y - 4);
        bar.lineTo(x, y + 4);
        bar.moveTo(x, y);
        bar.lineTo(x + length, y);
        bar.moveTo(x + length, y - 4);
        bar.lineTo(x + length, y + 4);
        stroke(bar, Color.WHITE, new BasicStroke(3));
    }

    /** The largest of 1, 2 and 5 times a power of ten that is no larger. */
    static double roundBelow(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double digit = value / power;
        return (digit >= 5 ? 5 : digit >= 2 ? 2 : 1) * power;
    }

    private void edged(Shape shape, Color color, float width) {
        stroke(shape, EDGE, new BasicStroke(width + 2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        stroke(shape, color, new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    }

    private void stroke(Shape shape, Color color, Stroke stroke) {
        graphics.setColor(color);
        graphics.setStroke(stroke);
        graphics.draw(shape);
    }
}
