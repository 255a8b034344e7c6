package dev.geofix.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import dev.geofix.testing.RunningService;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The console in a real browser, before the real service with its demo. The sample photo was taken at 33.64333, 72.99137. */
class ConsoleTest {
    private static final double LATITUDE = 33.64333;
    private static final double LONGITUDE = 72.99137;
    /** Degrees; some three metres. */
    private static final double NEAR = 3e-5;
    private static final Pattern PLACE = Pattern.compile("(-?\\d+\\.\\d{6}), (-?\\d+\\.\\d{6})");

    @TempDir
    private static Path folder;
    private static RunningService service;
    private static ConsoleBrowser browser;
    private static Path photo;
    private static Path foreign;

    @BeforeAll
    static void start() throws IOException {
        Path executable = ConsoleBrowser.executable();
        Path data = folder.resolve("data");
        service = RunningService.start(data);
        await().atMost(Duration.ofMinutes(10)).pollInterval(Duration.ofSeconds(1))
                .until(() -> service.api().get("/actuator/health/readiness").status() == 200);
        photo = data.resolve("demo/photo.jpg");
        foreign = foreignPhoto(folder.resolve("foreign.png"));
        browser = ConsoleBrowser.start(executable, service);
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (service != null) {
            service.close();
        }
    }

    @AfterEach
    void nothingIsAskedOfOthers() {
        assertThat(browser.strayRequests()).isEmpty();
    }

    @Test
    void aDroppedPhotoIsFoundAndShownOnTheGallerysMap() throws IOException {
        Page page = desktop();
        ConsoleBrowser.drop(page, photo);
        assertThat(page.locator(".verdict")).hasClass(Pattern.compile("is-verified"));
        assertAt(page.locator(".answer .place"), LATITUDE, LONGITUDE);
        assertThat(page.locator(".map path.footprint")).hasCount(2);
        assertThat(page.locator(".map .fix-sign")).isVisible();
        assertThat(page.locator(".map img.leaflet-tile-loaded[src]").first()).isVisible();
        assertThat(page.locator(".map .warped-photo")).isVisible();
        assertThat(page.locator(".match-card")).hasCount(10);
        assertThat(page.locator(".match-card[aria-pressed=true]")).containsText("inliers");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theMatchViewJoinsWhatPhotoAndTileHaveInCommon() throws IOException {
        Page page = located();
        page.keyboard().press("m");
        assertThat(page.locator(".match-lines line.is-inlier").nth(30)).isAttached();
        assertThat(page.locator(".match-lines line.is-outlier")).hasCount(0);
        page.getByLabel("Only those that agree").uncheck();
        assertThat(page.locator(".match-lines line.is-outlier").first()).isAttached();
        Locator first = page.locator(".match-card").first();
        Locator last = page.locator(".match-card").last();
        page.locator(".match-card").nth(1).click();
        page.keyboard().press("ArrowLeft");
        assertThat(first).hasAttribute("aria-pressed", "true");
        page.keyboard().press("ArrowLeft");
        assertThat(last).hasAttribute("aria-pressed", "true");
        page.keyboard().press("ArrowRight");
        assertThat(first).hasAttribute("aria-pressed", "true");
        assertThat(last).hasAttribute("aria-pressed", "false");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aClickOnThePhotoTellsThePlaceAndOneOnTheMapThePixel() throws IOException {
        Page page = located();
        page.locator(".photo-view > svg").click();
        assertAt(page.locator(".pointed"), LATITUDE, LONGITUDE);
        assertThat(page.locator(".map .cross-sign")).isVisible();
        BoundingBox fix = page.locator(".map .fix-sign").boundingBox();
        page.mouse().click(fix.x + fix.width / 2, fix.y + fix.height / 2);
        assertThat(page.locator(".pointed")).containsText(Pattern.compile("pixel 4[12]\\d, 2[34]\\d"));
        assertThat(page.locator(".photo-view .mark")).isVisible();
    }

    @Test
    void aPixelHasItsPlaceWhileTheBrowserStillReadsThePicture() throws IOException {
        Page page = desktop();
        page.evaluate(
                """
                        () => {
                          const read = window.createImageBitmap;
                          const held = new Promise((resolve) => { window.releasePictures = resolve; });
                          window.createImageBitmap = (...all) => held.then(() => read(...all));
                        }""");
        ConsoleBrowser.drop(page, photo);
        assertThat(page.locator(".verdict")).isVisible();
        page.locator(".photo-view > svg").focus();
        page.keyboard().press("Enter");
        assertAt(page.locator(".pointed"), LATITUDE, LONGITUDE);
        assertThat(page.locator(".pointed")).containsText("pixel 426, 240");
        page.evaluate("() => window.releasePictures()");
        assertThat(page.locator(".photo-view image")).isVisible();
        page.locator(".photo-view > svg").click();
        assertAt(page.locator(".pointed"), LATITUDE, LONGITUDE);
    }

    @Test
    void thePhotoOnTheMapCanBeSwiped() throws IOException {
        Page page = located();
        page.keyboard().press("v");
        assertThat(page.locator(".warped-frame")).hasCSS("clip-path", Pattern.compile("polygon.*"));
        page.keyboard().press("v");
        assertThat(page.locator(".warped-frame")).isHidden();
    }

    @Test
    void everythingCanBeDoneByKeyboard() {
        Page page = desktop();
        button(page, "choose a file").focus();
        FileChooser chooser = page.waitForFileChooser(() -> page.keyboard().press("Enter"));
        chooser.setFiles(photo);
        assertThat(page.locator(".verdict")).isVisible();
        page.locator(".photo-view > svg").focus();
        page.keyboard().press("Enter");
        assertAt(page.locator(".pointed"), LATITUDE, LONGITUDE);
        page.keyboard().press("ArrowUp");
        assertThat(page.locator(".pointed")).containsText("pixel 426, 219");
        button(page, "curl").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("dialog pre")).containsText("-F 'image=@photo.jpg'");
        page.keyboard().press("Escape");
        page.keyboard().press("?");
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("previous, next match");
        page.keyboard().press("Escape");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Map")).focus();
        page.keyboard().press("ArrowRight");
        assertThat(page.locator(".match-lines line").first()).isAttached();
    }

    @Test
    void whatIsSaidByHandIsPreviewedAndAsked() throws IOException {
        Page page = located();
        page.getByText("What is known of the photo").click();
        page.locator("[name=altitude]").fill("150");
        page.locator("[name=focal]").fill("24");
        assertThat(page.getByText("It would show")).isVisible();
        assertThat(page.locator(".map path.supposed").first()).isAttached();
        page.locator("input[name=heading]").fill("115");
        page.keyboard().press("Enter");
        assertThat(page.locator(".verdict")).isVisible();
        assertThat(page.locator(".answer")).containsText("Camera");
        button(page, "curl").click();
        assertThat(page.locator("dialog pre")).containsText("heading=115&altitude=150&focal=24");
    }

    @Test
    void aPhotoOfElsewhereIsNowhereAndWhatToTryIsSaid() throws IOException {
        Page page = desktop();
        ConsoleBrowser.drop(page, foreign);
        assertThat(page.locator(".verdict")).hasClass(Pattern.compile("is-refused"));
        assertThat(page.locator(".map .fix-sign")).hasCount(0);
        assertThat(page.locator(".answer .place")).hasCount(0);
        button(page, "Say how high it was taken").click();
        assertThat(page.locator("[name=altitude]")).isFocused();
        page.getByText("Show the best guess all the same").click();
        assertThat(page.locator(".map .fix-sign.is-refused")).isVisible();
    }

    @Test
    void aPhotoThatTheBrowserCannotShowIsFoundAllTheSame() throws IOException {
        Path tiff = folder.resolve("photo.tiff");
        assertThat(ImageIO.write(ImageIO.read(photo.toFile()), "tiff", tiff.toFile())).isTrue();
        Page page = desktop();
        ConsoleBrowser.drop(page, tiff);
        assertThat(page.locator(".verdict")).hasClass(Pattern.compile("is-verified"));
        assertAt(page.locator(".answer .place"), LATITUDE, LONGITUDE);
        assertThat(page.getByText("This browser cannot show such a picture")).isVisible();
        assertThat(page.locator(".map path.footprint").first()).isAttached();
        page.keyboard().press("m");
        assertThat(page.locator(".match-lines line").first()).isAttached();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void onlyTheAreaThatIsDrawnIsSearched() {
        Page page = desktop();
        page.getByText("Where to look").click();
        button(page, "Draw an area").click();
        BoundingBox map = page.locator(".map").boundingBox();
        page.mouse().move(map.x + 0.45 * map.width, map.y + 0.1 * map.height);
        page.mouse().down();
        page.mouse().move(map.x + 0.5 * map.width, map.y + 0.2 * map.height);
        page.mouse().up();
        assertThat(page.locator(".map path.drawn-area")).isAttached();
        FileChooser chooser = page.waitForFileChooser(() -> page.keyboard().press("o"));
        String asked = page.waitForRequest(request -> request.url().contains("/locate"),
                () -> chooser.setFiles(photo)).url();
        assertThat(asked).contains("bbox=");
        assertThat(page.locator(".verdict")).hasClass(Pattern.compile("is-refused"));
        page.getByText("Look in the whole gallery, without filters").click();
        assertThat(page.locator(".verdict")).hasClass(Pattern.compile("is-verified"));
    }

    @Test
    void severalPhotosAreListedAndSaved() throws IOException {
        Page page = desktop();
        ConsoleBrowser.drop(page, photo, foreign);
        assertThat(page.getByText("1 found, 1 nowhere")).isVisible();
        assertThat(page.locator(".photo-table tbody tr")).hasCount(2);
        assertThat(page.locator(".map .number-sign")).hasCount(1);
        String csv = saved(page, "CSV");
        assertThat(csv.lines().toList()).hasSize(3)
                .anyMatch(line -> line.startsWith("photo.jpg,") && line.contains(",found,33.6433"))
                .anyMatch(line -> line.startsWith("foreign.png,") && line.contains(",nowhere,,,"));
        assertThat(saved(page, "GeoJSON")).contains("\"FeatureCollection\"", "\"role\": \"footprint\"");
        button(page, "Open photo.jpg").click();
        assertThat(page.locator(".verdict")).hasClass(Pattern.compile("is-verified"));
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = {"LIGHT", "DARK"})
    void nobodyIsKeptOut(ColorScheme colours) throws IOException {
        Page page = browser.open(colours, 1280, 900);
        ConsoleBrowser.assertAccessible(page, colours);
        ConsoleBrowser.drop(page, photo);
        assertThat(page.locator(".verdict")).isVisible();
        page.getByText("What is known of the photo").click();
        page.getByText("Where to look").click();
        ConsoleBrowser.assertAccessible(page, colours);
        page.keyboard().press("m");
        assertThat(page.locator(".match-lines line").first()).isAttached();
        ConsoleBrowser.assertAccessible(page, colours);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Several photos")).click();
        assertThat(page.locator(".photo-table tbody tr")).hasCount(1);
        ConsoleBrowser.assertAccessible(page, colours);
    }

    @Test
    void onAPhoneNothingIsCutOff() throws IOException {
        Page page = browser.open(ColorScheme.LIGHT, 390, 844);
        ConsoleBrowser.drop(page, photo);
        assertThat(page.locator(".verdict")).isVisible();
        assertThat((int) page.evaluate("() => document.querySelector('main').scrollWidth")).isLessThanOrEqualTo(390);
        assertThat((int) page.evaluate("() => document.body.scrollWidth")).isLessThanOrEqualTo(390);
    }

    /** Those of the documentation. */
    @Test
    @EnabledIfSystemProperty(named = "geofix.docs", matches = "write")
    void picturesForTheDocumentation() throws IOException {
        Page page = located();
        page.waitForLoadState(LoadState.NETWORKIDLE);
        ConsoleBrowser.picture(page, "console-locate");
        page.keyboard().press("m");
        assertThat(page.locator(".match-lines line").first()).isAttached();
        ConsoleBrowser.picture(page, "console-match");
        for (String name : List.of("Galleries", "Models")) {
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
            assertThat(page.locator("main > * h1").first()).isVisible();
            assertThat(page.locator(".spinner >> visible=true")).hasCount(0);
            // Pictures of the map come one by one.
            page.waitForTimeout(20_000);
            ConsoleBrowser.picture(page, "console-" + name.toLowerCase(Locale.ROOT));
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Page desktop() {
        return browser.open(ColorScheme.LIGHT, 1280, 900);
    }

    private static Page located() throws IOException {
        Page page = desktop();
        ConsoleBrowser.drop(page, photo);
        assertThat(page.locator(".verdict")).isVisible();
        assertThat(page.locator(".warped-photo")).isVisible();
        return page;
    }

    private static void assertAt(Locator shown, double latitude, double longitude) {
        assertThat(shown).containsText(PLACE);
        List<Double> place = PLACE.matcher(shown.textContent()).results()
                .flatMap(found -> List.of(Double.valueOf(found.group(1)), Double.valueOf(found.group(2))).stream())
                .toList();
        assertThat(place.get(0)).isCloseTo(latitude, within(NEAR));
        assertThat(place.get(1)).isCloseTo(longitude, within(NEAR));
    }

    private static String saved(Page page, String name) throws IOException {
        Download download = page.waitForDownload(() -> page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true)).click());
        return Files.readString(download.path());
    }

    /** Coloured blocks: no place looks like it. */
    private static Path foreignPhoto(Path file) throws IOException {
        Random random = new Random(7);
        BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        for (int i = 0; i < 400; i++) {
            graphics.setColor(new Color(random.nextInt(0x1000000)));
            graphics.fillOval(random.nextInt(640), random.nextInt(480), 5 + random.nextInt(90), 5 + random.nextInt(90));
        }
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
