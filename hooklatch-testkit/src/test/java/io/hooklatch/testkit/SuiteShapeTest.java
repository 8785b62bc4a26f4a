package io.hooklatch.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** No rule of the suite can be left out or weakened, by accident here or by a store. */
class SuiteShapeTest {
    @Test
    void everyGroupOfRulesIsRun() throws Exception {
        assertThat(groups().stream().map(Class::getSimpleName).collect(Collectors.toSet()))
                .isEqualTo(groupsOnDisk());
    }

    @Test
    void everyRuleIsAFinalTestThatIsRun() {
        for (Class<?> group : groups()) {
            List<Method> rules = Arrays.stream(group.getDeclaredMethods())
                    .filter(method -> !Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic())
                    .toList();
            assertThat(rules).as("%s", group).isNotEmpty().allSatisfy(rule -> {
                assertThat(rule.isAnnotationPresent(Test.class)).as("%s", rule).isTrue();
                assertThat(Modifier.isFinal(rule.getModifiers())).as("%s", rule).isTrue();
            });
        }
    }

    private static List<Class<?>> groups() {
        return Stream.of(
                        StoreConformance.class,
                        TransactionalStoreConformance.class,
                        OperableStoreConformance.class,
                        PrunableStoreConformance.class)
                .flatMap(suite -> Arrays.stream(suite.getDeclaredClasses()))
                .filter(nested -> nested.isAnnotationPresent(Nested.class))
                .<Class<?>>map(Class::getSuperclass)
                .toList();
    }

    private static Set<String> groupsOnDisk() throws URISyntaxException, IOException {
        Path classes = Path.of(StoreConformance.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.list(classes.resolve("io/hooklatch/testkit"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Contract.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .collect(Collectors.toSet());
        }
    }
}
