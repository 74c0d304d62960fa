package io.bankfeed;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import java.io.InputStream;
import java.util.Date;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Which way the arrows between packages run, and what no class may do. */
@AnalyzeClasses(packages = "io.bankfeed", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

    private static final String CORE = "io.bankfeed.core..";

    private static final String[] EDGES = {"batch", "feed", "dataset", "labels"};

    /** JSpecify's annotations are read by tools alone: the core compiles and runs with the JDK. */
    @ArchTest
    static final ArchRule CORE_USES_THE_JDK_ALONE = classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(CORE, "java..", "org.jspecify.annotations"));

    @ArchTest
    static final ArchRule TRANSACTION_USES_NOTHING_OF_OURS = usesOnly("core.transaction");

    @ArchTest
    static final ArchRule RANDOM_USES_NOTHING_OF_OURS = usesOnly("core.random");

    @ArchTest
    static final ArchRule ENCODING_USES_TRANSACTION = usesOnly("core.encoding", "core.transaction");

    @ArchTest
    static final ArchRule BANK_USES_RANDOM_AND_TRANSACTION = usesOnly("core.bank", "core.random", "core.transaction");

    @ArchTest
    static final ArchRule FRAUD_USES_BANK_RANDOM_AND_TRANSACTION =
            usesOnly("core.fraud", "core.bank", "core.random", "core.transaction");

    @ArchTest
    static final ArchRule GENERATOR_USES_THE_CORE_AND_SETTINGS = usesOnly("generator", "core", "settings", "http");

    @ArchTest
    static final ArchRule SETTINGS_USES_HTTP = usesOnly("settings", "http");

    @ArchTest
    static final ArchRule HTTP_USES_NOTHING_OF_OURS = usesOnly("http");

    @ArchTest
    static final ArchRule SECURITY_USES_HTTP = usesOnly("security", "http");

    @ArchTest
    static final ArchRule LIMITS_USES_SECURITY_STREAMING_AND_HTTP = usesOnly("limits", "security", "streaming", "http");

    @ArchTest
    static final ArchRule NOTHING_USES_LIMITS = noClasses()
            .that(resideInAPackage("io.bankfeed..").and(DescribedPredicate.not(resideInAnyPackage(packages("limits")))))
            .should()
            .dependOnClassesThat(resideInAnyPackage(packages("limits")));

    @ArchTest
    static final ArchRule STREAMING_USES_HTTP = usesOnly("streaming", "http");

    @ArchTest
    static void noEdgeUsesAnother(JavaClasses all) {
        for (String edge : EDGES) {
            String[] others = Stream.of(EDGES).filter(one -> !one.equals(edge)).toArray(String[]::new);
            usesNone(edge, others).check(all);
            usesNone(edge, "operations").check(all);
        }
    }

    @ArchTest
    static final ArchRule EDGES_USE_THE_CORE_THROUGH_THE_GENERATOR = noClasses()
            .that()
            .resideInAnyPackage(packages("batch", "feed", "dataset", "labels", "operations"))
            .should()
            .dependOnClassesThat(resideInAnyPackage(packages("core.fraud", "core.bank", "core.random")));

    @ArchTest
    static final ArchRule FEED_AND_LABELS_USE_NO_INTERNALS_OF_THE_SERVER = noClasses()
            .that()
            .resideInAnyPackage(packages("feed", "labels"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.netty..", "io.vertx..impl.."));

    @ArchTest
    static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
            slices().matching("io.bankfeed.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NOTHING_IS_INJECTED_INTO_A_FIELD = noFields()
            .should()
            .beAnnotatedWith("jakarta.inject.Inject")
            .orShould()
            .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty");

    /** Quarkus never ends a request whose client goes away while a resource reads its body: it runs in circles for ever. */
    @ArchTest
    static final ArchRule NO_RESOURCE_READS_A_BODY_AS_IT_COMES = noMethods()
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
            .resideOutsideOfPackages(packages("generator", "security"))
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.security.SecureRandom");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_CLOCK_THAT_IS_HANDED_IN = noClasses()
            .should()
            .accessTargetWhere(isOf("java.time.*", "now").and(DescribedPredicate.not(takesAClock())))
            .orShould()
            .accessTargetWhere(isOf("java.lang.System", "currentTimeMillis"))
            .orShould()
            .callConstructor(Date.class);

    @ArchTest
    static final ArchRule ONLY_ITS_PRODUCER_MAKES_A_CLOCK = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.bankfeed.generator.ClockProducer")
            .should()
            .accessTargetWhere(isOf("java.time.Clock", "system.*|tick.*"));

    /** A native image is built with what static initialisers made, which must not be the network's memory. */
    @ArchTest
    static final ArchRule NO_BUFFER_OF_THE_NETWORK_IS_STATIC = noFields()
            .that()
            .haveRawType(resideInAnyPackage("io.vertx..", "io.netty.."))
            .should()
            .beStatic();

    @ArchTest
    static final ArchRule THE_CORE_READS_NO_CLOCK = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .accessTargetWhere(isOf("java.lang.System", "nanoTime"))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.time.Clock");

    /** The last bit of these differs from one machine to another; that of {@link StrictMath} does not. */
    @ArchTest
    static final ArchRule THE_CORE_COMPUTES_THE_SAME_EVERYWHERE = noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .accessTargetWhere(
                    isOf("java.lang.Math", "exp|expm1|log|log10|log1p|pow|cbrt|hypot|a?(sin|cos|tan)h?|atan2"));

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses all) {
        assertThat(all.getPackage("io.bankfeed").getSubpackagesInTree())
                .filteredOn(one -> !one.getClasses().isEmpty())
                .hasSizeGreaterThan(5)
                .allMatch(one -> one.isAnnotatedWith(NullMarked.class), "is @NullMarked")
                .extracting(JavaPackage::getName)
                .doesNotContain("io.bankfeed.util");
    }

    /** Of our packages, no other than those named. */
    private static ArchRule usesOnly(String user, String... used) {
        DescribedPredicate<JavaClass> ours = resideInAPackage("io.bankfeed..");
        return noClasses()
                .that(resideInAnyPackage(packages(user)))
                .should()
                .dependOnClassesThat(ours.and(DescribedPredicate.not(resideInAnyPackage(packages(user))))
                        .and(DescribedPredicate.not(resideInAnyPackage(packages(used)))));
    }

    private static ArchRule usesNone(String user, String... unused) {
        return noClasses()
                .that(resideInAnyPackage(packages(user)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(packages(unused)));
    }

    /** A call of a method, or a reference to it. */
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

    private static String[] packages(String... names) {
        return Stream.of(names).map(one -> "io.bankfeed." + one + "..").toArray(String[]::new);
    }
}
