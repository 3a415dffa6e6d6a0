package dev.holdfast;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of the packages, and which of them may see what from outside. */
class ArchitectureTest {
    /** Each package may use those before it, never one after it. */
    private static final List<String> ORDER = List.of(
            "problem",
            "json",
            "table",
            "security",
            "log",
            "queue",
            "activity",
            "project",
            "state",
            "session",
            "board",
            "context",
            "lambda");

    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void a_package_uses_only_packages_before_it() {
        classes().should(useOnlyEarlierPackages()).check(CLASSES);
    }

    @Test
    void every_class_is_in_a_package_of_the_order() {
        classes()
                .should()
                .resideInAnyPackage(
                        ORDER.stream().map(p -> "dev.holdfast." + p + "..").toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void packages_are_free_of_cycles() {
        slices().matching("dev.holdfast.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void only_table_sees_the_dynamodb_client() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.holdfast.table..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon.awssdk.services..")
                .check(CLASSES);
    }

    @Test
    void only_table_and_the_wake_of_the_drain_see_the_sdk() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.holdfast.table..")
                .and()
                .haveNameNotMatching("dev\\.holdfast\\.lambda\\.LambdaWake.*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void only_lambda_sees_funqy_and_the_event_types_of_aws() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.holdfast.lambda..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.amazonaws..", "io.quarkus..", "io.smallrye..")
                .check(CLASSES);
    }

    @Test
    void only_security_sees_the_jwt_library() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.holdfast.security..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jose4j..")
                .check(CLASSES);
    }

    @Test
    void only_security_sees_the_http_client() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.holdfast.security..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.hc..")
                .check(CLASSES);
    }

    @Test
    void json_knows_jackson_and_the_problems_alone() {
        classes()
                .that()
                .resideInAPackage("dev.holdfast.json..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.holdfast.json..",
                        "dev.holdfast.problem..",
                        "com.fasterxml.jackson..",
                        "java..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    private static ArchCondition<JavaClass> useOnlyEarlierPackages() {
        return new ArchCondition<>("use only packages before their own") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                user.getDirectDependenciesFromSelf().stream()
                        .filter(d -> place(d.getTargetClass()) > place(user))
                        .forEach(d -> events.add(SimpleConditionEvent.violated(user, d.getDescription())));
            }
        };
    }

    private static int place(JavaClass type) {
        String prefix = "dev.holdfast.";
        String name = type.getPackageName();
        return name.startsWith(prefix)
                ? ORDER.indexOf(name.substring(prefix.length()).split("\\.", 2)[0])
                : -1;
    }
}
