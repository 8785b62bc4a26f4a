package io.hooklatch.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the packages of the gateway in their reading order. A new package takes its place in {@link #ORDER}. */
class PackageOrderTest {
    private static final String ROOT = "io.hooklatch.gateway";

    private static final List<String> ORDER = Stream.of(
                    ".secret",
                    ".log",
                    ".net",
                    ".access",
                    ".destination",
                    ".ingress",
                    ".config",
                    ".store",
                    ".render",
                    ".admin.stream",
                    ".admin.api.call",
                    ".admin.api.read",
                    ".admin.api.act",
                    ".admin.api.keep",
                    ".admin.api",
                    ".admin",
                    "",
                    ".demo",
                    ".cli.shell",
                    ".cli.data",
                    ".cli.access",
                    ".cli.view",
                    ".cli.tail",
                    ".cli.operator",
                    ".cli")
            .map(name -> ROOT + name)
            .toList();

    private static final JavaClasses GATEWAY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void eachPackageUsesOnlyEarlierOnes() {
        assertThat(GATEWAY)
                .extracting(JavaClass::getPackageName)
                .as("every package has a place, and none of the places is empty")
                .isSubsetOf(ORDER)
                .containsAll(ORDER);
        assertThat(forward(ROOT + ".cli")).isEmpty();
    }

    @Test
    void aUseOfALaterPackageIsSeen() {
        assertThat(forward(ROOT + ".secret"))
                .anyMatch(line -> line.contains("calls method <io.hooklatch.gateway.secret.Secret."));
    }

    /** Each use of a package that comes after the one that uses it, were this one the last. */
    private static List<String> forward(String last) {
        List<String> order = Stream.concat(ORDER.stream().filter(name -> !name.equals(last)), Stream.of(last))
                .toList();
        return GATEWAY.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> place(order, use.getTargetClass()) > place(order, use.getOriginClass()))
                .map(Dependency::getDescription)
                .toList();
    }

    /** What is not of the gateway comes before everything. */
    private static int place(List<String> order, JavaClass type) {
        return order.indexOf(type.getBaseComponentType().getPackageName());
    }
}
