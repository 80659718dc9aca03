package chosao.kernel.http;

import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * OpenAPI documents as YAML 1.2 with the scalars of JSON, which is what OpenAPI asks for (3.1.0,
 * 4.2): a date is text. YAML 1.1, which the parser speaks by itself, makes an instant of it.
 */
public final class DescriptionYaml {

    private static final int LARGEST = 8 * 1024 * 1024;

    private DescriptionYaml() {}

    /**
     * Reads a document into maps, lists and scalars.
     *
     * @throws org.yaml.snakeyaml.error.YAMLException where it is none
     */
    public static Map<String, Object> read(String yaml) {
        return yaml().load(yaml);
    }

    public static String write(Map<String, Object> document) {
        return yaml().dump(document);
    }

    private static Yaml yaml() {
        var reading = new LoaderOptions();
        reading.setCodePointLimit(LARGEST);
        var writing = new DumperOptions();
        writing.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        writing.setWidth(120);
        writing.setDereferenceAliases(true);
        return new Yaml(
                new SafeConstructor(reading),
                new Representer(writing),
                writing,
                reading,
                new WithoutInstants());
    }

    private static final class WithoutInstants extends Resolver {

        @Override
        public void addImplicitResolver(Tag tag, Pattern form, String first, int limit) {
            if (!tag.equals(Tag.TIMESTAMP)) {
                super.addImplicitResolver(tag, form, first, limit);
            }
        }
    }
}
