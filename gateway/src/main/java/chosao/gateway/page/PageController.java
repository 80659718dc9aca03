package chosao.gateway.page;

import chosao.gateway.account.SampleAccounts;
import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** The pages. They are files; only the sample accounts are put in. */
@Hidden
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@Produces(MediaType.TEXT_HTML + ";charset=utf-8")
class PageController {

    private static final String SAMPLES = "<!-- sample accounts -->";

    private final String greeting;
    private final String docs;
    private final String account;

    PageController(ResourceResolver resources, SampleAccounts samples) {
        greeting =
                read(resources, "greeting.html")
                        .replace(SAMPLES, samples.areOpen() ? list(samples) : "");
        docs = read(resources, "docs.html");
        account = read(resources, "account.html");
    }

    @Get("/")
    HttpResponse<String> greeting() {
        return HttpResponse.ok(greeting).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    @Get("/docs")
    HttpResponse<String> docs() {
        return HttpResponse.ok(docs).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    /** Where links in mails lead to. */
    @Get("/account")
    HttpResponse<String> account() {
        return HttpResponse.ok(account).header(HttpHeaders.CACHE_CONTROL, "no-cache");
    }

    private static String list(SampleAccounts samples) {
        return samples.emails().stream()
                .map("<li><code>%s</code></li>"::formatted)
                .collect(
                        Collectors.joining(
                                "",
                                """
                                <section class="card" aria-labelledby="samples">
                                <h2 id="samples"><span lang="vi">Tài khoản mẫu</span>\
                                <span lang="en">Sample accounts</span></h2>
                                <p><span lang="vi">Mật khẩu chung</span>\
                                <span lang="en">The password of all</span>: \
                                <code>%s</code></p>
                                <ul class="accounts">\
                                """
                                        .formatted(SampleAccounts.PASSWORD),
                                "</ul></section>"));
    }

    private static String read(ResourceResolver resources, String name) {
        var path = "classpath:page/" + name;
        try (var file = resources.getResourceAsStream(path).orElseThrow()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
