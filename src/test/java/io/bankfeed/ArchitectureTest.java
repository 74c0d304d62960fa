package io.bankfeed;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.bankfeed.operations.ConfigurationMappings;
import io.smallrye.config.ConfigMapping;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import java.io.InputStream;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** The allowed dependencies between packages, and forbidden calls. */
@AnalyzeClasses(packages = "io.bankfeed", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String CORE = "io.bankfeed.core..";

    private static final Set<String> USED_BY_ENDPOINTS =
            Set.of("generator", "settings", "streaming", "http", "core.source", "core.transaction", "core.encoding");

    /** Each package, and the other packages of the service that it may use. */
    private static final Map<String, Set<String>> FLOOR_PLAN = Map.ofEntries(
            entry("core.transaction", Set.of()),
            entry("core.random", Set.of()),
            entry("core.encoding", Set.of("core.transaction")),
            entry("core.parquet", Set.of("core.encoding", "core.transaction")),
            entry("core.bank", Set.of("core.random", "core.transaction")),
            entry("core.fraud", Set.of("core.bank", "core.random", "core.transaction")),
            entry("core.scenario", Set.of("core.bank", "core.random", "core.transaction")),
            entry("core.world", Set.of("core.bank", "core.random", "core.scenario", "core.transaction")),
            entry(
                    "core.source",
                    Set.of(
                            "core.bank",
                            "core.fraud",
                            "core.random",
                            "core.scenario",
                            "core.transaction",
                            "core.world")),
            entry("http", Set.of()),
            entry("security", Set.of("http", "settings")),
            entry("limits", Set.of("http", "security", "settings")),
            entry("streaming", Set.of("http")),
            entry("settings", Set.of("http")),
            entry("generator", Set.of("core", "settings", "http")),
            entry("console", Set.of("http")),
            entry(
                    "cli",
                    Set.of(
                            "core.encoding",
                            "core.fraud",
                            "core.parquet",
                            "core.source",
                            "core.transaction",
                            "dataset",
                            "generator",
                            "http")),
            entry("batch", USED_BY_ENDPOINTS),
            entry("feed", USED_BY_ENDPOINTS),
            entry("dataset", union(USED_BY_ENDPOINTS, "core.parquet", "core.scenario", "core.world")),
            entry("labels", USED_BY_ENDPOINTS),
            entry("scoring", USED_BY_ENDPOINTS),
            entry("sink", union(USED_BY_ENDPOINTS, "core.bank", "feed", "labels")),
            entry(
                    "operations",
                    union(USED_BY_ENDPOINTS, "dataset", "feed", "labels", "limits", "scoring", "security", "sink")));

    @ArchTest
    static final ArchRule CORE_USES_THE_JDK_ALONE = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(CORE, "java.."));

    @ArchTest
    static void packagesHaveOnlyAllowedDependencies(JavaClasses all) {
        FLOOR_PLAN.forEach((user, used) -> usesOnly(user, used).check(all));
    }

    @ArchTest
    static void everyPackageIsListed(JavaClasses all) {
        assertThat(all.getPackage("io.bankfeed").getSubpackagesInTree())
                .filteredOn(one -> !one.getClasses().isEmpty())
                .extracting(one -> one.getName().substring("io.bankfeed.".length()))
                .containsExactlyInAnyOrderElementsOf(FLOOR_PLAN.keySet());
    }

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
            slices().matching("io.bankfeed.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_FIELD_IS_INJECTED = noFields()
            .should()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty");

    /** Otherwise its values would be used without a check. */
    @ArchTest
    static final ArchRule EVERY_CHECK_OF_A_MAPPING_IS_USED = methods()
            .that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith(ConfigMapping.class)
            .and()
            .areStatic()
            .and()
            .haveName("check")
            .should(beAccessedFrom(ConfigurationMappings.class));

    /**
     * If the client disconnects while a resource reads its body, Quarkus never ends the request, and its thread loops
     * forever.
     */
    @ArchTest
    static final ArchRule NO_RESOURCE_READS_ITS_BODY_AS_A_STREAM = noMethods()
            .that()
            .areAnnotatedWith(POST.class)
            .or()
            .areAnnotatedWith(PATCH.class)
            .should(haveParameter(InputStream.class));

    @ArchTest
    static final ArchRule NOTHING_IS_PRINTED = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule RANDOMNESS_COMES_FROM_THE_RANDOM_PACKAGE = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("java.util.random")
                    .or(nameMatching("java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)")))
            .orShould()
            .accessTargetWhere(isOf("java.lang.Math", "random"));

    @ArchTest
    static final ArchRule ONLY_SEEDS_AND_SECRETS_COME_FROM_THE_SYSTEM = noClasses()
            .that()
            .resideOutsideOfPackages("io.bankfeed.generator..", "io.bankfeed.security..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.security.SecureRandom");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_AN_INJECTED_CLOCK = noClasses()
            .should()
            .accessTargetWhere(isOf("java.time.*", "now").and(not(takesAClock())))
            .orShould()
            .accessTargetWhere(isOf("java.lang.System", "currentTimeMillis"))
            .orShould()
            .callConstructor(Date.class);

    @ArchTest
    static final ArchRule ONLY_THE_PRODUCER_CREATES_A_CLOCK = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.bankfeed.generator.ClockProducer")
            .should()
            .accessTargetWhere(isOf("java.time.Clock", "system.*|tick.*"));

    /**
     * A native image contains the objects that static initialisers created at build time, and network memory must not
     * be among them.
     */
    @ArchTest
    static final ArchRule NO_NETWORK_BUFFER_IS_STATIC = noFields()
            .that()
            .haveRawType(resideInAnyPackage("io.vertx..", "io.netty.."))
            .should()
            .beStatic();

    /**
     * Netty and the internals of libraries change without notice, so only the writers of shared bytes and the classes
     * that manage connections use them.
     */
    @ArchTest
    static final ArchRule ONLY_WRITERS_USE_NETTY_AND_INTERNALS = noClasses()
            .that()
            .resideOutsideOfPackages("io.bankfeed.streaming..", "io.bankfeed.batch..")
            .and()
            .haveNameNotMatching("io\\.bankfeed\\.http\\.(BackPressure|CloseDelimitedBodies|PipelineLimit).*")
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.netty..", "..impl.."));

    @ArchTest
    static final ArchRule THE_CORE_READS_NO_CLOCK = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .accessTargetWhere(isOf("java.lang.System", "nanoTime"))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock");

    /** The last bit of these results differs between machines; {@link StrictMath} gives the same bits everywhere. */
    @ArchTest
    static final ArchRule THE_CORE_COMPUTES_THE_SAME_EVERYWHERE = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .accessTargetWhere(
                    isOf("java.lang.Math", "exp|expm1|log|log10|log1p|pow|cbrt|hypot|a?(sin|cos|tan)h?|atan2"));

    /** The core cannot use the annotation, because it has no dependencies; NullAway checks it anyway. */
    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses all) {
        assertThat(all.getPackage("io.bankfeed").getSubpackagesInTree())
                .filteredOn(one -> !one.getClasses().isEmpty() && !one.getName().startsWith("io.bankfeed.core"))
                .hasSizeGreaterThan(5)
                .allMatch(one -> one.isAnnotatedWith(NullMarked.class), "is @NullMarked");
    }

    private static ArchRule usesOnly(String user, Set<String> used) {
        return noClasses()
                .that()
                .resideInAPackage("io.bankfeed." + user + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.bankfeed..").and(not(resideInAnyPackage(packages(union(used, user))))));
    }

    private static Set<String> union(Set<String> names, String... more) {
        return Stream.concat(names.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    /** A method call or a method reference. */
    private static DescribedPredicate<JavaAccess<?>> isOf(String ownerPattern, String methodPattern) {
        return DescribedPredicate.describe(
                "is of " + ownerPattern + "." + methodPattern,
                access -> access.getTargetOwner().getName().matches(ownerPattern)
                        && access.getName().matches(methodPattern));
    }

    private static DescribedPredicate<JavaAccess<?>> takesAClock() {
        return DescribedPredicate.describe(
                "takes a clock", access -> access.getTarget().getFullName().endsWith("(java.time.Clock)"));
    }

    private static ArchCondition<JavaMethod> haveParameter(Class<?> type) {
        return ArchCondition.from(DescribedPredicate.describe(
                "have a parameter of " + type,
                method ->
                        method.getRawParameterTypes().stream().anyMatch(parameter -> parameter.isEquivalentTo(type))));
    }

    private static ArchCondition<JavaMethod> beAccessedFrom(Class<?> type) {
        return ArchCondition.from(DescribedPredicate.describe(
                "be accessed from " + type,
                method -> method.getAccessesToSelf().stream()
                        .anyMatch(access -> access.getOriginOwner().isEquivalentTo(type))));
    }

    private static String[] packages(Set<String> names) {
        return names.stream().map(one -> "io.bankfeed." + one + "..").toArray(String[]::new);
    }
}
