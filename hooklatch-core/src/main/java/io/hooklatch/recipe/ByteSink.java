package io.hooklatch.recipe;

/** What signed bytes are fed to, part by part. */
interface ByteSink {
    void update(byte[] bytes, int offset, int length);
}
