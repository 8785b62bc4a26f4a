package io.hooklatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps the packages of the core in their reading order. A new package takes its place in {@link #ORDER}. */
class PackageOrderTest {

    private static final List<String> ORDER = List.of(
            "message", "recipe", "diagnosis", "store", "observe", "export", "receive", "work", "operate", "retention");

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.hooklatch");

    @Test
    void eachPackageOfTheCoreUsesOnlyEarlierOnes() {
        assertThat(CORE).extracting(JavaClass::getPackageName).contains("io.hooklatch.message", "io.hooklatch.store");
        assertThat(new PackageOrder("io.hooklatch", ORDER).violations(CORE)).isEmpty();
    }

    @Test
    void anImportOfALaterPackageIsSeen() {
        assertThat(violationsBelow("io.hooklatch.planted.forward"))
                .singleElement()
                .asString()
                .contains("planted.forward.message.Early", "planted.forward.recipe.Late");
    }

    @Test
    void anImportOfTheFrontDoorIsSeen() {
        assertThat(violationsBelow("io.hooklatch.planted.door"))
                .singleElement()
                .asString()
                .contains("planted.door.work.Inside", "planted.door.Door");
    }

    @Test
    void aCycleInsideOnePackageAndItsPartsIsSeen() {
        assertThat(violationsBelow("io.hooklatch.planted.cycle"))
                .singleElement()
                .asString()
                .contains("Cycle detected", "message.part");
    }

    @Test
    void aPackageWithoutAPlaceIsSeen() {
        assertThat(violationsBelow("io.hooklatch.planted.stray"))
                .singleElement()
                .asString()
                .contains("planted.stray.elsewhere.Stray", "no package of the order");
    }

    @Test
    void nothingImportedIsNoPass() {
        assertThatThrownBy(() -> violationsBelow("io.hooklatch.planted.nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.hooklatch.planted.nothing");
    }

    private static List<String> violationsBelow(String root) {
        return new PackageOrder(root, ORDER).violations(new ClassFileImporter().importPackages(root));
    }
}
