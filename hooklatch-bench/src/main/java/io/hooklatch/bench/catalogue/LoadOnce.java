package io.hooklatch.bench.catalogue;

import io.hooklatch.recipe.Catalogue;
import io.hooklatch.recipe.Recipe;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Loads the catalogue in this process and prints: recipes, ns to the names, ns to the first recipe, ns to all, bytes kept. */
public final class LoadOnce {
    private LoadOnce() {}

    public static void main(String[] args) {
        long before = heap();
        long begun = System.nanoTime();
        Catalogue catalogue = Catalogue.standard();
        long names = System.nanoTime();
        List<Recipe> all = new ArrayList<>();
        all.add(catalogue.find("stripe").orElseThrow());
        long first = System.nanoTime();
        all.clear();
        catalogue.names().forEach(name -> all.add(catalogue.find(name).orElseThrow()));
        long end = System.nanoTime();
        System.out.println(all.size() + " " + (names - begun) + " " + (first - begun) + " " + (end - begun) + " "
                + Math.max(0, heap() - before));
        if (all.isEmpty()) {
            System.exit(1);
        }
    }

    /** The heap that is in use after collections, which is what cannot be given back. */
    private static long heap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
