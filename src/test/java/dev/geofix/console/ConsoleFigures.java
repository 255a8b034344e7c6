package dev.geofix.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the console of a service that runs already, and prints what it finds; docs/benchmarks.md has the commands. A build does not run it: its figures are those of a quiet machine.
 */
@EnabledIfSystemProperty(named = "geofix.console.address", matches = ".+")
class ConsoleFigures {
    private static final String ADDRESS = System.getProperty("geofix.console.address", "");
    private static final Path PHOTO = Path.of(System.getProperty("geofix.console.photo", "photo.jpg"));
    /** Galleries whose maps are panned. */
    private static final List<String> GALLERIES = Stream.of(System.getProperty("geofix.console.galleries", "default")
            .split(",")).toList();
    /** A zip that can be imported, and a photo of its ground. */
    private static final String ARCHIVE = System.getProperty("geofix.console.archive", "");
    private static final Path ARCHIVE_PHOTO = Path.of(System.getProperty("geofix.console.archive-photo", "photo.jpg"));
    private static final int PHOTOS = Integer.getInteger("geofix.console.photos", 200);
    private static final int PASSES = 5;
    private static final int STEPS = 60;

    private static final String LOAD = """
            () => {
              const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
              const paint = performance.getEntriesByName('first-contentful-paint')[0].startTime;
              const kilobytes = (all) => all.reduce((sum, one) => sum + one.transferSize, 0) / 1000;
              const before = entries.filter((one) => one.responseEnd <= paint);
              const locate = entries.find((one) => one.name.includes('/locate')).duration / 1000;
              return { locate, paint, requests: before.length, kilobytes: kilobytes(before), allRequests: entries.length, allKilobytes: kilobytes(entries) };
            }""";
    private static final String COUNT_FRAMES = """
            () => {
              window.frames = [];
              const count = (time) => { window.frames.push(time); window.counting = requestAnimationFrame(count); };
              window.counting = requestAnimationFrame(count);
            }""";
    private static final String FRAMES = """
            () => {
              cancelAnimationFrame(window.counting);
              const gaps = window.frames.slice(1).map((time, i) => time - window.frames[i]).sort((a, b) => a - b);
              const all = window.frames.at(-1) - window.frames[0];
              return { perSecond: gaps.length / all * 1000, longest: gaps.at(-1), p95: gaps[Math.floor(gaps.length * 0.95)],
                pictures: document.querySelectorAll('.map img.leaflet-tile').length };
            }""";

    @TempDir
    private static Path folder;
    private static ConsoleBrowser browser;

    @BeforeAll
    static void start() {
        browser = ConsoleBrowser.start(ConsoleBrowser.executable(), ADDRESS);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            assertThat(browser.strayRequests()).isEmpty();
            browser.close();
        }
    }

    @Test
    void firstPaintAndFirstFix() throws IOException {
        for (int pass = 0; pass < PASSES; pass++) {
            long began = System.nanoTime();
            Page page = browser.open(ColorScheme.LIGHT, 1280, 900);
            ConsoleBrowser.drop(page, PHOTO);
            assertThat(page.locator(".verdict")).isVisible();
            double fix = seconds(began);
            page.waitForLoadState(LoadState.NETWORKIDLE);
            say("load: first paint %.0f ms after %.0f requests and %.0f kB; all %.0f requests, %.0f kB; the photo's call took %.2f s; first fix after %.2f s",
                    page.evaluate(LOAD),
                    List.of("paint", "requests", "kilobytes", "allRequests", "allKilobytes", "locate"), fix);
            page.context().close();
        }
    }

    /** As fast as a program can click; a person reads besides. */
    @Test
    @EnabledIfSystemProperty(named = "geofix.console.archive", matches = ".+")
    void ownGalleryAndFirstFix() throws IOException {
        long began = System.nanoTime();
        Page page = browser.open(ColorScheme.LIGHT, 1280, 900);
        List<Locator> clicks = new ArrayList<>();
        String name = "own-" + Long.toString(System.currentTimeMillis(), 36);
        click(clicks, page.getByText("Galleries").first());
        click(clicks, page.getByText("New gallery").first());
        page.locator("dialog[open] [name=name]").fill(name);
        click(clicks, page.locator("dialog[open]").getByText("Make it"));
        assertThat(page.locator(".view-title")).hasText(name);
        ConsoleBrowser.drop(page, Path.of(ARCHIVE));
        assertThat(page.locator(".job-progress").first()).containsText(
                Pattern.compile("[1-9]\\d* new, 0 replaced"),
                new LocatorAssertions.ContainsTextOptions().setTimeout(1_800_000));
        double filled = seconds(began);
        click(clicks, page.getByText("Locate").first());
        ConsoleBrowser.drop(page, ARCHIVE_PHOTO);
        assertThat(page.locator(".verdict")).isVisible();
        System.out.printf(Locale.ROOT,
                "== own gallery filled after %.1f s, first fix after %.1f s: %d clicks, one name, two drops; %s%n",
                filled, seconds(began), clicks.size(), page.locator(".verdict").textContent());
        page.context().close();
    }

    /** Picked, since the browser then reads it from the disk as a person's does. */
    @Test
    @EnabledIfSystemProperty(named = "geofix.console.large", matches = ".+")
    void largeUpload() throws IOException {
        Path file = Path.of(System.getProperty("geofix.console.large"));
        Page page = browser.open(ColorScheme.LIGHT, 1280, 900);
        CDPSession session = page.context().newCDPSession(page);
        session.send("Performance.enable");
        page.getByText("Galleries").first().click();
        page.getByText("New gallery").first().click();
        page.locator("dialog[open] [name=name]").fill("large-" + Long.toString(System.currentTimeMillis(), 36));
        page.locator("dialog[open]").getByText("Make it").click();
        say("memory before: %.1f MB of JavaScript", metrics(session), List.of("JSHeapUsedSize"));
        long began = System.nanoTime();
        page.locator("input[type=file][accept*='.zip']").setInputFiles(file);
        assertThat(page.locator("progress[aria-label]").first()).isVisible();
        assertThat(page.locator(".job-progress").first()).isVisible(
                new LocatorAssertions.IsVisibleOptions().setTimeout(1_800_000));
        double seconds = seconds(began);
        say("an upload of %d MB became a job after %.1f s: ".formatted(Files.size(file) / 1_000_000, seconds)
                + "%.1f MB of JavaScript", metrics(session), List.of("JSHeapUsedSize"));
        page.context().close();
    }

    private static void click(List<Locator> clicks, Locator at) {
        at.click();
        clicks.add(at);
    }

    @Test
    void panningTheMap() {
        for (String gallery : GALLERIES) {
            Page page = browser.open(ColorScheme.LIGHT, 1280, 900);
            page.getByText("Galleries").first().click();
            page.locator(".choice").getByText(gallery, new Locator.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator(".map img.leaflet-tile-loaded[src]").first()).isVisible();
            for (int zoom = 0; zoom < 3; zoom++) {
                page.waitForLoadState(LoadState.NETWORKIDLE);
                BoundingBox map = page.locator(".map").boundingBox();
                double middleX = map.x + map.width / 2;
                double middleY = map.y + map.height / 2;
                page.evaluate(COUNT_FRAMES);
                for (int pass = 0; pass < PASSES; pass++) {
                    double far = (pass % 2 == 0 ? 0.4 : -0.4) * map.width;
                    page.mouse().move(middleX - far / 2, middleY);
                    page.mouse().down();
                    for (int step = 1; step <= STEPS; step++) {
                        page.mouse().move(middleX - far / 2 + far * step / STEPS, middleY);
                    }
                    page.mouse().up();
                }
                say("panning " + gallery + ", " + zoom + " levels nearer than all of it: %.0f frames a second, "
                        + "95 %% of frames within %.0f ms, longest %.0f ms, %.0f map squares", page.evaluate(FRAMES),
                        List.of("perSecond", "p95", "longest", "pictures"));
                page.mouse().move(middleX, middleY);
                page.mouse().wheel(0, -240);
                page.waitForTimeout(1500);
            }
            page.context().close();
        }
    }

    @Test
    void memoryOfManyPhotos() throws IOException {
        Page page = browser.open(ColorScheme.LIGHT, 1280, 900);
        CDPSession session = page.context().newCDPSession(page);
        session.send("Performance.enable");
        say("memory before: %.1f MB of JavaScript, %.0f nodes", metrics(session), List.of("JSHeapUsedSize", "Nodes"));
        List<Path> photos = new ArrayList<>();
        for (int i = 0; i < PHOTOS; i++) {
            photos.add(Files.copy(PHOTO, folder.resolve("photo-" + i + ".jpg")));
        }
        long began = System.nanoTime();
        ConsoleBrowser.drop(page, photos.toArray(Path[]::new));
        page.getByText("Several photos").first().click();
        assertThat(page.locator(".photo-table tbody tr")).hasCount(PHOTOS);
        page.waitForFunction(
                "(all) => document.querySelectorAll('.photo-table :is(.is-found, .is-rough, .is-nowhere, .is-failed)').length >= all",
                PHOTOS,
                new Page.WaitForFunctionOptions().setTimeout(3_600_000).setPollingInterval(1000));
        say("memory after " + PHOTOS + " photos in %.0f s: ".formatted(seconds(began))
                + "%.1f MB of JavaScript, %.0f nodes", metrics(session), List.of("JSHeapUsedSize", "Nodes"));
    }

    private static Map<String, Double> metrics(CDPSession session) {
        session.send("HeapProfiler.collectGarbage");
        JsonObject answer = session.send("Performance.getMetrics");
        Map<String, Double> values = new HashMap<>();
        for (JsonElement metric : answer.getAsJsonArray("metrics")) {
            JsonObject one = metric.getAsJsonObject();
            values.put(one.get("name").getAsString(), one.get("value").getAsDouble());
        }
        values.computeIfPresent("JSHeapUsedSize", (name, bytes) -> bytes / 1e6);
        return values;
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void say(String text, Object values, List<String> names, Object... more) {
        Map<?, ?> found = (Map<?, ?>) values;
        Object[] all = Stream.concat(names.stream().map(name -> ((Number) found.get(name)).doubleValue()),
                Stream.of(more)).toArray();
        System.out.println("== " + String.format(Locale.ROOT, text, all));
    }
}
