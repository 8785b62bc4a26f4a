package io.hooklatch.planted.door.work;

import io.hooklatch.planted.door.Door;

/** Planted: work that knows the front door. */
class Inside {
    Class<?> door() {
        return Door.class;
    }
}
