package dev.geofix.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.geofix.security.Keys;
import dev.geofix.testing.RunningService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the console shows where there is nothing to show: before a service that asks for keys and has no gallery. */
class ConsoleStatesTest {
    @TempDir
    private static Path folder;
    private static RunningService service;
    private static ConsoleBrowser browser;
    private static String key;

    @BeforeAll
    static void start() {
        Path executable = ConsoleBrowser.executable();
        Path data = folder.resolve("data");
        key = new Keys(data).create("reader", "locate");
        service = RunningService.start(data, "--geofix.demo.enabled=false", "--geofix.security.rate-limit.failed=0",
                "--management.endpoint.health.validate-group-membership=false");
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

    @Test
    void withoutAKeyThePageAsksForOneAndKeepsItForTheTab() {
        Page page = browser.open(ColorScheme.LIGHT, 1280, 900);
        Locator form = page.locator(".stage-note .key-form");
        assertThat(form).isVisible();
        form.locator("input").fill("gfx_00000000_wrong");
        form.locator("button").click();
        assertThat(form.locator("input")).isEmpty();
        form.locator("input").fill(key);
        form.locator("button").click();
        assertThat(page.getByText("There is no gallery yet")).isVisible();
        page.reload();
        assertThat(page.getByText("There is no gallery yet")).isVisible();
        assertThat(page.context().cookies()).isEmpty();
        assertThat((String) page.evaluate("() => JSON.stringify(localStorage)")).isEqualTo("{}");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Key").setExact(true)).click();
        page.getByText("Forget the key").click();
        assertThat(form).isVisible();
        assertThat(browser.strayRequests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = {"LIGHT", "DARK"})
    void nobodyIsKeptOut(ColorScheme colours) throws IOException {
        Page page = browser.open(colours, 1280, 900);
        assertThat(page.locator(".stage-note .key-form")).isVisible();
        ConsoleBrowser.assertAccessible(page, colours);
        ConsoleBrowser.drop(page, file("broken.jpg"));
        assertThat(page.locator(".answer .key-form")).isVisible();
        ConsoleBrowser.assertAccessible(page, colours);
    }

    @Test
    void whatIsNoPictureIsSaid() throws IOException {
        Page page = withKey();
        ConsoleBrowser.drop(page, file("notes.txt"));
        assertThat(page.getByText("notes.txt is no picture.")).isVisible();
    }

    @Test
    void aPhotoThatTheServiceRefusesIsAnErrorWithAWayOn() throws IOException {
        Page page = withKey();
        ConsoleBrowser.drop(page, file("broken.jpg"));
        assertThat(page.locator(".answer [role=alert]")).containsText("The image is damaged.");
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try again"))).isVisible();
    }

    @Test
    void aPhotosNameIsNoMarkup() throws IOException {
        Page page = withKey();
        String name = "<img src=x onerror=alert(1)>.jpg";
        ConsoleBrowser.drop(page, file(name), file("other.jpg"));
        assertThat(page.getByText("2 failed")).isVisible();
        assertThat(page.locator(".photo-table tbody")).containsText(name);
        assertThat(page.locator("img[src=x]")).hasCount(0);
    }

    @Test
    void aLostConnectionIsSaidAndItsReturnNoticed() throws IOException {
        Page page = withKey();
        page.unrouteAll();
        page.context().setOffline(true);
        ConsoleBrowser.drop(page, file("broken.jpg"));
        assertThat(page.locator(".banner")).containsText("does not answer");
        assertThat(page.locator(".answer [role=alert]")).containsText("The service does not answer");
        page.context().setOffline(false);
        assertThat(page.locator(".banner")).isEmpty();
        Response answer = page.waitForResponse(Pattern.compile("/api/v1/locate"), () -> page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Try again")).click());
        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
    }

    /** A page with its key. This service has no model, so what it would say of a photo is put in its mouth. */
    private static Page withKey() {
        Page page = browser.open(ColorScheme.LIGHT, 1280, 900);
        page.route(Pattern.compile("/api/v1/locate"),
                route -> route.fulfill(new Route.FulfillOptions().setStatus(400)
                        .setContentType("application/problem+json")
                        .setBody("{\"status\": 400, \"detail\": \"The image is damaged.\"}")));
        Locator form = page.locator(".stage-note .key-form");
        form.locator("input").fill(key);
        form.locator("button").click();
        assertThat(page.getByText("There is no gallery yet")).isVisible();
        return page;
    }

    private static Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "no picture");
    }
}
