package dev.geofix.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.geofix.inference.ModelRegistry;
import dev.geofix.inference.ModelVersion;
import dev.geofix.security.Keys;
import dev.geofix.testing.OperatedService;
import dev.geofix.testing.RunningService;
import dev.geofix.testing.TinyDataset;
import dev.geofix.testing.TinyModel;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The console's pages for whoever runs the service, in a real browser, before a real service with two tiny models. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleWorkTest {
    private static final List<String> PAGES = List.of("Galleries", "Jobs", "Models", "System");

    @TempDir
    private static Path folder;
    private static RunningService service;
    private static ConsoleBrowser browser;

    @BeforeAll
    static void start() throws IOException {
        Path executable = ConsoleBrowser.executable();
        TinyDataset.write(folder.resolve("data/datasets/tiny"));
        service = RunningService.start(folder.resolve("data"), "--geofix.demo.enabled=false");
        ModelRegistry models = service.bean(ModelRegistry.class);
        models.install(new ModelVersion("tiny"), TinyModel.write(folder.resolve("tiny")));
        models.install(new ModelVersion("tiny-2"), TinyModel.write(folder.resolve("tiny-2")));
        models.activate(new ModelVersion("tiny"));
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
    void aGalleryIsMadeFilledByADroppedFileAndDeletedByItsName() throws IOException {
        Page page = open("Galleries");
        makeGallery(page, "harbour");
        ConsoleBrowser.drop(page, zip("harbour.zip", 4));
        Locator job = page.locator(".job-progress").first();
        assertThat(job).containsText("4 new, 0 replaced, 0 unchanged, 1 refused");
        job.getByText("1 refused", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(job.locator(".refused-list")).containsText("4.png");
        assertThat(page.locator(".choice[aria-current]")).containsText("4 tiles");
        assertThat(page.locator(".map path.covered")).isAttached();
        assertThat(page.locator(".map img.leaflet-tile-loaded[src]").first()).isVisible();
        button(page, "Delete").click();
        Locator dialog = page.locator("dialog[open]");
        assertThat(dialog.locator("button.danger")).isDisabled();
        dialog.locator("input").fill("harbor");
        assertThat(dialog.locator("button.danger")).isDisabled();
        dialog.locator("input").fill("harbour");
        page.keyboard().press("Enter");
        assertThat(dialog).hasCount(0);
        assertThat(page.locator(".choice").getByText("harbour")).hasCount(0);
        assertThat(service.api().get("/api/v1/galleries/harbour").status()).isEqualTo(404);
        assertThat(browser.complaints()).isEmpty();
    }

    /** What the gallery covers is asked for, and before that is answered the galleries are asked for again. */
    @Test
    void whatAnImportCoversIsShownThoughItIsAskedForTwiceAtOnce() throws IOException {
        Page page = open("Galleries");
        makeGallery(page, "wharf");
        CompletableFuture<Void> held = new CompletableFuture<>();
        page.route("**/galleries/wharf/coverage", route -> {
            if (!held.complete(null)) {
                route.resume();
            }
        });
        ConsoleBrowser.drop(page, zip("wharf.zip", 3));
        assertThat(page.locator(".choice[aria-current]")).containsText("3 tiles");
        page.waitForCondition(held::isDone);
        assertThat(page.locator(".map path.covered")).hasCount(0);
        page.evaluate("() => import('/console/galleries.js').then(({ refreshGalleries }) => refreshGalleries())");
        assertThat(page.locator(".map path.covered")).isAttached();
        assertThat(browser.complaints()).isEmpty();
        deleteBehind(page, "wharf");
    }

    @Test
    void aFolderThatIsNotThereIsRefusedWithAReason() {
        Page page = open("Galleries");
        makeGallery(page, "quay");
        page.locator("[name=source]").fill("nowhere");
        page.keyboard().press("Enter");
        assertThat(page.locator(".import-fields .refused").last()).containsText("nowhere");
        browser.complaints();
        deleteBehind(page, "quay");
    }

    @Test
    void aGalleryIsEmbeddedAnewAndTheJobIsFollowed() throws IOException {
        Page page = open("Galleries");
        makeGallery(page, "mole");
        ConsoleBrowser.drop(page, zip("mole.zip", 3));
        assertThat(page.locator(".choice[aria-current]")).containsText("3 tiles");
        button(page, "Embed anew").click();
        assertThat(page.locator(".care .refused").first()).containsText("is embedded by the active model tiny");
        browser.complaints();
        service.bean(ModelRegistry.class).activate(new ModelVersion("tiny-2"));
        page.reload();
        page.locator(".choice").getByText("mole", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".choice[aria-current]")).containsText("another model");
        button(page, "Embed anew").click();
        assertThat(page.locator("section[aria-live] li").first()).containsText(Pattern.compile("Reindex\\s*done"));
        assertThat(page.locator(".choice[aria-current]")).not().containsText("another model");
        assertThat(button(page, "Find local features")).isDisabled();
        service.bean(ModelRegistry.class).activate(new ModelVersion("tiny"));
        assertThat(browser.complaints()).isEmpty();
        deleteBehind(page, "mole");
    }

    @Test
    void aModelIsMeasuredAndItsReportIsReadWithItsFigures() {
        Page page = open("Jobs");
        button(page, "Measure a model").click();
        Locator dialog = page.locator("dialog[open]");
        dialog.locator("[name=dataset]").fill("tiny");
        page.keyboard().press("Enter");
        assertThat(page.locator(".view-title .tag")).hasText("done");
        assertThat(page.locator(".report table").first()).containsText("R@1");
        assertThat(page.locator(".report .report-figure").first()).hasJSProperty("complete", true);
        Locator figures = page.locator(".report .report-figure");
        page.waitForFunction(
                "() => [...document.querySelectorAll('.report-figure')].every((one) => one.naturalWidth > 0)");
        assertThat(figures).not().hasCount(0);
        assertThat(page.locator(".file-list")).containsText("report.md");
        assertThat(browser.complaints()).isEmpty();
        ConsoleBrowser.assertAccessible(page);
    }

    @Test
    void aTrainingIsStartedItsCurvesGrowAndItGoesOnAfterItWasCancelled() {
        Page page = open("Jobs");
        button(page, "Train a model").click();
        Locator dialog = page.locator("dialog[open]");
        dialog.locator("[name=dataset]").fill("tiny");
        dialog.locator("[name=name]").fill("endless");
        dialog.locator("[name=settings]").fill(TinyDataset.SETTINGS.entrySet().stream()
                .filter(setting -> !setting.getKey().equals("epochs"))
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n", "", "\nepochs=10000")));
        dialog.getByText("Start").click();
        Locator loss = page.locator(".charts .chart").first();
        assertThat(loss.locator("polyline.line-1").last()).hasAttribute("points", Pattern.compile("\\S+ \\S+ .*"));
        assertThat(loss.locator(".chart-drawing")).hasAttribute("aria-label", Pattern.compile("Loss\\. .* step \\d+"));
        if ("write".equals(System.getProperty("geofix.docs"))) {
            page.waitForTimeout(20_000);
            ConsoleBrowser.picture(page, "console-jobs");
        }
        page.locator("summary").getByText("Log").click();
        assertThat(page.locator("pre.log")).not().isEmpty();
        button(page, "Cancel the job").click();
        assertThat(page.locator(".view-title .tag")).hasText("cancelled");
        String first = page.url();
        button(page, "Go on with it").click();
        assertThat(page).not().hasURL(first);
        assertThat(page.locator(".view-title .tag")).hasText(Pattern.compile("queued|running"));
        button(page, "Cancel the job").click();
        assertThat(page.locator(".view-title .tag")).hasText("cancelled");
        assertThat(page.locator(".choice")).not().hasCount(0);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aModelIsLookedAtAndActivated() {
        Page page = open("Models");
        assertThat(page.locator(".choice[aria-current]")).containsText("tiny");
        page.locator(".choice").getByText("tiny-2", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator(".view-title")).hasText("tiny-2");
        button(page, "Activate").click();
        page.locator("dialog[open] button.primary").click();
        assertThat(page.locator(".choice[aria-current] .tag")).hasText("active");
        assertThat(service.bean(ModelRegistry.class).require("tiny-2").active()).isTrue();
        service.bean(ModelRegistry.class).activate(new ModelVersion("tiny"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theSystemSaysHowItIsAndWhoAsks() {
        Page page = open("System");
        assertThat(page.locator(".page")).containsText("This machine");
        assertThat(page.locator(".health li").first()).isVisible();
        assertThat(page.locator(".panels")).containsText(Pattern.compile("Wait for the network\\s*0 of \\d+"));
        assertThat(page.locator(".panels")).containsText(Pattern.compile("Active model\\s*tiny"));
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = {"LIGHT", "DARK"})
    void nobodyIsKeptOutAndNothingIsCutOff(ColorScheme colours) {
        Page page = browser.open(colours, 390, 844);
        for (String name : PAGES) {
            go(page, name);
            assertThat(page.locator("main > * h1").first()).isVisible();
            assertThat(page.locator(".spinner >> visible=true")).hasCount(0);
            ConsoleBrowser.assertAccessible(page, colours);
            assertThat((int) page.evaluate("() => document.querySelector('main').scrollWidth")).as(name)
                    .isLessThanOrEqualTo(390);
        }
    }

    /** As behind a proxy that several services share. Late: the first key closes the service. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    void itWorksBelowAPathOfAProxy() throws Exception {
        String key = new Keys(folder.resolve("data")).create("pilot", "admin");
        try (PrefixProxy proxy = new PrefixProxy("/tools/geofix/", URI.create(browser.address()));
                ConsoleBrowser there = ConsoleBrowser.start(ConsoleBrowser.executable(), proxy.address())) {
            Page page = there.open(ColorScheme.LIGHT, 1280, 900);
            Locator form = page.locator(".stage-note .key-form");
            form.locator("input").fill(key);
            form.locator("button").click();
            assertThat(form).hasCount(0);
            for (String name : PAGES) {
                go(page, name);
                assertThat(page.locator("main > * h1").first()).isVisible();
            }
            go(page, "Galleries");
            makeGallery(page, "pier");
            ConsoleBrowser.drop(page, zip("pier.zip", 2));
            assertThat(page.locator(".job-progress").first()).containsText("2 new");
            assertThat(page.locator(".map img.leaflet-tile-loaded[src]").first()).isVisible();
            go(page, "Locate");
            ConsoleBrowser.drop(page, Files.write(folder.resolve("tile.png"), OperatedService.tile(1)));
            assertThat(page.locator(".verdict")).isVisible();
            assertThat(there.strayRequests()).isEmpty();
        }
    }

    /** The last. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aKeyWithoutTheRoleIsToldSoAndALargerOneGoesOn() throws Exception {
        Keys keys = new Keys(folder.resolve("data"));
        String reader = keys.create("reader", "locate");
        String admin = keys.create("chief", "admin");
        Page page = open("Jobs");
        Locator form = page.locator("main .key-form");
        form.locator("input").fill(reader);
        form.locator("button").click();
        assertThat(page.locator("main .state[role=alert]")).containsText("This key may not do that");
        go(page, "System");
        assertThat(page.locator(".page")).containsText("reader");
        assertThat(page.locator(".page .tag").first()).hasText("locate");
        assertThat(page.locator("main .state[role=alert]")).containsText("This key may not do that");
        go(page, "Galleries");
        assertThat(button(page, "New gallery").first()).isDisabled();
        go(page, "Jobs");
        form.locator("input").fill(admin);
        form.locator("button").click();
        assertThat(button(page, "Train a model")).isEnabled();
        assertThat(page.locator("main .state[role=alert]")).hasCount(0);
        browser.complaints();
    }

    private static Page open(String name) {
        Page page = browser.open(ColorScheme.LIGHT, 1280, 900);
        go(page, name);
        return page;
    }

    private static void go(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true)).click();
        assertThat(page).hasTitle(name + " · Geofix");
    }

    /** Not before the page is gone, which would ask for what it shows. */
    private static void deleteBehind(Page page, String gallery) {
        page.close();
        service.api().delete("/api/v1/galleries/" + gallery);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void makeGallery(Page page, String name) {
        button(page, "New gallery").first().click();
        Locator dialog = page.locator("dialog[open]");
        dialog.locator("[name=name]").fill(name);
        dialog.getByText("Make it").click();
        assertThat(dialog).hasCount(0);
        assertThat(page.locator(".view-title")).hasText(name);
    }

    /** Tiles in a row from west to east, and one that is none. */
    private static Path zip(String name, int tiles) throws IOException {
        Path file = folder.resolve(name);
        StringBuilder manifest = new StringBuilder("file,west,south,east,north\n");
        try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i <= tiles; i++) {
                manifest.append("%d.png,%s,52,%s,52.001%n".formatted(i, 4 + i * 0.001, 4.001 + i * 0.001));
                zip.putNextEntry(new ZipEntry(i + ".png"));
                zip.write(i < tiles ? OperatedService.tile(i) : "no picture".getBytes(StandardCharsets.UTF_8));
            }
            zip.putNextEntry(new ZipEntry("manifest.csv"));
            zip.write(manifest.toString().getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
