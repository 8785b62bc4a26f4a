package io.hooklatch.testkit;

class MemoryStoreConformanceTest extends StoreConformance {
    @Override
    protected StoreHome newHome() {
        return new MemoryHome();
    }
}
