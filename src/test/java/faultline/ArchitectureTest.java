package faultline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows between the packages, as ARCHITECTURE.md draws them. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("faultline");

    @ParameterizedTest(name = "{0} uses {1}")
    @CsvSource({
        "unit,       ''",
        "rng,        unit",
        "engine,     unit",
        "model,      unit",
        "stats,      unit",
        "guest,      engine model rng unit",
        "net,        engine model unit",
        "migration,  engine guest net model stats unit",
        "run,        engine guest net migration model rng stats unit",
        "json,       model run stats unit",
        "fit,        model run stats unit",
        "report,     model run stats unit",
        "driver,     model stats unit"
    })
    void packagesUseOnlyWhatTheyMay(String name, String allowed) {
        String[] allowedPackages = Stream.concat(
                        Stream.of(name), Arrays.stream(allowed.split(" ")).filter(part -> !part.isBlank()))
                .map(part -> "faultline." + part + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("faultline." + name + "..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("faultline..").and(not(resideInAnyPackage(allowedPackages))))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @ParameterizedTest(name = "only {0} uses {1}")
    @CsvSource({
        "json,   com.fasterxml.jackson..",
        "fit,    org.apache.commons.math3..",
        "report, org.knowm.xchart..",
        "driver, org.libvirt..",
        "driver, com.sun.jna..",
        "cli,    picocli..",
        "cli,    me.tongfei.progressbar.."
    })
    void onlyOnePackageKnowsALibrary(String name, String library) {
        noClasses()
                .that()
                .resideOutsideOfPackage("faultline." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void nobodyImportsTheCommands() {
        classes()
                .that()
                .resideInAPackage("faultline.cli..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAPackage("faultline.cli..")
                .check(CLASSES);
    }
}
