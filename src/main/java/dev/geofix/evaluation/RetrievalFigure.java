package dev.geofix.evaluation;

import dev.geofix.evaluation.SetRanking.RankedQuery;
import dev.geofix.imaging.ImageRejectedException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Queries on the left, their first five matches beside them. A right match has a green frame and a tick, a wrong one a red frame and a cross, so that the
 * figure does not hang on colours.
 */
final class RetrievalFigure {
    private static final int CELL = 168;
    private static final int GAP = 14;
    private static final int QUERY_GAP = 34;
    private static final int LABEL = 24;
    private static final int HEADING = 64;
    private static final int MARGIN = 24;
    private static final int BADGE = 28;
    private static final Color RIGHT = new Color(0x1a8a3c);
    private static final Color WRONG = new Color(0xc9302c);
    private static final Color INK = new Color(0x22262b);
    private static final Color FAINT = new Color(0x6a737d);

    private final BufferedImage image;
    private final Graphics2D graphics;
    private int y = MARGIN;

    private RetrievalFigure(int rows, int headings) {
        int width = 2 * MARGIN + CELL + QUERY_GAP + RankedQuery.KEPT * (CELL + GAP) - GAP;
        image = new BufferedImage(width, 2 * MARGIN + headings * HEADING + rows * (CELL + LABEL + GAP),
                BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    }

    /** @param rankings one section each */
    static BufferedImage of(String method, List<SetRanking> rankings, int examples, long seed) throws IOException {
        List<List<RankedQuery>> chosen = rankings.stream()
                .map(ranking -> Examples.choose(ranking.queries(), examples, seed)).toList();
        RetrievalFigure figure = new RetrievalFigure(chosen.stream().mapToInt(List::size).sum(), rankings.size());
        for (int i = 0; i < rankings.size(); i++) {
            figure.heading(method, rankings.get(i));
            for (RankedQuery query : chosen.get(i)) {
                figure.row(rankings.get(i), query);
            }
        }
        figure.graphics.dispose();
        return figure.image;
    }

    private void heading(String method, SetRanking ranking) {
        RetrievalMetrics figures = ranking.figures();
        write(ranking.set().name(), MARGIN, y + 20, Font.BOLD, 20, INK);
        write(String.format(Locale.ROOT, "%s, %s of %d pictures, %d queries: R@1 %.1f %%, AP %.1f %%", method,
                ranking.protocol().title(), figures.gallerySize(), figures.queries(), 100 * figures.recallAt1(),
                100 * figures.ap()), MARGIN, y + 44, Font.PLAIN, 15, FAINT);
        y += HEADING;
    }

    private void row(SetRanking ranking, RankedQuery query) throws IOException {
        Picture asked = ranking.set().queries().pictures().get(query.query());
        picture(asked, MARGIN, INK, 2);
        write("query " + shortened(asked.title(), 18), MARGIN, y + CELL + 18, Font.PLAIN, 13, FAINT);
        for (int place = 0; place < query.first().length; place++) {
            int x = MARGIN + CELL + QUERY_GAP + place * (CELL + GAP);
            boolean right = ranking.isRight(query, place);
            Picture match = ranking.set().gallery().pictures().get(query.first()[place]);
            picture(match, x, right ? RIGHT : WRONG, 5);
            badge(x + CELL - BADGE - 6, y + 6, right);
            String label = String.format(Locale.ROOT, "%d.  %.3f", place + 1, query.scores()[place]);
            write(label, x, y + CELL + 18, Font.BOLD, 14, INK);
            write(shortened(match.title(), 13), x + 78, y + CELL + 18, Font.PLAIN, 12, FAINT);
        }
        y += CELL + LABEL + GAP;
    }

    private void picture(Picture picture, int x, Color frame, float stroke) throws IOException {
        try {
            graphics.drawImage(picture.load(CELL).toBufferedImage(), x, y, null);
        } catch (ImageRejectedException e) {
            throw new IOException(picture.name() + " could be read before and cannot be now: " + e.getMessage(), e);
        }
        graphics.setColor(frame);
        graphics.setStroke(new BasicStroke(stroke));
        graphics.draw(new Rectangle2D.Double(x + stroke / 2, y + stroke / 2, CELL - stroke, CELL - stroke));
    }

    /** A tick or a cross on a disc. */
    private void badge(int x, int top, boolean right) {
        graphics.setColor(right ? RIGHT : WRONG);
        graphics.fill(new Ellipse2D.Double(x, top, BADGE, BADGE));
        graphics.setColor(Color.WHITE);
        graphics.setStroke(new BasicStroke(3.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        Path2D sign = new Path2D.Double();
        double unit = BADGE / 28.0;
        if (right) {
            sign.moveTo(x + 7.5 * unit, top + 14.5 * unit);
            sign.lineTo(x + 12.5 * unit, top + 19.5 * unit);
            sign.lineTo(x + 20.5 * unit, top + 9.5 * unit);
        } else {
            sign.moveTo(x + 9 * unit, top + 9 * unit);
            sign.lineTo(x + 19 * unit, top + 19 * unit);
            sign.moveTo(x + 19 * unit, top + 9 * unit);
            sign.lineTo(x + 9 * unit, top + 19 * unit);
        }
        graphics.draw(sign);
    }

    private void write(String text, int x, int baseline, int style, int size, Color colour) {
        graphics.setFont(new Font(Font.SANS_SERIF, style, size));
        graphics.setColor(colour);
        graphics.drawString(text, x, baseline);
    }

    private static String shortened(String title, int length) {
        return title.length() <= length ? title : "…" + title.substring(title.length() - length + 1);
    }

    /** Which queries a figure shows: a random choice that has misses in it, up to half, where there are any. */
    static final class Examples {
        private Examples() {}

        static List<RankedQuery> choose(List<RankedQuery> queries, int count, long seed) {
            List<RankedQuery> shuffled = new ArrayList<>(queries);
            Collections.shuffle(shuffled, new Random(seed));
            List<RankedQuery> misses = shuffled.stream().filter(query -> query.outcome().firstMatch() != 0).toList();
            List<RankedQuery> hits = shuffled.stream().filter(query -> query.outcome().firstMatch() == 0).toList();
            int missed = Math.min(misses.size(), Math.max(count / 2, count - hits.size()));
            List<RankedQuery> chosen = new ArrayList<>(hits.subList(0, Math.min(hits.size(), count - missed)));
            chosen.addAll(misses.subList(0, missed));
            chosen.sort(Comparator.comparing((RankedQuery query) -> query.outcome().firstMatch() != 0)
                    .thenComparing(RankedQuery::query));
            return chosen;
        }
    }
}
