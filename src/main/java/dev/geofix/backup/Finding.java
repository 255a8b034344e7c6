package dev.geofix.backup;

/**
 * Something that is wrong in a data folder.
 *
 * @param item what it concerns, such as {@code tile 't-4' of gallery 'town'}
 * @param problem what is wrong, as a part of a sentence
 * @param wayOut what to do, a sentence
 */
record Finding(String item, String problem, String wayOut) {}
