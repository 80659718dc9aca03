package chosao.journeys;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import chosao.kernel.problem.ProblemType;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final List<String> SERVICES = List.of("catalog", "orders", "search", "gateway");
    private static final Set<String> ROUTES =
            Set.of("Get", "Post", "Put", "Patch", "Delete", "Head", "Options", "CustomHttpMethod");
    private static final String ANNOTATIONS = "io.micronaut.http.annotation.";
    private static final String SECURED = "io.micronaut.security.annotation.Secured";

    private static final JavaClasses MARKET =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("chosao");

    @ParameterizedTest
    @FieldSource("SERVICES")
    void aServiceImportsNoOther(String service) {
        String[] others =
                SERVICES.stream()
                        .filter(other -> !other.equals(service))
                        .map(ArchitectureTest::packagesOf)
                        .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(packagesOf(service))
                .should()
                .dependOnClassesThat(resideInAnyPackage(others))
                .because("each is a process of its own and knows the others by HTTP alone")
                .check(MARKET);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void whatIsSharedKnowsNoService(String service) {
        noClasses()
                .that()
                .resideInAnyPackage("chosao.kernel..", "chosao.local..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(packagesOf(service))
                .check(MARKET);
    }

    @Test
    void everyRouteSaysWhoMayCallIt() {
        methods()
                .that(DescribedPredicate.describe("are routes", ArchitectureTest::isRoute))
                .should(sayWhoMayCall())
                .check(MARKET);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void everyProblemHasATitleAndAnExplanationInBothLanguages(Class<? extends ProblemType> kinds) {
        var wanted = new TreeSet<String>();
        for (var kind : kinds.getEnumConstants()) {
            wanted.add(kind.slug());
            wanted.add(kind.slug() + ".title");
        }

        assertThat(words(kinds, "Problems.properties")).containsAll(wanted);
        assertThat(words(kinds, "Problems_vi.properties"))
                .isEqualTo(words(kinds, "Problems.properties"));
    }

    private static Stream<Class<?>> problems() {
        return MARKET.that(JavaClass.Predicates.assignableTo(ProblemType.class)).stream()
                .filter(kinds -> kinds.isEnum() && !kinds.isAnonymousClass())
                .map(JavaClass::reflect);
    }

    private static Set<String> words(Class<?> kinds, String bundle) {
        var words = new Properties();
        try (var file = kinds.getResourceAsStream(bundle)) {
            words.load(Objects.requireNonNull(file, bundle));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return words.stringPropertyNames();
    }

    @Test
    void everyPackageSaysWhatItIsForAndMarksNull() {
        Set<String> unmarked =
                MARKET.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName)
                        .collect(Collectors.toSet());

        assertThat(unmarked).isEmpty();
    }

    @Test
    void namesAreNounsOfTheField() {
        classes()
                .should()
                .haveNameNotMatching(".*\\w(Util|Utils|Helper|Manager|Impl|Dto|DTO|Service)")
                .because("such a name says nothing of what the class is")
                .check(MARKET);
    }

    /** A rule about classes that were not found would hold, whatever they did. */
    @ParameterizedTest
    @FieldSource("SERVICES")
    void theClassesOfEveryServiceAreLookedAt(String service) {
        assertThat(MARKET.stream().map(JavaClass::getFullName))
                .anyMatch(name -> name.startsWith("chosao." + service + "."));
        assertThat(MARKET.stream().flatMap(each -> each.getMethods().stream()))
                .anyMatch(ArchitectureTest::isRoute);
    }

    private static String packagesOf(String service) {
        return "chosao." + service + "..";
    }

    private static boolean isRoute(JavaMethod method) {
        return ROUTES.stream().anyMatch(route -> method.isAnnotatedWith(ANNOTATIONS + route));
    }

    private static ArchCondition<JavaMethod> sayWhoMayCall() {
        return new ArchCondition<>("carry @Secured, or stand in a class that does") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean says =
                        method.isAnnotatedWith(SECURED)
                                || method.getOwner().isAnnotatedWith(SECURED);
                events.add(
                        new SimpleConditionEvent(
                                method, says, method.getFullName() + " has no @Secured"));
            }
        };
    }
}
