package chosao.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import chosao.local.Installation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever follows the README's "Try it" word for word gets what it promises. */
class ReadmeIT {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\n(.*?)^```$");

    /** A command begins a line; what follows until the next one belongs to it. */
    private static final Pattern NEXT_COMMAND = Pattern.compile("(?m)^(?=curl )");

    private final Market market = Market.open();
    private final Map<String, String> noted = new HashMap<>();

    @Test
    void leadsANewcomerFromASearchToAConfirmedOrder() throws Exception {
        Iterator<String> commands = commands().iterator();

        JsonNode tea = run(commands.next()).at("/items/0");
        assertThat(tea.path("name").asText()).isEqualTo("Trà hoa vàng Ba Chẽ");
        note("PRODUCT", tea.path("id"));

        note("SKU", run(commands.next()).at("/variants/0/sku"));
        JsonNode cart = run(commands.next());
        note("CART", cart.path("id"));
        note("TOKEN", cart.path("token"));
        assertThat(run(commands.next()).at("/items/0/sku").asText()).isEqualTo(noted.get("SKU"));

        String ordering = commands.next();
        JsonNode order = run(ordering);
        assertThat(order.path("state").asText()).isEqualTo("awaiting_payment");
        assertThat(run(ordering)).as("the same with the same key").isEqualTo(order);
        note("ORDER", order.path("id"));
        note("SECRET", order.at("/payment/clientSecret"));

        assertThat(run(commands.next()).path("status").asText()).isEqualTo("succeeded");
        String looking = commands.next();
        market.await(
                "the order is confirmed",
                () -> run(looking).path("state").asText().equals("confirmed"));

        assertThat(run(commands.next()).path("accessToken").asText()).isNotEmpty();
        assertThat(commands.hasNext()).as("something that is not tried here").isFalse();
    }

    @Test
    void confirmsAnOrderWithTheBlockToPaste() throws Exception {
        var last = print(shellOf("Try it in one go")).strip().lines().toList().getLast();

        assertThat(last).isEqualTo("confirmed");
    }

    private static List<String> commands() throws IOException {
        return NEXT_COMMAND
                .splitAsStream(shellOf("Try it"))
                .filter(command -> command.startsWith("curl "))
                .toList();
    }

    /** What a section has a reader type. */
    private static String shellOf(String title) throws IOException {
        String readme = Files.readString(Installation.project().resolve("README.md"));
        String section = readme.substring(readme.indexOf("\n## " + title + "\n"));
        return SHELL.matcher(section.substring(0, section.indexOf("\n## ", 1)))
                .results()
                .map(block -> block.group(1))
                .reduce("", String::concat);
    }

    /** What a reader takes from an answer into the next command. */
    private void note(String variable, JsonNode value) {
        assertThat(value.asText()).as(variable).isNotEmpty();
        noted.put(variable, value.asText());
    }

    /** Runs a command and reads the JSON that it prints. */
    private JsonNode run(String command) {
        String printed = print(command);
        try {
            return MAPPER.readTree(printed);
        } catch (IOException e) {
            throw new AssertionError(command + " printed no JSON: " + printed, e);
        }
    }

    /** Runs a command as it stands, but for the ports, and gives what it prints. */
    private String print(String command) {
        String here =
                command.replace("localhost:8080", market.gatewayUrl().getAuthority())
                        .replace("localhost:12111", market.sandboxUrl().getAuthority());
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", here);
        builder.environment().putAll(noted);
        try {
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(here).isZero();
            return printed;
        } catch (IOException e) {
            throw new AssertionError(here + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + here + " ran", e);
        }
    }
}
