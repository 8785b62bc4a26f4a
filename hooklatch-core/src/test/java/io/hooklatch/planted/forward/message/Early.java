package io.hooklatch.planted.forward.message;

import io.hooklatch.planted.forward.recipe.Late;

/** Planted: a word that knows a recipe. */
class Early {
    Class<?> recipe() {
        return Late.class;
    }
}
