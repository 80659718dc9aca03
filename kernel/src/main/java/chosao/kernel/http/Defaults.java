package chosao.kernel.http;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Gives every service the settings in {@code kernel.yml}. They rank below the service's own {@code
 * application.yml}, which can change any of them.
 */
@ContextConfigurer
public final class Defaults implements ApplicationContextConfigurer {

    @Override
    public void configure(ApplicationContextBuilder builder) {
        try (var yaml = Defaults.class.getResourceAsStream("/kernel.yml")) {
            var settings = new YamlPropertySourceLoader().read("kernel", yaml);
            builder.propertySources(
                    PropertySource.of(
                            "kernel", settings, YamlPropertySourceLoader.DEFAULT_POSITION - 100));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
