package io.hooklatch;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The order in which the packages below a root are to be read: each uses only itself and those before it,
 * sub-packages count to their package, and the root itself comes last.
 */
record PackageOrder(String root, List<String> order) {

    /** One line for each class outside the order, dependency against it, or cycle of packages; empty when all is well. */
    List<String> violations(JavaClasses classes) {
        if (classes.isEmpty()) {
            throw new IllegalArgumentException("no classes were imported below " + root);
        }
        List<String> found = new ArrayList<>();
        for (JavaClass type : classes) {
            if (rank(type).isEmpty()) {
                found.add(type.getFullName() + " is in no package of the order " + order);
            }
            type.getDirectDependenciesFromSelf().stream()
                    .filter(this::pointsForward)
                    .map(Dependency::getDescription)
                    .forEach(found::add);
        }
        found.addAll(cycles(classes));
        return found;
    }

    private List<String> cycles(JavaClasses classes) {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .evaluate(classes)
                .getFailureReport()
                .getDetails();
    }

    private boolean pointsForward(Dependency dependency) {
        Optional<Integer> from = rank(dependency.getOriginClass());
        Optional<Integer> to = rank(dependency.getTargetClass().getBaseComponentType());
        return from.isPresent() && to.isPresent() && to.get() > from.get();
    }

    private Optional<Integer> rank(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(root)) {
            return Optional.of(order.size());
        }
        if (!name.startsWith(root + ".")) {
            return Optional.empty();
        }
        int rank = order.indexOf(name.substring(root.length() + 1).split("\\.", 2)[0]);
        return rank < 0 ? Optional.empty() : Optional.of(rank);
    }
}
