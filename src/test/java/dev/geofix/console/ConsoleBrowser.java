package dev.geofix.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotType;
import dev.geofix.testing.RunningService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A browser that looks at the console, and listens to what it says and whom it asks. */
final class ConsoleBrowser implements AutoCloseable {
    private static final String DROP = """
            ([element, transfer]) => ['dragenter', 'dragover', 'drop'].forEach((kind) => element.dispatchEvent(
              new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer })))""";
    private static final String TRANSFER = """
            (files) => {
              const transfer = new DataTransfer();
              for (const [name, type, text] of files) {
                const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
                transfer.items.add(new File([bytes], name, { type }));
              }
              return transfer;
            }""";

    private final Playwright playwright;
    private final Browser browser;
    private final String address;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();

    private ConsoleBrowser(Playwright playwright, Browser browser, String address) {
        this.playwright = playwright;
        this.browser = browser;
        this.address = address;
    }

    /** Skips the tests, visibly, where there is no browser. */
    static Path executable() {
        Optional<Path> found = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst();
        assumeTrue(found.isPresent(), "the console's tests need Chromium: apt-get install chromium");
        return found.orElseThrow();
    }

    /** A browser for the service's console. */
    static ConsoleBrowser start(Path executable, RunningService service) {
        int port = service.context().getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return start(executable, "http://localhost:" + port + "/");
    }

    /** @param address of the service, with a slash at the end */
    static ConsoleBrowser start(Path executable, String address) {
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        Playwright playwright = Playwright
                .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new ConsoleBrowser(playwright, playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(executable).setArgs(List.of("--no-sandbox", "--disable-gpu"))), address);
    }

    /** Of the service, with a slash at the end. */
    String address() {
        return address;
    }

    /** A new tab that knows nothing of those before, with the console in it. */
    Page open(ColorScheme colours, int width, int height) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setColorScheme(colours)
                .setViewportSize(width, height).setLocale("en").setTimezoneId("UTC"));
        context.setDefaultTimeout(120_000);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (Set.of("error", "warning").contains(message.type())) {
                complaints.add(message.text() + " (" + message.location() + ")");
            }
        });
        page.onPageError(complaints::add);
        // Kept from opening from the beginning: told so only when a test waits for one, the browser may be too late.
        page.onFileChooser(chooser -> {});
        page.onRequest(request -> requests.add(request.url()));
        page.navigate(address);
        page.waitForSelector("main > *");
        return page;
    }

    /** Drops files on the page as a person does. */
    static void drop(Page page, Path... files) throws IOException {
        List<List<String>> contents = new ArrayList<>();
        for (Path file : files) {
            String type = Optional.ofNullable(Files.probeContentType(file)).orElse("");
            contents.add(List.of(file.getFileName().toString(), type,
                    Base64.getEncoder().encodeToString(Files.readAllBytes(file))));
        }
        JSHandle transfer = page.evaluateHandle(TRANSFER, contents);
        page.evaluate(DROP, List.of(page.querySelector("main"), transfer));
    }

    /** One of those in docs/console.md. */
    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("docs/images", name + ".jpg"))
                .setType(ScreenshotType.JPEG).setQuality(82));
    }

    /** That no rule of accessibility is broken in a way that keeps people out. */
    static void assertAccessible(Page page) {
        assertAccessible(page, ColorScheme.LIGHT);
    }

    /** @param colours of the page: the dark ones differ in nothing else, so they alone are looked at then */
    static void assertAccessible(Page page, ColorScheme colours) {
        AxeBuilder rules = new AxeBuilder(page);
        if (colours == ColorScheme.DARK) {
            rules.withRules(List.of("color-contrast", "link-in-text-block"));
        }
        assertThat(rules.analyze().getViolations().stream()
                .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                .map(rule -> rule.getId() + ": " + rule.getNodes().stream().map(node -> node.getHtml() + " "
                        + node.getFailureSummary()).toList()))
                .isEmpty();
    }

    /** What browsers say of the page since it was asked last: errors, broken rules of the content security policy. */
    List<String> complaints() {
        List<String> all = List.copyOf(complaints);
        complaints.clear();
        return all;
    }

    /** Requests that left the service, ever. */
    List<String> strayRequests() {
        // What the page has made itself is named after the whole site, whatever path the page lies under.
        String own = "blob:" + URI.create(address).resolve("/");
        return requests.stream().filter(url -> !url.startsWith(address) && !url.startsWith(own)).toList();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
