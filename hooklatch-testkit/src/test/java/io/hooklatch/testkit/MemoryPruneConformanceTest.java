package io.hooklatch.testkit;

class MemoryPruneConformanceTest extends PrunableStoreConformance {
    @Override
    protected StoreHome newHome() {
        return new MemoryHome();
    }
}
