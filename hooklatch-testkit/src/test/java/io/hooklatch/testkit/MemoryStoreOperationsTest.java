package io.hooklatch.testkit;

class MemoryStoreOperationsTest extends OperableStoreConformance {
    @Override
    protected StoreHome newHome() {
        return new MemoryHome();
    }
}
