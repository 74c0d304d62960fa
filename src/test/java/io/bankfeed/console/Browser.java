package io.bankfeed.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real headless Chromium, with Debian's driver. */
public final class Browser implements AutoCloseable {

    /** Of the tests that take long because of a browser, which the build runs only with {@code -Dit.all}. */
    public static final String TAG = "browser";

    public static final String INSTALLED = "io.bankfeed.console.Browser#isInstalled";

    public static final String MISSING = "Chromium is not installed: apt-get install chromium chromium-driver";

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private static final String AXE = "/axe.min.js";

    /** The rules of WCAG 2 at AA, and what axe recommends beyond. */
    private static final String RUN_AXE = """
            const done = arguments[arguments.length - 1];
            axe.run({ resultTypes: ["violations"] }).then((results) => done(results.violations.map((violation) =>
                violation.id + ": " + violation.nodes.map((node) => node.html + " " + node.failureSummary).join("; "))),
                (error) => done([String(error)]));
            """;

    private static final String READ_CLIPBOARD = """
            const done = arguments[arguments.length - 1];
            navigator.clipboard.readText().then(done, (error) => done(String(error)));
            """;

    private final ChromeDriver driver;
    private final ObjectMapper mapper = new ObjectMapper();

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** For {@code @EnabledIf}. */
    public static boolean isInstalled() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    /** Starts a browser with a new profile. */
    public static Browser start(Path downloads) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--hide-scrollbars",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--window-size=1360,1000",
                "--lang=en",
                // One process for all pages: starting one for each costs more than the tests
                "--process-per-site",
                "--disable-features=BackForwardCache,ProactivelySwapBrowsingInstance,SpareRendererForSitePerProcess");
        options.setExperimentalOption("prefs", Map.of("download.default_directory", downloads.toString()));
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .withSilent(true)
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    public void open(String url) {
        driver.get(url);
    }

    /** Opens a page in a tab of its own, to which the browser changes. */
    public void openTab(String url) {
        driver.switchTo().newWindow(WindowType.TAB);
        driver.get(url);
    }

    /** Changes to a tab, which are numbered from 0 in the order in which they were opened. */
    public void showTab(int number) {
        driver.switchTo().window(List.copyOf(driver.getWindowHandles()).get(number));
    }

    /** Sends a header with every request of this tab. */
    public void send(String header, String value) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setExtraHTTPHeaders", Map.of("headers", Map.of(header, value)));
    }

    /** What the page has copied. */
    public String clipboard() {
        driver.executeCdpCommand("Browser.grantPermissions", Map.of("permissions", List.of("clipboardReadWrite")));
        return (String) driver.executeAsyncScript(READ_CLIPBOARD);
    }

    /** Leaves the page, and forgets what was logged and preferred. */
    public void leave() {
        driver.get("about:blank");
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        console();
        hosts();
    }

    public String url() {
        return driver.getCurrentUrl();
    }

    /** The element with an id. */
    public WebElement element(String id) {
        return driver.findElement(By.id(id));
    }

    public List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** The text of an element as a person sees it. */
    public String text(String id) {
        return element(id).getText();
    }

    /** Waits until an element has a text that contains another. */
    public void awaitText(String id, String expected) {
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(text(id)).contains(expected));
    }

    public void press(String id) {
        press(element(id));
    }

    /** Presses a button by keyboard: a click of the mouse misses what moves while the page fills. */
    public void press(WebElement button) {
        button.sendKeys(Keys.SPACE);
    }

    /** Replaces the text of a field. */
    public void type(String id, String text) {
        WebElement field = element(id);
        field.clear();
        field.sendKeys(text);
    }

    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** The size of the page in CSS pixels, as on a phone. */
    public void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Pretends that a person prefers something, such as {@code prefers-color-scheme}. */
    public void prefer(String feature, String value) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /** What axe finds wrong with the page, one text for each rule. */
    @SuppressWarnings("unchecked")
    public List<String> accessibilityViolations() {
        try (InputStream script = Browser.class.getResourceAsStream(AXE)) {
            driver.executeScript(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (List<String>) driver.executeAsyncScript(RUN_AXE);
    }

    /** What the page and the browser wrote to the console since the last call. */
    public List<String> console() {
        return messages(LogType.BROWSER);
    }

    /** The hosts and ports that the page asked since the last call. */
    public Set<String> hosts() {
        Set<String> hosts = new TreeSet<>();
        for (String message : messages(LogType.PERFORMANCE)) {
            JsonNode event = read(message).path("message");
            String url = event.at("/params/request/url").asText();
            if (event.path("method").asText().equals("Network.requestWillBeSent") && url.startsWith("http")) {
                hosts.add(URI.create(url).getRawAuthority());
            }
        }
        return hosts;
    }

    /** Writes a picture of the page from its top down. */
    public void picture(Path file, int width, long height) throws IOException {
        Map<String, Object> picture = driver.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                        "format",
                        "png",
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)));
        Files.write(file, Base64.getDecoder().decode((String) picture.get("data")));
    }

    @Override
    public void close() {
        driver.quit();
    }

    private List<String> messages(String log) {
        return StreamSupport.stream(driver.manage().logs().get(log).spliterator(), false)
                .map(LogEntry::getMessage)
                .toList();
    }

    private JsonNode read(String json) {
        try {
            return mapper.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
